import { shiftsOn, weekdayOf } from '#shared/agent/clock.ts';
import { weekdays, type Business } from '#shared/domain/business.ts';
import type { HalfKnown } from './phrase.ts';
import type { Said } from './said.ts';
import { one, rangeOf, unclear } from './said.ts';

/** Hours in which a visit is likely where the business has none of its own, in minutes. */
const usual = { from: 8 * 60, to: 18 * 60 };

interface Shift {
  from: number;
  to: number;
}

/**
 * Of 5 and 17 the one at which the business works: on that day, or on any; where it has no
 * hours, and for what its owner says, at which most do. An hour without a day and
 * without a half of the day says too little.
 */
export function likelyTime(
  time: HalfKnown,
  day: string | undefined,
  business: Pick<Business, 'hours'>,
  isRequest: boolean,
): Said<number> {
  if (time.kind === 'part') return rangeOf<number>(time.from, time.to);
  const shifts = shiftsFor(day, business);
  const known = shifts.length === 0 || isRequest ? [shifts, [usual]] : [shifts];
  if (time.kind === 'unclear') {
    const open = time.options.filter((minutes) => known.some((shifts) => isOpen(minutes, shifts)));
    return unclear(open.length > 0 ? open : time.options);
  }
  if (time.kind === 'one') {
    const isSure = day !== undefined || isRequest || time.options.length === 1;
    const chosen =
      isSure && choose(time.options, (minutes) => known.map((shifts) => isOpen(minutes, shifts)));
    return typeof chosen !== 'number' ? unclear(time.options.toSorted((a, b) => b - a)) : one(chosen);
  }
  const { from, to } = time;
  if (from !== undefined && to !== undefined) return likelyRange(from, to, known);
  if (from !== undefined) {
    const chosen = choose(from, (minutes) =>
      known.map((shifts) => isOpen(minutes, shifts) || isOpenUntil(minutes, shifts)),
    );
    return chosen === undefined ? unclear(from) : rangeOf<number>(chosen, undefined);
  }
  const chosen = choose(to ?? [], (minutes) => known.map((shifts) => isOpenUntil(minutes, shifts)));
  return chosen === undefined ? unclear(to ?? []) : rangeOf<number>(undefined, chosen);
}

function likelyRange(from: number[], to: number[], known: Shift[][]): Said<number> {
  const pairs = from.flatMap((start) => to.flatMap((end) => (start < end ? [{ start, end }] : [])));
  const pair = choose(pairs, ({ start, end }) =>
    known.map((shifts) => isOpen(start, shifts) && isOpenUntil(end, shifts)),
  );
  return pair === undefined ? unclear([...from, ...to]) : rangeOf(pair.start, pair.end);
}

/** The only one, or the only likely one by the first measure that any meets. */
function choose<T>(options: T[], likely: (option: T) => boolean[]): T | undefined {
  if (options.length < 2) return options[0];
  for (const measure of likely(options[0]!).keys()) {
    const left = options.filter((option) => likely(option)[measure]);
    if (left.length > 0) return left.length === 1 ? left[0] : undefined;
  }
  return undefined;
}

function isOpen(minutes: number, shifts: Shift[]): boolean {
  return shifts.some(({ from, to }) => minutes >= from && minutes < to);
}

function isOpenUntil(minutes: number, shifts: Shift[]): boolean {
  return shifts.some(({ from, to }) => minutes > from && minutes <= to);
}

function shiftsFor(
  day: string | undefined,
  business: Pick<Business, 'hours'>,
): { from: number; to: number }[] {
  const on = (weekday: (typeof weekdays)[number]) => shiftsOn(business as Business, weekday);
  const onDay = day === undefined ? [] : on(weekdayOf(day));
  const shifts = onDay.length > 0 ? onDay : weekdays.flatMap(on);
  return shifts.map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) }));
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** `10:30`. */
export function writeMinutes(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
