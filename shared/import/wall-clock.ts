import { boundsOf, momentAt } from '#shared/domain/local-time.ts';

/** The moments of a time zone's days and hours. A file has many of few days: each day is looked up once. */
export interface WallClock {
  bounds(day: string): { start: number; end: number };
  moment(day: string, minute: number): number;
}

const dayLength = 24 * 60 * 60_000;
const clocks = new Map<string, WallClock>();

export function wallClock(timeZone: string): WallClock {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const days = new Map<string, { start: number; end: number }>();
  function bounds(day: string): { start: number; end: number } {
    const found = days.get(day) ?? boundsOf(day, timeZone);
    days.set(day, found);
    return found;
  }
  const clock: WallClock = {
    bounds,
    moment(day, minute) {
      const { start, end } = bounds(day);
      // On a day on which the clocks change, minutes are not counted from its beginning.
      return end - start === dayLength ? start + minute * 60_000 : momentAt(day, minute, timeZone);
    },
  };
  clocks.set(timeZone, clock);
  return clock;
}
