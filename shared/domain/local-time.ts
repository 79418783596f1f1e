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

function zoned(at: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
}
