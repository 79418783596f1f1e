import { dateFormat } from '#shared/lib/date-format.ts';

const dayMilliseconds = 86_400_000;

/** By time zone: to make one takes many times as long as to use it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}

/** The calendar day, `2026-11-21`, that a moment (epoch milliseconds) falls on in a time zone (IANA name). */
export function dayOf(moment: number, timeZone: string): string {
  // As `en-US` writes it, `11/21/2026`: its parts one by one take several times as long.
  const [month, day, year = ''] = formatIn(timeZone).format(moment).split('/');
  return `${year.padStart(4, '0')}-${month}-${day}`;
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMilliseconds).toISOString().slice(0, 10);
}

/** The same day of a later or earlier month, or its last one where it is shorter. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  const there = new Date(Date.UTC(year, month - 1 + months, Math.min(date, last.getUTCDate())));
  return there.toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMilliseconds);
}

/** A day as the locale writes it. */
export function formatDay(day: string, locale: string, style: 'long' | 'medium' = 'medium'): string {
  const moment = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(moment)) return day;
  return dateFormat(locale, { dateStyle: style, timeZone: 'UTC' }).format(moment);
}
