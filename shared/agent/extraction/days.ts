import { addDays, daysBetween } from '#shared/domain/day.ts';
import { weekdays } from '#shared/domain/business.ts';
import type { Language } from '#shared/agent/basic/language.ts';
import { weekdayOf } from '#shared/agent/clock.ts';
import type { DayWords } from './day-words.ts';
import { isMeantAsDay, supportOf } from './day-guards.ts';
import { readDayPhrases, type Take } from './day-phrases.ts';
import { dayWords } from './day-words.ts';

/** A day that a text names: where more than one may be meant, the likeliest first. */
export interface DayReading {
  start: number;
  end: number;
  /** Calendar days such as `2026-11-24`. */
  days: string[];
}

export interface DayContext {
  language: Language;
  /** The day on which the text was written, where the business is. */
  today: string;
  /** `2/11` is the second month there: the United States and few others. */
  monthFirst: boolean;
}

/** A date further away than this was hardly meant where another reading is nearer. In days. */
const farAway = 183;

/** The days that a folded text names, in its order; those that it rules out are left out. */
export function readDays(text: string, context: DayContext): DayReading[] {
  const found: DayReading[] = [];
  const take = (pattern: string, read: (match: RegExpExecArray) => string[]) => {
    for (const match of text.matchAll(new RegExp(`(?<![\\p{L}\\d])(?:${pattern})(?![\\p{L}\\d])`, 'gu'))) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const days = read(match);
      if (days.length > 0) found.push({ start, end, days });
    }
  };
  readDayPhrases(take, context.language, context.today);
  readDatedWeekdays(take, context);
  readDates(take, context);
  readNamed(take, context, text);
  return found
    .filter(({ start, end }) => isMeantAsDay(text, start, end, context.language))
    .toSorted((a, b) => a.start - b.start);
}

/** What makes a time of a bare number: “lunes 10:30”, “segunda 9h”. */
const timeFollows = '[\\d:.h-]| ?(?:h|hrs?|horas|[ap]\\.?m|[ye] |a \\d|de la|da )';

/** Weekdays with the day of the month, with or without the month. */
function readDatedWeekdays(take: Take, { language, today }: DayContext): void {
  const { weekdays: names, months } = dayWords[language];
  const named = `(?: of| de)? (?<month>${months.join('|')})(?:,? (?:de )?(?<year>\\d{4}))?`;
  names.forEach((name, index) => {
    const dated = ({ groups = {} }: RegExpExecArray) => {
      const { day, month, year } = groups;
      const dates = month === undefined ? [] : forward(monthOf(month, months), Number(day), year, today);
      return datedWeekday(index, Number(day), today, dates);
    };
    const start = `(?:${name}),? (?:the |den |dem |el |dia )?(?<day>\\d{1,2})`;
    take(`${start}(?:(?:st|nd|rd|th|\\.|º)?${named}|(?:st|nd|rd|th|\\.|º))`, dated);
    take(
      `(?:${name}),? (?<month>${months.join('|')})\\.? (?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>\\d{4}))?`,
      dated,
    );
    if (language === 'es' || language === 'pt') take(`${start}(?!${timeFollows})`, dated);
  });
}

/** Days by number and month. */
function readDates(take: Take, { language, today, monthFirst }: DayContext): void {
  const { months } = dayWords[language];
  const month = `(?<month>${months.join('|')})`;
  const dated = ({ groups = {} }: RegExpExecArray) =>
    forward(monthOf(groups['month'] ?? '', months), Number(groups['day']), groups['year'], today);
  take('(?<year>\\d{4})[-/](?<m>\\d{1,2})[-/](?<day>\\d{1,2})', ({ groups = {} }) =>
    forward(Number(groups['m']), Number(groups['day']), groups['year'], today),
  );
  take(`(?<day>\\d{1,2})(?:st|nd|rd|th|\\.|º)?(?: of| de)? ${month}(?:,? (?:de )?(?<year>\\d{4}))?`, dated);
  take(`${month}\\.? (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>\\d{4}))?`, dated);
  const numeric = '(?<a>\\d{1,2})(?<mark>[/.])(?<b>\\d{1,2})(?:\\k<mark>(?<year>\\d{4}|\\d{2})?)?';
  take(numeric, ({ groups = {} }) => {
    const { a = '', b = '', mark = '', year } = groups;
    // `10.30` is a time, `3.5` an amount: points make a date in German only.
    if (mark === '.' && language !== 'de') return [];
    if (mark === '/' && a === '24' && b === '7') return [];
    return numericDays(Number(a), Number(b), year, today, monthFirst && mark === '/');
  });
  take('(?:the|el dia|dia|el|am) (?<day>\\d{1,2})(?:st|nd|rd|th|\\.)', ({ groups = {} }) =>
    dayOfMonth(Number(groups['day']), today),
  );
  take('(?:el dia|dia|no dia) (?<day>\\d{1,2})', ({ groups = {} }) =>
    dayOfMonth(Number(groups['day']), today),
  );
}

