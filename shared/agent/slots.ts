import type { RecordReader } from '#shared/records/reader.ts';
import type { Business } from '#shared/domain/business.ts';
import { dayOf } from '#shared/domain/day.ts';
import type { Hold } from '#shared/domain/hold.ts';
import { isOpenJob } from '#shared/domain/job-states.ts';
import { readJob } from '#shared/records/jobs.ts';
import { momentOf } from '#shared/domain/local-time.ts';
import { keptTimes } from '#shared/records/kept-times.ts';
import { shiftsOn, weekdayOf } from './clock.ts';

/** A free time, in epoch milliseconds: computed from opening hours and visits, never written by a model. */
export interface Slot {
  start: number;
  end: number;
}

const minute = 60_000;
const dayLength = 24 * 60 * minute;

/** Nobody can come sooner than this, and nobody asks for later than two weeks. */
const [soonest, daysAhead] = [2 * 60 * minute, 14];

/** The usual visit, where the price list does not say how long one takes. */
const usualMinutes = 60;
const step = 30 * minute;
const mostSlots = 3;

/** The next free times within the opening hours: the first of each shift, where no visit is planned. */
export function freeSlots(
  business: Business,
  busy: readonly Slot[],
  now: number,
  minutes: number = usualMinutes,
  most: number = mostSlots,
): Slot[] {
  const slots: Slot[] = [];
  const today = dayOf(now, business.timeZone);
  for (let ahead = 0; ahead < daysAhead && slots.length < most; ahead++) {
    // From noon, because days are not all 24 hours long.
    const noon = momentOf(today, '12:00', business.timeZone)! + ahead * dayLength;
    const day = dayOf(noon, business.timeZone);
    for (const { from, to } of shiftsOn(business, weekdayOf(day))) {
      const [opens, closes] = [from, to].map((time) => momentOf(day, time, business.timeZone)!);
      const slot = firstFree(busy, Math.max(opens!, now + soonest), closes!, opens!, minutes * minute);
      if (slot !== undefined && slots.length < most) slots.push(slot);
    }
  }
  return slots;
}

function firstFree(
  busy: readonly Slot[],
  from: number,
  closes: number,
  opens: number,
  length: number,
): Slot | undefined {
  for (let start = opens; start + length <= closes; start += step) {
    const end = start + length;
    if (start >= from && !busy.some((each) => each.start < end && start < each.end)) return { start, end };
  }
  return undefined;
}

/**
 * All visits that are still to come, of everybody, and times that are kept: a time is free only where nobody is out.
 * `except`: the kept time of a customer who chooses another.
 */
export function plannedVisits(records: RecordReader, now: number, except?: Hold): Slot[] {
  const visits = Array.from(records.all('visits')).flatMap(({ id, time, jobId }) => {
    const job = time.end > now ? readJob(records, jobId) : undefined;
    const isMeant = job !== undefined && isOpenJob(job) && job.visits[id] !== undefined;
    return isMeant ? [{ start: time.start, end: time.end }] : [];
  });
  return [...visits, ...keptTimes(records, now).filter(({ id }) => id !== except?.id)];
}
