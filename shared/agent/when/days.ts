import { weekdays } from '#shared/domain/business.ts';
import { addDays, daysBetween } from '#shared/domain/day.ts';
import { weekdayOf } from '#shared/agent/clock.ts';
import type { Token } from './tokens.ts';

/** What the days of a text are counted from and how numbers stand in a date. */
export interface DayContext {
  today: string;
  monthFirst: boolean;
}

/** Days that words may mean: several are a question, none are words for a day that does not exist. */
export type Days = string[] | { from: string; to: string };

type Read = (tokens: Token[], context: DayContext) => Days;

/** Patterns over the kinds of tokens (`tokens.ts`); of those that fit at a place the longest counts. */
export const dayRules: readonly [pattern: RegExp, read: Read][] = [
  [/[Ww][fc]*[NO]f*Mc?f*Y?/y, dated],
  [/[Ww][fc]*Mf*[NO]c?Y?/y, dated],
  [
    /[Ww][fc]*[NO](?![hApHQtuNM])/y,
    (tokens, context) => matching(tokens, monthly(find(tokens, 'NO').value, context), context),
  ],
  [
    /[Ww][fc]*D/y,
    (tokens, context) => matching(tokens, numeric(find(tokens, 'D').numbers!, context), context),
  ],
  [/[NO]f*Mf*c?Y?/y, dated],
  [/Mf*[NO]c?Y/y, dated],
  [/Mf*[NO](?![hAupt])/y, dated],
  [/D(?!u)/y, (tokens, context) => numeric(find(tokens, 'D').numbers!, context)],
  [/R/y, (tokens, { today }) => [relative(tokens, today)]],
  [/N?Uf*R|RU|Rif*N?U|RfNU/y, (tokens, { today }) => later(relative(tokens, today), tokens)],
  [/if*N?Ug?|f*N?Ug/y, (tokens, { today }) => later(today, tokens)],
  [
    /[Ww]U|[Ww]if*N?U|N?Uf*[Ww]/y,
    (tokens, { today }) => coming(tokens, today).map((day) => addDays(day, span(tokens))),
  ],
  [/[Ww][fc]*K|K[fc]*[Ww]/y, ofWeek],
  [/nf*[Ww]|[Ww]f*n(?!m)/y, nextOne],
  [
    /jf*[Ww]/y,
    (tokens, { today }) => coming(tokens, today).flatMap((day) => [addDays(day, 7), addDays(day, 14)]),
  ],
  [/s[Ww]/y, (tokens, { today }) => [addDays(today, daysUntil(find(tokens, 'Ww').value, today))]],
  [/[OLl]f*[Ww]f*(?:MY?|y)/y, ofMonth],
  [/fO(?![xuWw]|f*M)|UN(?![hAHQptu]|f*M)/y, (tokens, context) => monthly(find(tokens, 'NO').value, context)],
  [/[Ww]/y, (tokens, { today }) => coming(tokens, today)],
  [/K/y, (tokens, { today }) => weekFrom(mondayOf(today, find(tokens, 'K').value))],
];

function find(tokens: Token[], codes: string): Token {
  return tokens.find(({ code }) => codes.includes(code))!;
}

function relative(tokens: Token[], today: string): string {
  return addDays(today, find(tokens, 'R').value);
}

/** “Two weeks” in days; without a number one. */
function span(tokens: Token[]): number {
  const count = tokens.find(({ code }) => code === 'N')?.value ?? 1;
  return count * find(tokens, 'U').value;
}

/** “Eight days” in words is a week in many languages. */
function later(from: string, tokens: Token[]): string[] {
  const days = span(tokens);
  const isIdiom = days === 8 && tokens.some(({ code, isDigits }) => code === 'N' && isDigits === undefined);
  return isIdiom ? [addDays(from, 7), addDays(from, 8)] : [addDays(from, days)];
}

function daysUntil(weekday: number, from: string): number {
  return (weekday - weekdays.indexOf(weekdayOf(from)) + 7) % 7;
}

/** The coming one; on the day itself it may be today's. */
function coming(tokens: Token[], today: string): string[] {
  const ahead = daysUntil(find(tokens, 'Ww').value, today);
  return ahead === 0 ? [today, addDays(today, 7)] : [addDays(today, ahead)];
}

