import { weekdays, type Weekday } from './business.ts';

/** A Monday. */
const monday = Date.UTC(2026, 0, 5);
const dayMilliseconds = 86_400_000;

/** The days of the week with their names, Monday first. */
export function weekdayNames(locale: string): { key: Weekday; label: string }[] {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  return weekdays.map((key, index) => ({ key, label: format.format(monday + index * dayMilliseconds) }));
}

/** The day on which weeks begin where a locale is at home: 1 is Monday, 7 Sunday. */
export function firstWeekday(locale: string): number {
  const known: Intl.Locale & { getWeekInfo?(): { firstDay: number } } = new Intl.Locale(locale);
  return known.getWeekInfo?.().firstDay ?? 1;
}
