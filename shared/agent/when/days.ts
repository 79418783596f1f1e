import { weekdays } from '#shared/domain/business.ts';
import { addDays, daysBetween } from '#shared/domain/day.ts';
import { weekdayOf } from '#shared/agent/clock.ts';
import type { Token } from './token.ts';

/** What the days of a text are counted from and how numbers stand in a date. */
export interface DayContext {
  today: string;
  monthFirst: boolean;
  /** Eight days are a week, fifteen a fortnight. */
  countsBothEnds: boolean;
}

/** Days that words may mean: several are a question, none are words for a day that does not exist. */
export type Days = string[] | { from: string; to: string };

type Read = (tokens: Token[], context: DayContext) => Days;

/** Patterns over the kinds of tokens (`lexicon.ts`), `_` for small words; of those that fit at a place the longest counts. */
export const dayRules: readonly [pattern: RegExp, read: Read][] = (
  [
    ['[Ww]c?_U?[f12]*[NO0;]_M(?:c?_Y)?', dated],
    ['[Ww]c?_M_[NO](?:c?Y)?', dated],
    ['[Ww]c?[f12]*[NO](?![hApHQtuNMU9=~Jor+B<]|_M)', weekdayAndNumber],
    ['[Ww]c?[f2]*1[f12]*;(?![hAHxuz]|_M)', weekdayAndNumber],
    ['[Ww]c?_U_[NO](?![hApHQtuNMU9=~Jor+B]|_M)', weekdayAndNumber],
    [
      '[Ww]c?_D',
      (tokens, context) => matching(tokens, numeric(find(tokens, 'D').numbers!, context), context),
    ],
    ['U?[NO0;]_M(?:_c?Y)?', dated],
    ['M_[NO0;]c?Y', dated],
    ['M_[NO0;](?![hAuptN9=])', dated],
    ['D(?![u9=])', (tokens, context) => numeric(find(tokens, 'D').numbers!, context)],
    ['1J(?!h)', (tokens, context) => dottedDate(tokens, context)],
    ['[imnsoFBEV]_M|m_[KkUy]|[ib][fa1]*[ev]?N?y', () => []],
    ['R', (tokens, { today }) => [relative(tokens, today)]],
    ['N?U_R|RU|R_i_N?U|R_NU', (tokens, context) => later(relative(tokens, context.today), tokens, context)],
    ['[ib][fa]*N?U_g?|_N?Ug', (tokens, context) => later(context.today, tokens, context)],
    [
      '[Ww]U|[Ww]i_N?U|N?U_[Ww]',
      (tokens, context) => coming(tokens, context.today).flatMap((day) => later(day, tokens, context)),
    ],
    ['(?:[Ww]c?_)?(?:>_N|O>)', numberedWeek],
    ['[Ww]c?_K|Kc?_[Ww]', ofWeek],
    ['n_[Ww]|[Ww]_n(?!m)', nextOne],
    ['j_[Ww]', afterNextOne],
    ['[Ww]_j', afterNextOne],
    ['s_[Ww]', (tokens, { today }) => coming(tokens, today)],
    ['[0OL]_[Ww]_(?:i?_MY?|y)', ofMonth],
    ['_1O(?![xuWw]|_M)|UN(?![hAHQptu9=]|_M)|1N(?![hAHQptuxzNJ9=~]|_M)', monthDay],
    ['(?<!i[f12]*)O(?![xuzUWw9=GS&]|_M)', monthDay],
    ['_1;(?![xuzefGS&WwUN9=]|_M)', (tokens, context) => monthly(find(tokens, ';').value, context)],
    ['[Ww]', (tokens, { today }) => coming(tokens, today)],
    ['K', ({ 0: week }, { today }) => weekFrom(today, week!.value)],
    ['k', weekend],
    // “Within three days”.
    ['B_N?U', () => []],
    ['7', () => []],
  ] as [string, Read][]
).map(([pattern, read]) => [new RegExp(pattern.replaceAll('_', '[f125]*'), 'y'), read]);

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

/** “In fifteen days” is two weeks in many languages. */
function later(from: string, tokens: Token[], { countsBothEnds }: DayContext): string[] {
  const days = span(tokens);
  // A month or a year from now: nobody names a day by it.
  if (days === 0) return [];
  const isIdiom = (days === 8 || days === 15) && (countsBothEnds || !tokens.some(({ isDigits }) => isDigits));
  return isIdiom ? [addDays(from, days - 1), addDays(from, days)] : [addDays(from, days)];
}

