import { plumber } from '#shared/agent/testing.ts';
import { writeMinutes } from '#shared/agent/when/likely.ts';
import type { Said } from '#shared/agent/when/said.ts';
import { readWhen } from '#shared/agent/when/when.ts';
import type { DayReading } from './days.ts';

/** Monday, 16 November 2026, 10:00 in Dublin: when the messages of the sets are written. */
const now = Date.UTC(2026, 10, 16, 10);
const business = { ...plumber, country: 'IE', timeZone: 'Europe/Dublin', hours: {} };

/** What the product reads in a message, whatever its language is. */
export function readDays(text: string): DayReading {
  const { day, time } = readWhen(text, { now, business });
  return { day: labelOf(day, (value) => value), time: labelOf(time, writeMinutes) };
}

function labelOf<T>(said: Said<T> | undefined, write: (value: T) => string): DayReading['day'] {
  if (said === undefined) return null;
  if (said.kind === 'unclear') return 'ask';
  if (said.kind === 'one') return write(said.value);
  const [from, to] = [said.from, said.to].map((end) => (end === undefined ? null : write(end)));
  return { from: from!, to: to! };
}
