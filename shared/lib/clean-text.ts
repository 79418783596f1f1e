/** Embeddings, overrides and isolates: they can turn the words around them. Letters keep their own direction. */
const directions = /[\u202A-\u202E\u2066-\u2069]/g;

/** Marks of direction, which right-to-left writers use within a text and nobody needs in a name. */
const marks = /[\u200E\u200F\u061C]/g;

/** Characters without a shape, such as zero-width spaces, soft hyphens and tags. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
/** Of these, what belongs to what is seen within words and emoji. */
const shaping = /[\p{Join_Control}\p{Variation_Selector}]/u;

/** Joiners with nothing to join: at an end, beside a space, or in a row. */
const looseJoiners =
  /(?<=^|\s)[\p{Join_Control}\p{Variation_Selector}]+|\p{Join_Control}+(?=\s|$)|(?<=\p{Join_Control})\p{Join_Control}+/gu;

/** Something that leaves ink: the braille blank is a letter to Unicode, and empty. */
const ink = /[^\s\p{Cc}\p{Cf}\p{Mn}\p{Me}\u2800]/u;

/**
 * A text of somebody else, for showing: no controls, nothing that turns other words around, whole characters.
 * Line breaks stay, and so does every letter of every script.
 */
export function cleanText(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replaceAll(/\p{Cc}/gu, (control) => (control === '\n' || control === '\t' ? control : ''))
    .replaceAll(directions, '')
    .toWellFormed();
}

/**
 * A name of somebody else: one line, nothing invisible, at most `longest` characters and no half of one.
 * `undefined` where nothing is left that can be seen.
 */
export function cleanName(name: string | undefined, longest = 200): string | undefined {
  if (name === undefined) return undefined;
  const line = cleanText(name)
    .replaceAll(marks, '')
    .replaceAll(invisible, (character) => (shaping.test(character) ? character : ''))
    .replaceAll(looseJoiners, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const short = line.length > longest ? clipped(line, longest) : line;
  return ink.test(short) ? short : undefined;
}

/** Whole characters only: an emoji that would be cut in two is left out. */
function clipped(text: string, longest: number): string {
  let short = '';
  for (const { segment } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)) {
    if (short.length + segment.length > longest) break;
    short += segment;
  }
  return short.trim();
}
