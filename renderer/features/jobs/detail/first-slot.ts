import type { Hours } from '#shared/domain/business.ts';
import { weekdays } from '#shared/domain/business.ts';
import { addDays, dayOf } from '#shared/domain/day.ts';
import { momentOf } from '#shared/domain/local-time.ts';

const hour = 60 * 60 * 1000;

/** A business that opens within this many days is open at all. */
const horizon = 14;

/**
 * The next full hour in which the business is open: what a new visit is proposed for. Without opening hours
 * it is simply the next full hour. Moments are epoch milliseconds.
 */
export function firstSlot(now: number, hours: Hours, timeZone: string): number {
  const next = Math.ceil(now / hour) * hour;
  const today = dayOf(now, timeZone);
  for (let ahead = 0; ahead < horizon; ahead++) {
    const day = addDays(today, ahead);
    for (const shift of hours[weekdayOf(day)] ?? []) {
      const opens = momentOf(day, shift.from, timeZone);
      const closes = momentOf(day, shift.to, timeZone);
      if (opens === undefined || closes === undefined) continue;
      const slot = Math.max(opens, next);
      if (slot < closes) return slot;
    }
  }
  return next;
}

function weekdayOf(day: string) {
  const sundayFirst = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekdays[(sundayFirst + 6) % 7]!;
}
