import { wordsIn } from '#shared/lib/words.ts';
import { allowedErrors, createMeasure } from './distance.ts';
import { numberMark } from './segment.ts';
import { digitsOf } from './numbers.ts';

type Mark = [start: number, end: number];

/** How much of a text is shown, and how much of it before the first match. In characters. */
const shown = { length: 160, before: 40 };

/** The words of a text that match the query's, as ranges. */
export function marksIn(text: string, words: readonly string[]): Mark[] {
  const matches = words.map(matcher);
  return wordsIn(text)
    .filter(({ word }) => matches.some((match) => match(word)))
    .map(({ start, end }): Mark => [start, end]);
}

/** The part of the text around its first match, cut between words. */
export function snippetOf(text: string, words: readonly string[]): { snippet: string; marks: Mark[] } {
  const marks = marksIn(text, words);
  const first = marks[0]?.[0] ?? 0;
  const from = text.length <= shown.length ? 0 : wordStart(text, Math.max(0, first - shown.before));
  const to = Math.min(text.length, from + shown.length);
  const head = from > 0 ? '…' : '';
  const tail = to < text.length ? '…' : '';
  const part = text.slice(from, to).replaceAll(/\s/g, ' ');
  const within = marks.filter(([start, end]) => start >= from && end <= to);
  const shift = head.length - from;
  return {
    snippet: head + part + tail,
    marks: within.map(([start, end]): Mark => [start + shift, end + shift]),
  };
}

function wordStart(text: string, near: number): number {
  if (near === 0) return 0;
  const space = text.indexOf(' ', near);
  return space === -1 || space > near + shown.before ? near : space + 1;
}

function matcher(word: string): (candidate: string) => boolean {
  if (word.startsWith(numberMark)) {
    const digits = word.slice(1);
    return (candidate) =>
      /^\d+$/.test(candidate) && (candidate.includes(digits) || isPart(digits, candidate));
  }
  const allowed = allowedErrors(word.length);
  const errors = allowed === 0 ? undefined : createMeasure(word);
  return (candidate) =>
    candidate.startsWith(word) ||
    (errors !== undefined && candidate.length >= word.length - allowed && errors(candidate) <= allowed);
}

/** A group of a number that is written with spaces. */
function isPart(digits: string, group: string): boolean {
  return group.length >= 2 && digits.includes(digitsOf(group));
}
