import { openShift, shiftsOn, weekdayOf } from '#shared/agent/clock.ts';
import type { Reading } from '#shared/agent/when/when.ts';
import { readWhen } from '#shared/agent/when/when.ts';
import type { Business } from '#shared/domain/business.ts';
import { dayOf } from '#shared/domain/day.ts';
import { momentOf } from '#shared/domain/local-time.ts';

/** Day and time in the owner's words, as far as they are there. */
export interface When {
  /** `2026-11-24`. */
  day?: string | undefined;
  /** `10:00`. */
  time?: string | undefined;
  /** The words name a day or time that is not clear or does not exist: the owner is asked. */
  isUnclear: boolean;
  /** The words that are left. */
  rest: string;
}

/**
 * Reads day and time from a sentence of the owner. It reads what it is sure of: an hour without a half of the day
 * is the one in the working hours. The owner sees the full date before anything is done.
 */
export function findWhen(sentence: string, business: Business, now: number): When {
  const { timeZone, country } = business;
  const readings = readWhen(sentence, { now, timeZone, country });
  const rest = withoutReadings(sentence, readings);
  const days = readings.flatMap((reading) => reading.days);
  const times = readings.filter((reading) => reading.times.length > 0);
  if (!readings.every(isClear) || days.length > 1 || times.length > 1) return { isUnclear: true, rest };
  const [day] = days;
  const [minutes] = times.map((reading) => likelyTime(reading.times, day ?? dayOf(now, timeZone), business));
  return { day, time: minutes === undefined ? undefined : clockTime(minutes), isUnclear: false, rest };
}

/** The moment of a day and a time on the business's wall clock, in epoch milliseconds. */
export function momentAt(day: string, time: string, business: Business): number | undefined {
  return momentOf(day, time, business.timeZone);
}

function withoutReadings(sentence: string, readings: Reading[]): string {
  const rest = readings.reduceRight(
    (left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`,
    sentence,
  );
  return rest.replaceAll(/\s+/g, ' ').trim();
}

/** What leaves open only the half of the day is clear enough: the working hours tell. */
function isClear({ kind, unclear, days, times }: Reading): boolean {
  if (kind === 'moment') return true;
  const [early, late] = times;
  const isHalfOpen = times.length === 2 && Math.abs(late! - early!) === 720;
  return kind === 'question' && unclear === 'time' && days.length <= 1 && isHalfOpen;
}

/** Of 5 and 17 the one in which the business works that day; what was said where it works in neither. */
function likelyTime(times: number[], day: string, business: Business): number {
  const [said = 0, other] = times;
  if (other === undefined) return said;
  const weekday = weekdayOf(day);
  const isOpen = (minutes: number) => openShift(business, { day, weekday, minutes }) !== undefined;
  const opens = Math.min(...shiftsOn(business, weekday).map(({ from }) => Number(from.slice(0, 2))), 24);
  if (isOpen(said)) return said;
  return isOpen(other) || said < Math.min(opens, 7) * 60 ? other : said;
}

function clockTime(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
