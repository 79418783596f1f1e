export interface Token {
  word: string;
  /** Where it stands; what parts sentences widens the distance. */
  at: number;
  /** The line of the text that it stands in. */
  line: number;
  /** Written like a name. */
  capital: boolean;
}

/** One look for all languages: no accents, no doubled letters, no styled letters, no capitals. */
export function foldWord(text: string): string {
  return lowered(unstyled(text));
}

const pieces = /[\p{L}\p{N}]+|\n+|[.!?…;:。！？]+|[,()–—]+|🔥|🆘/gu;

/** The words of a text and how far they are from each other. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = 0;
  let parted = true;
  for (const [piece] of unstyled(text).matchAll(pieces)) {
    if (isWord.test(piece)) {
      tokens.push({ word: lowered(piece), at, line, capital: name.test(piece) });
      at += 1;
      parted = false;
      continue;
    }
    if (piece.startsWith('\n')) line += 1;
    if (pause.test(piece)) at += 1;
    else if (!parted) at += 3;
    parted = true;
  }
  return tokens;
}

const isWord = /^[\p{L}\p{N}🔥🆘]/u;
const pause = /^[,()–—]/;
const name = /^\p{Lu}\p{Ll}/u;

function lowered(text: string): string {
  return text.toLowerCase().replace(/(\p{L})\1+/gu, '$1');
}

function unstyled(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\u200b-\u200d\u2060\ufeff\u00ad]/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .replace(/ø/gi, 'o')
    .replaceAll('ı', 'i')
    .replace(/[’‘`´ʼ＇]/g, "'")
    .replace(/(n)'t(?!\p{L})/giu, '$1t');
}