/** “Next” may skip one that this week still has. */
function nextOne(tokens: Token[], { today }: DayContext): string[] {
  const ahead = daysUntil(find(tokens, 'Ww').value, today);
  if (ahead === 0) return [addDays(today, 7)];
  const leftOfWeek = 6 - weekdays.indexOf(weekdayOf(today));
  return ahead <= leftOfWeek ? [addDays(today, ahead + 7), addDays(today, ahead)] : [addDays(today, ahead)];
}

function mondayOf(today: string, weeks: number): string {
  return addDays(today, weeks * 7 - weekdays.indexOf(weekdayOf(today)));
}

function weekFrom(monday: string): { from: string; to: string } {
  return { from: monday, to: addDays(monday, 6) };
}

function ofWeek(tokens: Token[], { today }: DayContext): string[] {
  const day = addDays(mondayOf(today, find(tokens, 'K').value), find(tokens, 'Ww').value);
  return day < today ? [] : [day];
}

/** “The first Sunday of December”, “the last Friday of the month”. */
function ofMonth(tokens: Token[], { today }: DayContext): string[] {
  const [year, now] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const month = tokens.find(({ code }) => code === 'M')?.value ?? now;
  const said = tokens.find(({ code }) => code === 'Y')?.value;
  const nth = tokens[0]!.code === 'O' ? tokens[0]!.value : -1;
  const inYear = (chosen: number) => {
    const days = Array.from({ length: 31 }, (_, index) => dayIn(chosen, month, index + 1) ?? []).flat();
    const named = days.filter((day) => daysUntil(find(tokens, 'Ww').value, day) === 0);
    return named.at(nth < 0 ? -1 : nth - 1);
  };
  const here = inYear(said ?? year);
  const day =
    said === undefined && here !== undefined && here < today && month !== now ? inYear(year + 1) : here;
  return day === undefined || day < today ? [] : [day];
}

function dated(tokens: Token[], context: DayContext): string[] {
  const year = tokens.find(({ code }) => code === 'Y')?.value;
  const days = forward(find(tokens, 'M').value, find(tokens, 'NO').value, year, context.today);
  return tokens.some(({ code }) => code === 'W' || code === 'w') ? matching(tokens, days, context) : days;
}

/** A date whose weekday is another is a slip in one of the two: none of them is taken. */
function matching(tokens: Token[], days: string[], { today }: DayContext): string[] {
  const weekday = find(tokens, 'Ww').value;
  const meant = days.filter((day) => daysUntil(weekday, day) === 0);
  if (meant.length > 0 || days.length === 0) return meant.slice(0, 1);
  return [days[0]!, ...coming(tokens, today)];
}

/** The number of a day, of this month or of the next. */
function monthly(day: number, { today }: DayContext): string[] {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const days = [0, 1, 2].flatMap(
    (ahead) => dayIn(year + Math.floor((month - 1 + ahead) / 12), ((month - 1 + ahead) % 12) + 1, day) ?? [],
  );
  return days.filter((each) => each >= today).slice(0, 1);
}

/** A date further away was hardly meant where the other order of day and month is nearer. In days. */
const farAway = 183;

function numeric(numbers: number[], { today, monthFirst }: DayContext): string[] {
  const [first = 0, second = 0, third] = numbers;
  if (first > 31) return forward(second, third ?? 0, first, today);
  const year = third === undefined || third > 99 ? third : 2000 + third;
  const [usual, other] = [forward(second, first, year, today), forward(first, second, year, today)];
  const [chosen, swapped] = monthFirst ? [other, usual] : [usual, other];
  if (chosen.length === 0) return swapped.length > 0 ? swapped : [];
  const isOdd = Math.abs(daysBetween(today, chosen[0]!)) > farAway;
  return isOdd && swapped.length > 0 && swapped[0] !== chosen[0] ? [...chosen, ...swapped] : chosen;
}

/** The day of this year, or of the next where it has passed; none where there is no such day. */
function forward(month: number, day: number, year: number | undefined, today: string): string[] {
  const thisYear = Number(today.slice(0, 4));
  const here = dayIn(year ?? thisYear, month, day);
  if (year !== undefined || (here !== undefined && here >= today)) return here === undefined ? [] : [here];
  const later = dayIn(thisYear + 1, month, day);
  return later === undefined ? [] : [later];
}

function dayIn(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : undefined;
}