/** From one on; 0 for none. */
function monthOf(name: string, months: string[]): number {
  return months.findIndex((each) => new RegExp(`^(?:${each})$`).test(name)) + 1;
}

/** Days by name. */
function readNamed(take: Take, { language, today }: DayContext, text: string): void {
  const say = dayWords[language];
  take(say.afterTomorrow, () => [addDays(today, 2)]);
  take(say.tomorrow, () => [addDays(today, 1)]);
  take(say.today, () => [today]);
  take(say.inDays, ({ groups = {} }) => [addDays(today, Number(groups['count']))]);
  say.weekdays.forEach((name, index) => {
    const short = say.short?.[index];
    const bare = say.bare?.[index];
    const needing = [short, bare]
      .filter((each) => each !== undefined)
      .map((each) => `(?:${each})${supportOf(language)}`);
    take([`(?:${name})s?`, ...needing].join('|'), ({ index: at }) => {
      const before = text.slice(0, at);
      // Who writes "on Tuesdays" or "sun is shining" names no day.
      return weekdayReadings(index, before, say, today);
    });
  });
}

/** “Saturday 28th”: the next 28th that is one. Where there is none soon, the weekday or the number is a slip. */
function datedWeekday(index: number, day: number, today: string, dates: string[]): string[] {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const soon = [0, 1].flatMap((ahead) => dayIn(year, month + ahead, day) ?? []);
  const possible = dates.length > 0 ? dates : soon.filter((date) => date >= today);
  const meant = possible.find((date) => weekdays.indexOf(weekdayOf(date)) === index);
  if (meant !== undefined) return [meant];
  const ahead = (index - weekdays.indexOf(weekdayOf(today)) + 7) % 7;
  return [...possible.slice(0, 1), addDays(today, ahead === 0 ? 7 : ahead)];
}

/** The coming one; "next" may skip one where this week still has it, and on the day itself a week later is meant as well. */
function weekdayReadings(index: number, before: string, say: DayWords, today: string): string[] {
  const ahead = (index - weekdays.indexOf(weekdayOf(today)) + 7) % 7;
  const coming = addDays(today, ahead === 0 ? 7 : ahead);
  if (say.next.test(before)) {
    const leftOfWeek = 6 - weekdays.indexOf(weekdayOf(today));
    const isThisWeek = ahead > 0 && ahead <= leftOfWeek;
    return isThisWeek ? [addDays(today, ahead + 7), coming] : [coming];
  }
  if (ahead === 0) return say.coming.test(before) ? [today] : [today, coming];
  return [coming];
}

function numericDays(
  a: number,
  b: number,
  year: string | undefined,
  today: string,
  monthFirst: boolean,
): string[] {
  const [month, day] = monthFirst ? [a, b] : [b, a];
  const usual = forward(month, day, year, today);
  const other = forward(day, month, year, today);
  if (usual.length === 0) return other;
  const isOdd = Math.abs(daysBetween(today, usual[0]!)) > farAway;
  const isNearer = other.length > 0 && Math.abs(daysBetween(today, other[0]!)) <= farAway;
  return isOdd && isNearer && other[0] !== usual[0] ? [...other, ...usual] : usual;
}

/** The day of this year, or of the next where it has passed; none where there is no such day. */
function forward(month: number, day: number, year: string | undefined, today: string): string[] {
  const thisYear = Number(today.slice(0, 4));
  if (year !== undefined) {
    const written = dayIn(Number(year.length === 2 ? `20${year}` : year), month, day);
    return written === undefined ? [] : [written];
  }
  const here = dayIn(thisYear, month, day);
  const later = here !== undefined && here < today ? dayIn(thisYear + 1, month, day) : here;
  return later === undefined ? [] : [later];
}

/** "The 24th": of this month, or of the next. */
function dayOfMonth(day: number, today: string): string[] {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const here = dayIn(year, month, day);
  const next = month === 12 ? dayIn(year + 1, 1, day) : dayIn(year, month + 1, day);
  const chosen = here !== undefined && here >= today ? here : next;
  return chosen === undefined ? [] : [chosen];
}

function dayIn(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === (month - 1) % 12 && date.getUTCDate() === day && month >= 1;
  return exists ? date.toISOString().slice(0, 10) : undefined;
}
