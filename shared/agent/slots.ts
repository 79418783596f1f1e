import { freeTimes } from '#shared/domain/availability/free-time.ts';
import { hasHours, shiftsBetween, type WorkingHours } from '#shared/domain/availability/working-time.ts';
import type { Hold } from '#shared/domain/hold.ts';
import type { Business } from '#shared/domain/business.ts';
import { takenTimes, workingHours } from '#shared/records/availability.ts';
import type { RecordReader } from '#shared/records/reader.ts';

/** A free time, in epoch milliseconds: computed from working time and visits, never written by a model. */
export interface Slot {
  start: number;
  end: number;
}

/** What is known of when the business can come: read once, so that all who ask have the same answer. */
export interface Availability {
  working: WorkingHours;
  /** All that takes anybody's time: what is told to a customer is free only where nobody is out. */
  taken: readonly Slot[];
}

const minute = 60_000;
const dayLength = 24 * 60 * minute;

/** Nobody can come sooner than this, and nobody asks for later than two weeks. */
const [soonest, daysAhead] = [2 * 60 * minute, 14];

/** Between which moments free times are looked for. */
export function timesLookedAt(now: number): Slot {
  return { start: now + soonest, end: now + daysAhead * dayLength };
}

/** The usual visit, where the price list does not say how long one takes. */
const usualMinutes = 60;
const mostSlots = 3;

/** The next free times within the working time: the first of each shift, where no visit is planned. */
export function freeSlots(
  { working, taken }: Availability,
  now: number,
  minutes: number = usualMinutes,
  most: number = mostSlots,
): Slot[] {
  // Who has not said when they work has nothing to offer.
  if (!hasHours(working.hours)) return [];
  const busy = taken.map(({ start, end }) => ({ start, end, staffIds: [], isEverybodys: true }));
  const wanted = { ...timesLookedAt(now), minutes };
  const times = freeTimes({ ...wanted, among: [{ id: '', working }] }, busy);
  // Read once for all times: their moments are most of the work.
  const shifts = shiftsBetween(wanted.start, wanted.end, working);
  const begun = new Set<number>();
  return times
    .filter(({ start }) => {
      const shift = shifts.findLast((each) => each.start <= start && start < each.end)!.start;
      const isFirst = !begun.has(shift);
      begun.add(shift);
      return isFirst;
    })
    .slice(0, most)
    .map(({ start, end }) => ({ start, end }));
}

/**
 * When the business can come: without holidays, closed days, leave of everybody, visits of open jobs with an hour, time
 * blocks, and times that are kept. `except`: the kept time of a customer who chooses another.
 */
export function availability(
  records: RecordReader,
  business: Business,
  now: number,
  except?: Hold,
): Availability {
  return { working: workingHours(records, business), taken: takenTimes(records, now, { hold: except }) };
}
