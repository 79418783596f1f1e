import { fold } from '#shared/agent/extraction/fold.ts';
import type { WhenWords } from './words/language.ts';

/** A piece of a text with what it may be for a day or a time. */
export interface Token {
  /** One letter for its kind (`codes`), so that the grammar can be patterns over kinds. */
  code: string;
  value: number;
  start: number;
  end: number;
  /** The half of the day that it says. */
  half?: 'am' | 'pm';
  /** A numeric date: its numbers in their order. */
  numbers?: number[];
  /** Written in digits. */
  isDigits?: true;
}

/** What the letters of the grammar stand for, by the field of a language's words; the first that fits counts. */
const codes: readonly [field: keyof WhenWords, code: string][] = [
  ['thisWeek', 'K'],
  ['nextWeek', 'K'],
  ['weekAfterNext', 'K'],
  ['fromToday', 'g'],
  ['month', 'y'],
  ['lastOfMonth', 'L'],
  ['day', 'U'],
  ['week', 'U'],
  ['fortnight', 'U'],
  ['afterNext', 'j'],
  ['next', 'n'],
  ['this', 's'],
  ['half', 'H'],
  ['threeQuarters', '3'],
  ['quarter', 'Q'],
  ['pastHour', 'p'],
  ['toHour', 't'],
  ['am', 'A'],
  ['pm', 'A'],
  ['oclock', 'h'],
  ['noon', 'T'],
  ['midnight', 'T'],
  ['at', 'a'],
  ['in', 'i'],
  ['past', 'l'],
  ['not', 'X'],
  ['from', 'F'],
  ['after', 'E'],
  ['until', 'B'],
  ['between', 'b'],
  ['every', 'v'],
  ['or', 'o'],
  ['filler', 'f'],
  ['spans', 'm'],
  ['names', 'x'],
  ['things', 'u'],
];

const values: Partial<Record<keyof WhenWords, number>> = {
  nextWeek: 1,
  weekAfterNext: 2,
  day: 1,
  week: 7,
  fortnight: 14,
  noon: 720,
};

type Entry = Omit<Token, 'start' | 'end'>;
type Lexicon = { entries: Map<string, Entry>; pattern: RegExp };

const lexicons = new Map<WhenWords, Lexicon>();

