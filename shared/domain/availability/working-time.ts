import { type Hours, weekdays } from '../business.ts';
import { addDays, dayOf } from '../day.ts';
import { boundsOf, momentOf } from '../local-time.ts';
import type { TimeSpan } from './spans.ts';

/** When a business works, by its wall clock. */
export interface WorkingHours {
  hours: Hours;
  timeZone: string;
  /** Days on which nobody works, whatever the hours say. */
  isClosed(day: string): boolean;
}

/** Whether anybody has said when work is done. */
export function hasHours(hours: Hours): boolean {
  return Object.values(hours).some((shifts) => shifts.length > 0);
}

/**
 * The shifts that begin on a day. One that ends at or before its start runs past midnight, where the next day is not
 * closed. Who has set no hours has said nothing of when they work: all day.
 */
export function shiftsOf(day: string, { hours, timeZone, isClosed }: WorkingHours): TimeSpan[] {
  if (isClosed(day)) return [];
  if (!hasHours(hours)) return [boundsOf(day, timeZone)];
  return (hours[weekdayOf(day)] ?? [])
    .map(({ from, to }) => {
      const start = momentOf(day, from, timeZone)!;
      if (to > from) return { start, end: momentOf(day, to, timeZone)! };
      const next = addDays(day, 1);
      return { start, end: isClosed(next) ? boundsOf(day, timeZone).end : momentOf(next, to, timeZone)! };
    })
    .filter(({ start, end }) => start < end)
    .toSorted((a, b) => a.start - b.start);
}

/** All shifts that take a part of a time, earliest first. */
export function shiftsBetween(start: number, end: number, working: WorkingHours): TimeSpan[] {
  const last = dayOf(end - 1, working.timeZone);
  const shifts: TimeSpan[] = [];
  // The day before has shifts that run past midnight.
  for (let day = addDays(dayOf(start, working.timeZone), -1); day <= last; day = addDays(day, 1))
    shifts.push(...shiftsOf(day, working).filter((shift) => shift.start < end && start < shift.end));
  return shifts;
}

export function weekdayOf(day: string) {
  const sundayFirst = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekdays[(sundayFirst + 6) % 7]!;
}
