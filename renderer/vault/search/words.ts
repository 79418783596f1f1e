/** A word as it is compared (no case, no accents), and where it stands in the text. */
export interface Word {
  word: string;
  start: number;
  end: number;
}

/** Scripts that put no spaces between words: each character counts as one. */
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}`;
const anyWord = new RegExp(`[${unspaced}]|(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');
// oxlint-disable-next-line no-control-regex -- all of ASCII, its control characters included
const ascii = /^[\u0000-\u007f]*$/;

/** Letters that Unicode does not take apart into a letter and an accent. */
const plainLetters: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};
const specialLetter = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gu');

/** Nothing that people write is longer; what is (keys, hashes) is found by its beginning. */
const longestWord = 30;

export function wordsIn(text: string): Word[] {
  if (ascii.test(text)) return asciiWordsIn(text.toLowerCase());
  const words: Word[] = [];
  for (const match of text.matchAll(anyWord)) {
    const found = fold(match[0]);
    if (found !== '')
      words.push({
        word: found.slice(0, longestWord),
        start: match.index,
        end: match.index + match[0].length,
      });
  }
  return words;
}

/** Most texts, and several times faster than by an expression. The text is in lower case. */
function asciiWordsIn(text: string): Word[] {
  const words: Word[] = [];
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    if (isAsciiLetter(text.charCodeAt(at))) {
      if (start === -1) start = at;
    } else if (start !== -1) {
      words.push({ word: text.slice(start, Math.min(at, start + longestWord)), start, end: at });
      start = -1;
    }
  }
  return words;
}

/** `a` to `z` and `0` to `9`; not a number, as behind the end of a text, is neither. */
function isAsciiLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

function fold(word: string): string {
  return word
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(specialLetter, (letter) => plainLetters[letter] ?? letter);
}

const phoneLike = /\+?\d[\d ().\-/]{4,}\d/g;

/** The phone numbers in a text, as digits: by these a number is found however it is written. */
export function numbersIn(text: string): string[] {
  return [...text.matchAll(phoneLike)]
    .map(([number]) => digitsOf(number))
    .filter(({ length }) => length >= 6);
}

/** The digits of a query that is a phone number or a part of one; without the zeros that a country code replaces. */
export function numberQuery(query: string): string | undefined {
  if (!/^[\d\s()+./-]+$/.test(query)) return undefined;
  const digits = digitsOf(query).replace(/^0+/, '');
  return digits.length >= 3 ? digits : undefined;
}

export function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '');
}
