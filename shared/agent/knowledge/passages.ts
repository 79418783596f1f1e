import { longestPassage } from '#shared/domain/knowledge.ts';

/** A piece of a document, with the heading that stands over it. */
export interface Passage {
  title: string;
  text: string;
}

/** A heading of Markdown, or a line that is underlined. */
const hashHeading = /^ {0,3}#{1,6}\s+(\S.*?)\s*#*\s*$/;
const underline = /^ {0,3}(?:=+|-{3,})\s*$/;

const longestTitle = 200;

/**
 * Cuts a text into passages of at most `longestPassage` characters: at headings, then between paragraphs, then
 * between sentences, then between words. No word is lost; the same text always gives the same passages.
 */
export function splitIntoPassages(text: string, longest: number = longestPassage): Passage[] {
  return sectionsOf(text.replace(/\r\n?/g, '\n')).flatMap(({ title, paragraphs }) =>
    pack(
      paragraphs.flatMap((paragraph) => cut(paragraph, longest)),
      longest,
    ).map((piece) => ({ title, text: piece })),
  );
}

interface Section {
  title: string;
  paragraphs: string[];
}

function sectionsOf(text: string): Section[] {
  const sections: Section[] = [{ title: '', paragraphs: [] }];
  let lines: string[] = [];
  const endParagraph = () => {
    const paragraph = lines.join('\n').trim();
    lines = [];
    if (paragraph !== '') sections.at(-1)!.paragraphs.push(paragraph);
  };
  const begin = (title: string) => {
    endParagraph();
    // A heading without words under it is words of its own: nothing is lost.
    const { title: before, paragraphs } = sections.at(-1)!;
    if (paragraphs.length === 0 && before !== '') sections.at(-1)!.paragraphs.push(before);
    if (title.length <= longestTitle) sections.push({ title, paragraphs: [] });
    else sections.push({ title: '', paragraphs: [title] });
  };
  for (const line of text.split('\n')) {
    const heading = hashHeading.exec(line)?.[1];
    if (heading !== undefined) begin(heading);
    else if (underline.test(line) && lines.length === 1) begin(lines.splice(0)[0]!.trim());
    else if (line.trim() === '') endParagraph();
    else lines.push(line.trimEnd());
  }
  begin('');
  return sections.filter(({ paragraphs }) => paragraphs.length > 0);
}

/** Sentences, then words, then characters: the coarsest cut that makes the pieces short enough. */
function cut(text: string, longest: number): string[] {
  if (text.length <= longest) return [text];
  for (const border of [/(?<=[.!?…。！？])\s+|\n/u, /\s+/u]) {
    const parts = text.split(border).filter((part) => part !== '');
    if (parts.length > 1) {
      return pack(
        parts.flatMap((part) => cut(part, longest)),
        longest,
        ' ',
      );
    }
  }
  return chunks(text, longest);
}

function chunks(text: string, longest: number): string[] {
  const found: string[] = [];
  let chunk = '';
  for (const character of text) {
    if (chunk !== '' && chunk.length + character.length > longest) {
      found.push(chunk);
      chunk = '';
    }
    chunk += character;
  }
  return [...found, chunk];
}

/** Puts neighbours together as long as they fit. */
function pack(parts: string[], longest: number, between = '\n\n'): string[] {
  const packed: string[] = [];
  for (const part of parts) {
    const last = packed.at(-1);
    if (last !== undefined && last.length + between.length + part.length <= longest) {
      packed[packed.length - 1] = last + between + part;
    } else packed.push(part);
  }
  return packed;
}
