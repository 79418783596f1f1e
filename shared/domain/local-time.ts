import { Temporal } from 'temporal-polyfill';

/** The time of day (`08:30`) of a moment in a time zone. */
export function timeOf(at: number, timeZone: string): string {
  return zoned(at, timeZone).toPlainTime().toString({ smallestUnit: 'minute' });
}

/**
 * The moment of a day and a time in a time zone. A time that the clocks skip counts as an hour later, one
 * that happens twice as the first (RFC 5545). `undefined` where the words are no day and time.
 */
export function momentOf(day: string, time: string, timeZone: string): number | undefined {
  try {
    return Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** The first moment of the day that holds a moment, and of the day after it. */
export function dayBounds(at: number, timeZone: string): { start: number; end: number } {
  const start = zoned(at, timeZone).startOfDay();
  return { start: start.epochMilliseconds, end: start.add({ days: 1 }).epochMilliseconds };
}

/** The moments in which a calendar day begins and ends in a time zone: not always 24 hours apart. */
export function boundsOf(day: string, timeZone: string): { start: number; end: number } {
  const date = Temporal.PlainDate.from(day);
  const [start, end] = [date, date.add({ days: 1 })].map((each) => each.toZonedDateTime(timeZone));
  return { start: start!.epochMilliseconds, end: end!.epochMilliseconds };
}

/** The minutes since midnight that a clock on the wall shows at a moment. */
export function wallMinutes(at: number, timeZone: string): number {
  const { hour, minute } = zoned(at, timeZone);
  return hour * 60 + minute;
}

/** The moment at which a clock on the wall shows so many minutes since midnight; 1,440 is the next midnight. */
export function momentAt(day: string, minutes: number, timeZone: string): number {
  const wall = Temporal.PlainDate.from(day).toPlainDateTime().add({ minutes });
  return wall.toZonedDateTime(timeZone).epochMilliseconds;
}

/** The same time on the wall, so many days later. */
export function daysLater(at: number, days: number, timeZone: string): number {
  return zoned(at, timeZone).add({ days }).epochMilliseconds;
}

/** The minutes since midnight that the clocks skip on a day, or show twice. */
export interface ClockChange {
  kind: 'skipped' | 'twice';
  from: number;
  to: number;
}

/** How the clocks change on a day; most days they do not. */
export function clockChange(day: string, timeZone: string): ClockChange | undefined {
  const { start, end } = boundsOf(day, timeZone);
  const change = zoned(start - 1, timeZone).getTimeZoneTransition('next');
  if (change === null || change.epochMilliseconds >= end) return undefined;
  const at = change.epochMilliseconds;
  const before = zoned(at - 1, timeZone).offsetNanoseconds;
  const ahead = Math.round((change.offsetNanoseconds - before) / 60e9);
  const shows = wallMinutes(at, timeZone);
  if (ahead > 0) return { kind: 'skipped', from: Math.max(0, shows - ahead), to: shows };
  return { kind: 'twice', from: shows, to: Math.min(1440, shows - ahead) };
}

function zoned(at: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
}
