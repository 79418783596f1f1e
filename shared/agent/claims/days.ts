import { fold } from '#shared/lib/fold.ts';
import { wordsIn } from '#shared/lib/words.ts';
import type { CalendarDay, Claim } from './claim.ts';

/** Month names of the six languages, by their first letters; January is 0. */
const months = [
  ['jan', 'ene', 'jän', 'gen'],
  ['feb', 'fev', 'fév'],
  ['mar', 'mär', 'mrz'],
  ['apr', 'abr', 'avr'],
  ['may', 'mai', 'mag'],
  ['jun', 'giu', 'juin'],
  ['jul', 'lug', 'juil'],
  ['aug', 'ago', 'aoû', 'aou'],
  ['sep', 'set'],
  ['oct', 'okt', 'out', 'ott'],
  ['nov'],
  ['dec', 'dez', 'dic', 'déc'],
];

const monthName = String.raw`(?<name>(?:${months.flat().join('|')})\p{L}*)`;
const year = String.raw`(?:,?\s(?:de(?:l)?\s)?(?<year>\d{4}))?`;

const isoDate = /(?<!\d)(?<year>\d{4})[-/](?<month>\d{1,2})[-/](?<day>\d{1,2})(?!\d)/g;
const numericDate =
  /(?<![\d.,])(?<a>\d{1,2})(?<mark>[./-])(?<b>\d{1,2})(?:\k<mark>(?<year>\d{4}|\d{2})?)(?![\d,])|(?<![\d.,/])(?<c>\d{1,2})\/(?<d>\d{1,2})(?![\d/])/g;
const dayThenMonth = new RegExp(
  String.raw`(?<!\d)(?<day>\d{1,2})(?:st|nd|rd|th|\.|º|er)?\s(?:of\s|de\s)?${monthName}${year}`,
  'giu',
);
const monthThenDay = new RegExp(
  String.raw`\b${monthName}\.?\s(?:the\s)?(?<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)${year}`,
  'giu',
);

const clock = /(?<![\d.,])(?<hour>[01]?\d|2[0-4])[:h](?<minute>[0-5]\d)(?:\s?(?<half>[ap])\.?\s?m\b\.?)?/gi;
const hourOnly =
  /(?<![\d.,])(?<hour>[01]?\d|2[0-4])\s?(?:(?<half>[ap])\.?\s?m\b\.?|uhr\b|h\b|o[’']clock|heures?\b)|\b(?:at|um|gegen|a las|a la|às|as|à|alle|ore)\s(?<bare>[01]?\d|2[0-4])(?![\d.,:]*\d|\s?[%€$£])/gi;

const weekdayNames = new Map<string, string[]>();

/** From Sunday on, in a language. */
function weekdaysOf(language: string): string[] {
  const known = weekdayNames.get(language);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  // The first of November 2026 is a Sunday.
  const names = Array.from({ length: 7 }, (_, i) => fold(format.format(Date.UTC(2026, 10, 1 + i))));
  weekdayNames.set(language, names);
  return names;
}

/** Days of the week by their whole names; Portuguese leaves out `-feira`. */
export function weekdaysIn(text: string, language: string): Claim[] {
  const names = weekdaysOf(language);
  return wordsIn(text).flatMap(({ word, start, end }): Claim[] => {
    const weekday = names.findIndex(
      (name) => name === word || name.split('-')[0] === word || `${name}s` === word,
    );
    return weekday < 0 ? [] : [{ kind: 'weekday', weekday, text: text.slice(start, end), start, end }];
  });
}

/** Days and clock times that a text states. */
export function momentsIn(text: string): Claim[] {
  return [
    ...read(text, isoDate, dateOf),
    ...read(text, dayThenMonth, dateOf),
    ...read(text, monthThenDay, dateOf),
    ...read(text, numericDate, dateOf),
    ...read(text, clock, timeOf),
    ...read(text, hourOnly, timeOf),
  ];
}

type Read = { kind: 'date'; days: CalendarDay[] } | { kind: 'time'; minutes: number[] };

function read(text: string, pattern: RegExp, of: (match: RegExpExecArray) => Read | undefined): Claim[] {
  return [...text.matchAll(pattern)].flatMap((match): Claim[] => {
    const found = of(match);
    if (found === undefined) return [];
    return [{ ...found, text: match[0].trim(), start: match.index, end: match.index + match[0].length }];
  });
}

function dateOf(match: RegExpExecArray): Read | undefined {
  const { day, month, name, a, b, c, d, year: written } = match.groups ?? {};
  const year = written === undefined ? undefined : Number(written.length === 2 ? `20${written}` : written);
  const ordered = (first: string, second: string): CalendarDay => ({
    day: Number(first),
    month: Number(second),
    year,
  });
  const named = name === undefined ? undefined : monthOf(name);
  if (name !== undefined && named === undefined) return undefined;
  const candidates =
    day !== undefined
      ? [{ day: Number(day), month: named ?? Number(month), year }]
      : // Day first or month first: either reading may be the proven one.
        [ordered(a ?? c!, b ?? d!), ordered(b ?? d!, a ?? c!)];
  const days = candidates.filter(
    (each) => each.day >= 1 && each.day <= 31 && each.month >= 1 && each.month <= 12,
  );
  return days.length === 0 ? undefined : { kind: 'date', days };
}

function monthOf(name: string): number | undefined {
  const lower = name.toLowerCase();
  const index = months.findIndex((names) => names.some((start) => lower.startsWith(start)));
  return index < 0 ? undefined : index + 1;
}

function timeOf(match: RegExpExecArray): Read {
  const { hour, bare, minute = '0', half } = match.groups ?? {};
  const written = Number(hour ?? bare);
  const base = (written % 24) * 60 + Number(minute);
  if (half !== undefined) {
    const morning = (written % 12) * 60 + Number(minute);
    return { kind: 'time', minutes: [half.toLowerCase() === 'p' ? morning + 720 : morning] };
  }
  // Without am or pm, five may be seventeen.
  return { kind: 'time', minutes: written < 12 ? [base, base + 720] : [base] };
}
