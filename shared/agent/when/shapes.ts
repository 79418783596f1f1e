import type { Entry, Token } from './token.ts';

/** What is no word of a lexicon, by its form; the first that fits counts. */
const shapes: readonly [pattern: RegExp, read: (match: RegExpExecArray) => Entry][] = [
  [/\s+/uy, () => ({ code: ' ', value: 0 })],
  [/\d{4}([-/.])\d{1,2}\1\d{1,2}(?![\d\p{L}])/uy, dateEntry],
  [/\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d\d)(?![\d\p{L}])/uy, dateEntry],
  // A phone number, a card, a price: no part of it is a day or a time.
  [
    /\+?\(?\d[\d\s().-]{5,}\d/uy,
    ({ 0: digits }) => ({
      code: digits.replaceAll(/\D/g, '').length > 6 && !/\d\s*[-–]\s*\d{1,2}$/.test(digits) ? 'z' : '!',
      value: 0,
    }),
  ],
  [/[€$£]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[€$£%°"²]|eur\b)/uy, () => ({ code: 'z', value: 0 })],
  [/\d{1,2}[/]\d{1,2}(?![\d\p{L}/])/uy, dateEntry],
  [/\d{1,2}\.\d{1,2}\.(?!\d)/uy, dateEntry],
  [/(\d{1,2})[:h]([0-5]\d)(?=$|[^\d.:\p{L}]|[.](?!\d)|[ap]m|h(?!\p{L}))/uy, clockEntry('C')],
  [/(\d{1,2})\.([0-5]\d)(?=$|[^\d.:\p{L}]|[.](?!\d)|[ap]m|h(?!\p{L}))/uy, clockEntry('J')],
  // “17,30” is a time beside a day.
  [/([01]?\d|2[0-3]),([0-5]\d)(?![\d\p{L}.,:])/uy, clockEntry('J')],
  [/(\d{1,2})h(?:rs?|s)?(?![\d\p{L}])/uy, clockEntry('~')],
  [
    /(\d{1,2})(?:st|nd|rd|th|er|te[nr]?|\.(?= ?\p{L}))(?!\p{L})/uy,
    ({ 1: day }) => ({ code: 'O', value: Number(day) }),
  ],
  // “2º” is a floor as well.
  [/(\d{1,2})[ºª](?!\p{L})/uy, ({ 1: day }) => ({ code: '0', value: Number(day) })],
  [/\d{4}(?![\d\p{L}])/uy, ({ 0: year }) => ({ code: 'Y', value: Number(year) })],
  [
    /\d{1,2}(?![\d\p{L}.,](?<![ap.,])\d?|[.,]\d)/uy,
    ({ 0: number }) => ({ code: 'N', value: Number(number), isDigits: true }),
  ],
  [
    /\d{1,2}(?=(?:[ap]\.?m|uhr|ish)(?!\p{L}))/uy,
    ({ 0: number }) => ({ code: 'N', value: Number(number), isDigits: true }),
  ],
  [/[\d.,]*\d[\p{L}\d]*/uy, () => ({ code: 'z', value: 0 })],
  [/[,:()]|\.{2,}|…/uy, () => ({ code: 'c', value: 0 })],
  // “Friday's job” may be the last one.
  [/'s(?!\p{L})/uy, () => ({ code: 'm', value: 0 })],
  [/["'“”„«»*_]/uy, () => ({ code: ' ', value: 0 })],
  [/\?/uy, () => ({ code: '?', value: 0 })],
  [/(?:[cdjlmnst]|qu|all|dell|nell|dall|un|quest)'(?=\p{L})/uy, () => ({ code: 'f', value: 0 })],
  [/[\p{L}\p{M}]+(?:['-][\p{L}\p{M}]+)*/uy, () => ({ code: 'x', value: 0 })],
];

/** The token that stands at a place of a folded text, by its form. */
export function shapeAt(text: string, at: number): Token {
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

function clockEntry(code: string) {
  return ({ 1: hour = '', 2: minute = '0' }: RegExpExecArray): Entry => {
    const value = Number(hour) * 60 + Number(minute);
    const numbers = [Number(hour), Number(minute)];
    // “24.11” is a date, “10.30” a time, “10.11” either.
    if (value >= 1440 && code === 'J' && numbers[1]! <= 12) return { code: 'D', value: 0, numbers };
    // “25:00” is a time that does not exist: it is asked.
    if (value >= 1440) return { code: code === 'C' ? '8' : 'z', value: 0 };
    return { code, value, numbers, ...(hour.startsWith('0') && { isDigits: true as const }) };
  };
}