function daysUntil(weekday: number, from: string): number {
  return (weekday - weekdays.indexOf(weekdayOf(from)) + 7) % 7;
}

/** The coming one; on the day itself it may be today's. */
function coming(tokens: Token[], today: string): string[] {
  const ahead = daysUntil(find(tokens, 'Ww').value, today);
  return ahead === 0 ? [today, addDays(today, 7)] : [addDays(today, ahead)];
}

function afterNextOne(tokens: Token[], { today }: DayContext): string[] {
  return coming(tokens, today).flatMap((day) => [addDays(day, 7), addDays(day, 14)]);
}

function weekdayAndNumber(tokens: Token[], context: DayContext): string[] {
  const number = find(tokens, 'NO0;');
  if (isOtherUnit(tokens)) return [];
  const days = matching(tokens, monthly(number.value, context), context);
  // “Friday 10” may be an hour as well.
  const mayBeHour =
    number.code === 'N' && number.value <= 12 && !tokens.some(({ code }) => code === '1' || code === 'U');
  return mayBeHour ? [...days, ...coming(tokens, context.today)] : days;
}

function monthDay(tokens: Token[], context: DayContext): string[] {
  return isOtherUnit(tokens) ? [] : monthly(find(tokens, 'NO').value, context);
}

/** “Week 12” is not “day 12”. */
function isOtherUnit(tokens: Token[]): boolean {
  return tokens.some(({ code, value }) => code === 'U' && value !== 1);
}

/** A week by its number of the year, as ISO 8601 counts: the first has 4 January. */
function numberedWeek(tokens: Token[], { today }: DayContext): Days {
  const year = Number(today.slice(0, 4));
  const number = find(tokens, 'NO').value;
  const monday = [year, year + 1]
    .map((each) => mondayOf(`${each}-01-04`, number - 1))
    .find((day) => addDays(day, 6) >= today);
  if (monday === undefined || number < 1 || number > 53) return [];
  const weekday = tokens.find(({ code }) => code === 'W' || code === 'w')?.value;
  if (weekday === undefined) return { from: monday < today ? today : monday, to: addDays(monday, 6) };
  const day = addDays(monday, weekday);
  return day < today ? [] : [day];
}

function dottedDate(tokens: Token[], context: DayContext): string[] {
  return numeric(find(tokens, 'J').numbers!, context);
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

/** This week begins today. */
function weekFrom(today: string, weeks: number): { from: string; to: string } {
  const monday = mondayOf(today, weeks);
  return { from: monday < today ? today : monday, to: addDays(monday, 6) };
}

/** On a Saturday or Sunday nobody knows which one is meant. */
function weekend(_: Token[], { today }: DayContext): Days {
  const saturday = addDays(mondayOf(today, 0), 5);
  return today >= saturday ? [] : { from: saturday, to: addDays(saturday, 1) };
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
  const nth = tokens[0]!.code !== 'L' ? tokens[0]!.value : -1;
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
  const days = forward(find(tokens, 'M').value, find(tokens, 'NO0;').value, year, context.today);
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
/** A date that has passed so lately was hardly meant in the next year. */
const justPassed = 92;

function numeric(numbers: number[], { today, monthFirst }: DayContext): string[] {
  const [first = 0, second = 0, third] = numbers;
  if (first > 31) return forward(second, third ?? 0, first, today);
  const year = third === undefined || third > 99 ? third : 2000 + third;
  const [usual, other] = [forward(second, first, year, today), forward(first, second, year, today)];
  const chosen = monthFirst ? other : usual;
  const swapped = (monthFirst ? usual : other).filter((day) => day >= today);
  if (chosen.length === 0) return swapped;
  if (swapped.length === 0 || swapped[0] === chosen[0]) return chosen;
  const distance = (day: string) => Math.abs(daysBetween(today, day));
  const isOdd = distance(chosen[0]!) > farAway || distance(swapped[0]!) < distance(chosen[0]!);
  return isOdd ? [...chosen, ...swapped] : chosen;
}

/** The day of this year, or of the next where it has passed; none where there is no such day. */
function forward(month: number, day: number, year: number | undefined, today: string): string[] {
  const thisYear = Number(today.slice(0, 4));
  const here = dayIn(year ?? thisYear, month, day);
  if (year !== undefined || (here !== undefined && here >= today)) return here === undefined ? [] : [here];
  const later = dayIn(thisYear + 1, month, day);
  if (later === undefined) return [];
  return here !== undefined && daysBetween(here, today) <= justPassed ? [here, later] : [later];
}

function dayIn(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = month >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : undefined;
}
