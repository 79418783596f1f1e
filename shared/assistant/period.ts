import { addDays, addMonths, dayOf } from '#shared/domain/day.ts';
import { weekdayOf } from '#shared/agent/clock.ts';
import { type Business, weekdays } from '#shared/domain/business.ts';
import type { Language } from '#shared/agent/basic/language.ts';
import { takePhrase, type Unread } from './accounted.ts';
import { fold } from '#shared/lib/fold.ts';
import type { ToolContext } from './read-tools.ts';
import type { PeriodName } from './words/language.ts';
import { ownerWords } from './words/words.ts';

/** Days in a row, both of them among it. */
export interface Period {
  from: string;
  to: string;
}

/** The time over which something is counted, as far as the words name one, and what is left of them. */
export function takePeriod(
  unread: Unread,
  language: Language,
  context: Pick<ToolContext, 'business' | 'now'>,
): { unread: Unread; period?: Period } {
  const today = dayOf(context.now, context.business.timeZone);
  const words = ownerWords[language];
  for (const [name, list] of Object.entries(words.periods)) {
    const left = takePhrase(unread, list, words);
    if (left !== undefined) return { unread: left, period: named[name as PeriodName](today) };
  }
  return takeMonth(unread, words.months, today) ?? takeYear(unread) ?? { unread };
}

/** Today or yesterday. */
export function takeDay(
  unread: Unread,
  language: Language,
  { business, now }: Pick<ToolContext, 'business' | 'now'>,
): { unread: Unread; day?: string } {
  const words = ownerWords[language];
  for (const name of ['today', 'yesterday'] as const) {
    const left = takePhrase(unread, words.periods[name], words);
    if (left !== undefined) return { unread: left, day: named[name](dayOf(now, business.timeZone)).from };
  }
  return { unread };
}

/** “March”: the last one that has begun; “March 2025”. */
function takeMonth(
  unread: Unread,
  months: readonly string[],
  today: string,
): { unread: Unread; period: Period } | undefined {
  const at = months.map((names) => new Set(names.split('|').map(fold)));
  const token = unread.tokens.find(({ word }) => at.some((names) => names.has(word)));
  if (token === undefined) return undefined;
  const month = String(at.findIndex((names) => names.has(token.word)) + 1).padStart(2, '0');
  const left = { ...unread, tokens: unread.tokens.filter((other) => other !== token) };
  const behind = left.tokens.find(({ start }) => start > token.end);
  const isYear = behind !== undefined && aYear.test(behind.word);
  const thisYear = today.slice(0, 4);
  const year = isYear
    ? behind.word
    : `${thisYear}-${month}` > today.slice(0, 7)
      ? String(Number(thisYear) - 1)
      : thisYear;
  const tokens = isYear ? left.tokens.filter((other) => other !== behind) : left.tokens;
  return { unread: { ...left, tokens }, period: monthsFrom(`${year}-${month}-01`, 1) };
}

function takeYear(unread: Unread): { unread: Unread; period: Period } | undefined {
  const token = unread.tokens.find(({ word }) => aYear.test(word));
  if (token === undefined) return undefined;
  const tokens = unread.tokens.filter((other) => other !== token);
  return { unread: { ...unread, tokens }, period: monthsFrom(`${token.word}-01-01`, 12) };
}

const aYear = /^20\d\d$/;

const named: Record<PeriodName, (today: string) => Period> = {
  today: (today) => ({ from: today, to: today }),
  yesterday: (today) => ({ from: addDays(today, -1), to: addDays(today, -1) }),
  thisWeek: (today) => week(monday(today)),
  lastWeek: (today) => week(addDays(monday(today), -7)),
  thisMonth: (today) => monthsFrom(firstOf(today, 1), 1),
  lastMonth: (today) => monthsFrom(addMonths(firstOf(today, 1), -1), 1),
  thisQuarter: (today) => monthsFrom(firstOf(today, 3), 3),
  lastQuarter: (today) => monthsFrom(addMonths(firstOf(today, 3), -3), 3),
  thisYear: (today) => monthsFrom(firstOf(today, 12), 12),
  lastYear: (today) => monthsFrom(addMonths(firstOf(today, 12), -12), 12),
};

function monday(day: string): string {
  return addDays(day, -weekdays.indexOf(weekdayOf(day)));
}

function week(from: string): Period {
  return { from, to: addDays(from, 6) };
}

/** The first day of the span of so many months that holds a day. */
function firstOf(day: string, months: number): string {
  const month = Number(day.slice(5, 7)) - 1;
  return `${day.slice(0, 4)}-${String(month - (month % months) + 1).padStart(2, '0')}-01`;
}

function monthsFrom(from: string, months: number): Period {
  return { from, to: addDays(addMonths(from, months), -1) };
}

/** `1 – 31 March 2026`, in the language of the answer. */
export function writePeriod({ from, to }: Period, { locale }: Business, language: Language): string {
  const words = locale.toLowerCase().startsWith(language) ? locale : language;
  const format = new Intl.DateTimeFormat(words, { timeZone: 'UTC', dateStyle: 'long' });
  return format.formatRange(Date.parse(`${from}T12:00:00Z`), Date.parse(`${to}T12:00:00Z`));
}
