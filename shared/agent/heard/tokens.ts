/** One look for all languages: no accents, no doubled letters, no styled letters, no capitals, no umlauts. */
export function foldWord(text: string): string {
  return lowered(unstyled(text));
}

const pieces = /[\p{L}\p{N}]+|[\n.!…;:。！]+|[?？]|🔥|🆘/gu;

/** The words of a text, in one look for all languages; where sentences end a dot, and a question mark. */
export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (const [piece] of unstyled(text).matchAll(pieces)) {
    const token = isWord.test(piece) ? lowered(piece) : /[?？]/.test(piece) ? '?' : '.';
    if (token !== tokens.at(-1) || token.length > 1) tokens.push(token);
  }
  return tokens;
}

const isWord = /^[\p{L}\p{N}🔥🆘]/u;

/** German is written with and without umlauts: Küche, Kueche, Kuche. */
function lowered(text: string): string {
  return text
    .toLowerCase()
    .replace(/(\p{L})\1+/gu, '$1')
    .replace(/([aou])e/g, '$1');
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
    .replace(/['’‘`´ʼ＇]/g, "'")
    .replace(/(n)'t(?!\p{L})/giu, '$1t');
}
