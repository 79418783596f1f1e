import type { Business } from '#shared/domain/business.ts';
import type { CalendarDay, Claim } from './numbers.ts';
import { take, takeNumbers } from './numbers.ts';

/** Month names of the four languages, by their first letters; January is 0. */
const months = [
  ['jan', 'ene', 'jän'],
  ['feb', 'fev'],
  ['mar', 'mär', 'mrz'],
  ['apr', 'abr'],
  ['may', 'mai'],
  ['jun'],
  ['jul'],
  ['aug', 'ago'],
  ['sep', 'set'],
  ['oct', 'okt', 'out'],
  ['nov'],
  ['dec', 'dez', 'dic'],
];

const monthName = String.raw`(?<name>(?:${months.flat().join('|')})\p{L}*)`;
const year = String.raw`(?:,?\s(?:de(?:l)?\s)?(?<year>\d{4}))?`;

const isoDate = /(?<!\d)(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?!\d)/g;
const numericDate =
  /(?<![\d.,])(?<a>\d{1,2})(?<mark>[./-])(?<b>\d{1,2})(?:\k<mark>(?<year>\d{4}|\d{2})?)(?![\d,])|(?<![\d.,/])(?<c>\d{1,2})\/(?<d>\d{1,2})(?![\d/])/g;
const dayThenMonth = new RegExp(
  String.raw`(?<!\d)(?<day>\d{1,2})(?:st|nd|rd|th|\.|º)?\s(?:of\s|de\s)?${monthName}${year}`,
  'giu',
);
const monthThenDay = new RegExp(
  String.raw`\b${monthName}\.?\s(?<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)${year}`,
  'giu',
);

const clock = /(?<![\d.,])(?<hour>[01]?\d|2[0-4])[:h](?<minute>[0-5]\d)(?:\s?(?<half>[ap])\.?\s?m\b\.?)?/gi;
const hourOnly =
  /(?<![\d.,])(?<hour>[01]?\d|2[0-4])\s?(?:(?<half>[ap])\.?\s?m\b\.?|uhr\b|h\b|o[’']clock)|\b(?:at|um|gegen|a las|a la|às)\s(?<bare>[01]?\d|2[0-4])(?![\d.,:]*\d|\s?[%€$£])/gi;

const link =
  /\b(?:https?:\/\/|www\.)[^\s<>"”’)]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.-])(?:[a-z0-9-]+\.)+(?:com|net|org|info|biz|io|app|me|ly|gl|co|shop|site|online|link|xyz|eu|de|at|ch|es|pt|br|mx|ar|uk|ie|us|ca|au|nz|fr|it|nl)\b(?:\/[^\s<>"”’)]*)?/gi;

const phone = /(?<![\p{L}\d.,-])\+?\(?\d[\d\s()./-]{5,}\d(?!\d)/gu;

/** Characters read, a WhatsApp message's most: customers decide how long a text is, so the work needs a bound. */
const longestRead = 4096;

/**
 * Everything in a text that a record must prove: amounts, percentages, dates, clock times, links, phone
 * numbers. Weekdays and numbers written as words are not read.
 */
export function findClaims(text: string, business: Business): Claim[] {
  const claims: Claim[] = [];
  let rest = text.slice(0, longestRead).replace(/[\u00a0\u202f\u2009]/g, ' ');
  rest = take(rest, link, claims, (match) => ({
    kind: 'link',
    text: match[0],
    address: plainAddress(match[0]),
  }));
  rest = take(rest, isoDate, claims, dateOf);
  rest = take(rest, dayThenMonth, claims, dateOf);
  rest = take(rest, monthThenDay, claims, dateOf);
  const numbers = takeNumbers(rest, business);
  claims.push(...numbers.claims);
  rest = take(numbers.rest, numericDate, claims, dateOf);
  rest = take(rest, clock, claims, timeOf);
  rest = take(rest, hourOnly, claims, timeOf);
  take(rest, phone, claims, (match) => {
    const digits = match[0].replace(/\D/g, '');
    return digits.length < 7 ? undefined : { kind: 'phone', text: match[0].trim(), digits };
  });
  return claims;
}

/** An address without what may be left out: `https://www.example.com/` is `example.com`. */
function plainAddress(text: string): string {
  return text
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[.,;:!?/]+$/, '');
}

function dateOf(match: RegExpMatchArray): Claim | undefined {
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
  return days.length === 0 ? undefined : { kind: 'date', text: match[0].trim(), days };
}

function monthOf(name: string): number | undefined {
  const start = name.toLowerCase().slice(0, 3);
  const index = months.findIndex((names) => names.includes(start));
  return index < 0 ? undefined : index + 1;
}

function timeOf(match: RegExpMatchArray): Claim {
  const { hour, bare, minute = '0', half } = match.groups ?? {};
  const written = Number(hour ?? bare);
  const base = (written % 24) * 60 + Number(minute);
  const text = match[0].trim();
  if (half !== undefined) {
    const morning = (written % 12) * 60 + Number(minute);
    return { kind: 'time', text, minutes: [half.toLowerCase() === 'p' ? morning + 720 : morning] };
  }
  // Without am or pm, five may be seventeen.
  return { kind: 'time', text, minutes: written < 12 ? [base, base + 720] : [base] };
}
