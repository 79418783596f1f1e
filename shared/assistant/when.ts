import { writeMinutes } from '#shared/agent/when/likely.ts';
import { candidatesOf } from '#shared/agent/when/said.ts';
import { readWhen } from '#shared/agent/when/when.ts';
import type { Business } from '#shared/domain/business.ts';
import { momentOf } from '#shared/domain/local-time.ts';

/** Day and time in the owner's words, as far as they are there. */
export interface When {
  /** `2026-11-24`. */
  day?: string | undefined;
  /** `10:00`. */
  time?: string | undefined;
  /** The days that may be meant where it is not clear which. */
  days?: string[];
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
  const { day, time, spans, namesPast } = readWhen(sentence, { now, business, isRequest: true });
  const rest = without(sentence, spans);
  const isDayOpen = day !== undefined && day.kind !== 'one';
  if (namesPast || isDayOpen || time?.kind === 'unclear') {
    return { isUnclear: true, rest, days: namesPast || time?.kind === 'unclear' ? [] : candidatesOf(day) };
  }
  return {
    ...(day?.kind === 'one' && { day: day.value }),
    // “In the afternoon” leaves the time open.
    time: time?.kind === 'one' ? writeMinutes(time.value) : undefined,
    isUnclear: false,
    rest,
  };
}

/** The moment of a day and a time on the business's wall clock, in epoch milliseconds. */
export function momentAt(day: string, time: string, business: Business): number | undefined {
  return momentOf(day, time, business.timeZone);
}

function without(sentence: string, spans: { start: number; end: number }[]): string {
  const rest = spans.reduceRight(
    (left, { start, end }) => `${left.slice(0, start)} ${left.slice(end)}`,
    sentence,
  );
  return rest.replaceAll(/\s+/g, ' ').trim();
}
