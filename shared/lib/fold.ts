import { westernDigit } from './digits.ts';

/** Accents and vowel points, which people leave out; vowel signs of Indic and Thai script are letters and stay. */
const accents =
  // oxlint-disable-next-line no-misleading-character-class -- marks by themselves are what is looked for
  /[\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF]/g;

/** Letters that Unicode does not take apart into a letter and an accent, and spellings that people mix. */
const plainLetters: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ĸ: 'k',
  ŋ: 'n',
  ə: 'e',
  ɛ: 'e',
  ɔ: 'o',
  ɓ: 'b',
  ɖ: 'd',
  ɗ: 'd',
  ƙ: 'k',
  ƴ: 'y',
  '‐': '-',
  '–': '-',
  '−': '-',
  ς: 'σ',
  ى: 'ي',
  ة: 'ه',
  ک: 'ك',
  ی: 'ي',
  ـ: '',
};
const umlautLetters: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };
const umlauts = new RegExp(`[${Object.keys(umlautLetters).join('')}]`, 'giu');
const specialLetter = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gu');

/** All signs that are written for an apostrophe. */
export const apostrophe = /['’‘ʼʻ`´′ʹ]/;
const apostrophes = new RegExp(apostrophe, 'g');
/** Apostrophes of any form, and signs that show nothing. */
const unseen = /['’‘ʼʻ`´′ʹ＇\u00AD\u200B-\u200F\u2060\uFEFF]/g;
/** Thai am is typed with its tone before or within it. */
const thaiTone = /([\u0E48-\u0E4B])\u0E4D/g;
// oxlint-disable-next-line no-control-regex -- all of ASCII, its control characters included
const ascii = /^[\u0000-\u007F]*$/;

/**
 * A text as it is compared in every search: lower case, without accents and apostrophes, digits as 0 to 9.
 * `Łukasz` is `lukasz`, `O’Brien` is `obrien`, `WEIẞ` is `weiss`, `٢` is `2`.
 */
export function fold(text: string): string {
  const shown = text.replace(unseen, '');
  if (ascii.test(shown)) return shown.toLowerCase();
  return shown
    .normalize('NFKD')
    .replace(accents, '')
    .toLowerCase()
    .replace(accents, '')
    .replace(thaiTone, '\u0E4D$1')
    .replace(unseen, '')
    .replace(specialLetter, (letter) => plainLetters[letter]!)
    .replaceAll(/\p{Nd}/gu, westernDigit)
    .normalize('NFC');
}

/**
 * What a search looks in: folded, where there is an apostrophe also with its parts as words, and where there is an
 * umlaut also as it is written without one: `müller` is `muller` and `mueller`.
 */
export function searchable(text: string): string {
  const parts = apostrophe.test(text) ? [text, text.replace(apostrophes, ' ')] : [text];
  const spelled = text.normalize('NFC').replace(umlauts, (letter) => umlautLetters[letter.toLowerCase()]!);
  return [...new Set([...parts, spelled].map(fold))].join(' ');
}
