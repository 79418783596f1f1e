import type { DayOrder } from '../day.ts';
import type { Stamp } from './chat-line.ts';

/** Which number of a stamp is the day, where the year does not come first. */
export type ChatOrder = Exclude<DayOrder, 'yearFirst'>;

/**
 * In which order the days of a chat stand: a number above twelve is a day; where there is none, a chat runs forward in
 * one order only. `undefined`: it runs forward in both.
 */
export function orderOf(stamps: readonly Stamp[]): ChatOrder | undefined {
  const open = stamps.filter(({ isYearFirst }) => !isYearFirst);
  if (open.length === 0) return 'dayFirst';
  const isDay = { dayFirst: 0, monthFirst: 0 };
  for (const { day } of open) {
    if (day[0] > 12) isDay.dayFirst++;
    if (day[1] > 12) isDay.monthFirst++;
  }
  if (isDay.dayFirst !== isDay.monthFirst)
    return isDay.dayFirst > isDay.monthFirst ? 'dayFirst' : 'monthFirst';
  const back = (order: ChatOrder) => backwards(open.map((stamp) => dayText(stamp, order) ?? ''));
  const [asDays, asMonths] = [back('dayFirst'), back('monthFirst')];
  if (asDays === asMonths) return undefined;
  return asDays < asMonths ? 'dayFirst' : 'monthFirst';
}

function backwards(days: readonly string[]): number {
  let count = 0;
  for (let at = 1; at < days.length; at++) if (days[at]! < days[at - 1]!) count++;
  return count;
}

/** The day of a stamp; `undefined` where there is none such. */
export function dayText(
  { day: [first, second, third], isYearFirst }: Stamp,
  order: ChatOrder,
): string | undefined {
  const [date, month, written] = isYearFirst
    ? [third, second, first]
    : order === 'dayFirst'
      ? [first, second, third]
      : [second, first, third];
  // Thailand counts from another year; WhatsApp is of 2009.
  const year = written > 2500 ? written - 543 : written < 100 ? written + 2000 : written;
  const moment = new Date(Date.UTC(year, month - 1, date));
  const isReal =
    moment.getUTCMonth() === month - 1 && moment.getUTCDate() === date && year > 1999 && year < 2100;
  return isReal ? moment.toISOString().slice(0, 10) : undefined;
}
