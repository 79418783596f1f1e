import { holidayOn } from './holidays.ts';
import { weekdayOf } from './working-time.ts';

/** Whether a day (`2026-12-28`) is none of a weekend and no public holiday where the business looks them up. */
export function isBusinessDay(day: string, holidayRegion: string | undefined): boolean {
  const weekday = weekdayOf(day);
  return weekday !== 'sat' && weekday !== 'sun' && holidayOn(holidayRegion, day) === undefined;
}
