import { apostrophe, fold } from './fold.ts';

/** A word as it is compared (see `fold`), and where it stands in the text. */
export interface Word {
  word: string;
  start: number;
  end: number;
  /** It is a part of a word with an apostrophe, which stands in the list too: `o` and `brien` of `obrien`. */
  isPart?: true;
}

/** Scripts that put no spaces between words, and Korean, which leaves them out as it likes. */
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const anyWord = new RegExp(
  `(?<run>[${unspaced}][${unspaced}\\p{M}]*)|(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}])+`,
  'gu',
);
const sign = /\P{M}\p{M}*/gu;
// oxlint-disable-next-line no-control-regex -- all of ASCII, its control characters included
const ascii = /^[\u0000-\u007f]*$/;

/** Nothing that people write is longer; what is (keys, hashes) is found by its beginning. */
const longestWord = 30;

/**
 * The words of a text. Where a script puts no spaces, each two neighbouring signs are a word, and so is the last
 * sign of a run: each part of a run can be found by what it begins with. A word with an apostrophe stands in the
 * list as a whole and in its parts.
 */
export function wordsIn(text: string): Word[] {
  const words = ascii.test(text) ? asciiWordsIn(text.toLowerCase()) : allWordsIn(text);
  return apostrophe.test(text) ? withJoined(text, words) : words;
}

function allWordsIn(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(anyWord)) {
    if (match.groups?.['run'] === undefined) add(words, match[0], match.index);
    else for (const pair of pairsIn(match[0])) add(words, pair.text, match.index + pair.start);
  }
  return words;
}

function add(words: Word[], text: string, start: number): void {
  const word = fold(text).slice(0, longestWord);
  if (word !== '') words.push({ word, start, end: start + text.length });
}

function pairsIn(run: string): { text: string; start: number }[] {
  const signs = [...run.matchAll(sign)];
  return signs.map((match, i) => ({ text: match[0] + (signs[i + 1]?.[0] ?? ''), start: match.index }));
}

function withJoined(text: string, words: Word[]): Word[] {
  const all: Word[] = [];
  for (let first = 0, next: number; first < words.length; first = next) {
    next = first + 1;
    while (next < words.length && areJoined(text, words[next - 1]!, words[next]!)) next++;
    const parts = words.slice(first, next);
    if (parts.length === 1) all.push(parts[0]!);
    else {
      const word = parts
        .map((part) => part.word)
        .join('')
        .slice(0, longestWord);
      all.push({ word, start: parts[0]!.start, end: parts.at(-1)!.end });
      for (const part of parts) all.push({ ...part, isPart: true });
    }
  }
  return all;
}

function areJoined(text: string, { end }: Word, { start }: Word): boolean {
  return start === end + 1 && apostrophe.test(text[end]!);
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