/** The tokens of a text as a language reads it, in their order; spaces are none. */
export function tokensOf(text: string, words: WhenWords): Token[] {
  const folded = fold(text);
  const { entries, pattern } = lexiconOf(words);
  const tokens: Token[] = [];
  for (let at = 0; at < folded.length;) {
    pattern.lastIndex = at;
    const phrase = pattern.exec(folded)?.[0];
    const entry = phrase === undefined ? undefined : entries.get(phrase);
    const token =
      phrase !== undefined && entry !== undefined
        ? { ...entry, start: at, end: at + phrase.length }
        : otherToken(folded, at);
    if (token.code !== ' ') tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function lexiconOf(words: WhenWords): Lexicon {
  const known = lexicons.get(words);
  if (known !== undefined) return known;
  const entries = new Map<string, Entry>();
  const add = (phrases: string, entry: Entry) => {
    for (const phrase of phrases.split('|'))
      if (phrase !== '' && !entries.has(phrase)) entries.set(phrase, entry);
  };
  add(words.weak, { code: 'w', value: 0 });
  const weak = new Set(words.weak.split('|'));
  words.weekdays.forEach((names, value) => {
    for (const name of names.split('|')) entries.set(name, { code: weak.has(name) ? 'w' : 'W', value });
  });
  add(words.thisMorning, { code: 'R', value: 0, half: 'am' });
  add(words.thisLater, { code: 'R', value: 0, half: 'pm' });
  for (const [days, names] of Object.entries(words.relative)) add(names, { code: 'R', value: Number(days) });
  words.numbers.split('|').forEach((name, index) => add(name, { code: 'N', value: index + 1 }));
  words.ordinals.split('|').forEach((name, index) => add(name, { code: 'O', value: index + 1 }));
  for (const [field, code] of codes) {
    const half = field === 'am' || field === 'pm' ? { half: field } : {};
    const phrases = words[field];
    if (typeof phrases === 'string') add(phrases, { code, value: values[field] ?? 0, ...half });
  }
  words.months.forEach((names, index) => add(names, { code: 'M', value: index + 1 }));
  const lexicon = { entries, pattern: patternOf([...entries.keys()]) };
  lexicons.set(words, lexicon);
  return lexicon;
}

/** The longest phrase that stands at a place, as whole words. */
function patternOf(phrases: string[]): RegExp {
  const longestFirst = phrases
    .toSorted((a, b) => b.length - a.length)
    .map((phrase) => phrase.replaceAll('.', String.raw`\.`));
  return new RegExp(
    `(?<![\\p{L}][-']?)(?:(?<!\\d)|(?=[ap]\\.?m|h(?![\\p{L}\\d])))(?:${longestFirst.join('|')})(?![\\p{L}\\d]|[-'][\\p{L}])`,
    'uy',
  );
}

const shapes: readonly [pattern: RegExp, read: (match: RegExpExecArray) => Entry][] = [
  [/\s+/uy, () => ({ code: ' ', value: 0 })],
  [/\d{4}([-/.])\d{1,2}\1\d{1,2}(?![\d\p{L}])/uy, dateEntry],
  [/\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d\d)(?![\d\p{L}])/uy, dateEntry],
  // A phone number, a card, a price: no part of it is a day or a time.
  [
    /\+?\(?\d[\d\s().-]{5,}\d/uy,
    ({ 0: digits }) => ({ code: digits.replaceAll(/\D/g, '').length > 6 ? 'z' : '!', value: 0 }),
  ],
  [/[€$£]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[€$£%°"²]|eur\b)/uy, () => ({ code: 'z', value: 0 })],
  [/\d{1,2}[/]\d{1,2}(?![\d\p{L}/])/uy, dateEntry],
  [/\d{1,2}\.\d{1,2}\.(?!\d)/uy, dateEntry],
  [/(\d{1,2})[:h.]([0-5]\d)(?=$|[^\d.:\p{L}]|[.](?!\d)|[ap]m)/uy, clockEntry],
  [/(\d{1,2})h(?![\d\p{L}])/uy, clockEntry],
  [
    /(\d{1,2})(?:st|nd|rd|th|º|ª|er|\.(?= ?\p{L}))(?!\p{L})/uy,
    ({ 1: day }) => ({ code: 'O', value: Number(day) }),
  ],
  [/\d{4}(?![\d\p{L}])/uy, ({ 0: year }) => ({ code: 'Y', value: Number(year) })],
  [
    /\d{1,2}(?![\d\p{L}.,](?<![ap.,])\d?|[.,]\d)/uy,
    ({ 0: number }) => ({ code: 'N', value: Number(number), isDigits: true }),
  ],
  [/\d{1,2}(?=[ap]\.?m)/uy, ({ 0: number }) => ({ code: 'N', value: Number(number), isDigits: true })],
  [/[\d.,]*\d[\p{L}\d]*/uy, () => ({ code: 'z', value: 0 })],
  [/[-–—/&]/uy, () => ({ code: 'o', value: 0 })],
  [/,/uy, () => ({ code: 'c', value: 0 })],
  [/[\p{L}\p{M}]+(?:['-][\p{L}\p{M}]+)*/uy, () => ({ code: 'x', value: 0 })],
];

function otherToken(text: string, at: number): Token {
  for (const [shape, read] of shapes) {
    shape.lastIndex = at;
    const match = shape.exec(text);
    const entry = match === null ? undefined : read(match);
    if (match !== null && entry !== undefined && entry.code !== '!')
      return { ...entry, start: at, end: at + match[0].length };
  }
  return { code: '|', value: 0, start: at, end: at + 1 };
}

function dateEntry({ 0: written }: RegExpExecArray): Entry {
  return { code: 'D', value: 0, numbers: written.match(/\d+/g)!.map(Number) };
}

function clockEntry({ 1: hour = '', 2: minute = '0' }: RegExpExecArray): Entry {
  const value = Number(hour) * 60 + Number(minute);
  if (value >= 1440) return { code: 'z', value: 0 };
  return { code: 'C', value, ...(hour.startsWith('0') && { isDigits: true as const }) };
}
