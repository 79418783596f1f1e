import { sumsOf } from './sums.ts';
import type { JobItem } from '#shared/domain/job.ts';
import { isMissed, isOpenJob, sortedVisits } from '#shared/domain/job-states.ts';
import { multiply } from '#shared/domain/money.ts';
import type { PlannedJob, Visit } from '#shared/domain/visit.ts';
import type { Line, Sum } from './line.ts';
import { concerns, type TodaySources } from './sources.ts';
import { billedItems, isWithinPlan } from '#shared/records/plan-visits.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { type SeatToBill, seatsToBill, stayedAway } from '#shared/records/seats-to-bill.ts';

/** Visits that should have begun or been over, and work that is done and not billed. */
export function jobLines(sources: TodaySources): Line[] {
  const { records, jobs, viewer } = sources;
  if (viewer.right('work') === 'none') return [];
  const mayBill = viewer.right('money') === 'write';
  const lines: Line[] = [];
  for (const job of jobs) {
    if (isOpenJob(job)) lines.push(...lateVisits(job, sources));
    else if (mayBill && isToBill(records, job)) lines.push(toBill(records, job));
    if (mayBill) lines.push(...seatLines(records, job));
  }
  return lines;
}

/** Whether work is done and not billed; what is within a plan's price is not to be, nor a seat that stayed empty. */
export function isToBill(records: RecordReader, job: PlannedJob): boolean {
  return job.state === 'completed' && !isWithinPlan(records, job) && !stayedAway(records, job);
}

/** The seats of a job that are to be billed to who has one; a closed job asks for nothing. */
export function billableSeats(records: RecordReader, job: PlannedJob): SeatToBill[] {
  if (job.state === 'closed') return [];
  return seatsToBill(records, job).filter(({ contactId }) => contactId !== undefined);
}

/** What is billed for seats, by currency. */
export function priceOfSeats(seats: readonly SeatToBill[]): Sum[] {
  const items = seats.flatMap((seat) => Object.values(seat.items));
  return sumsOf(items.map((item) => ({ amount: lineTotal(item), currency: item.currency })));
}

/** At most one: all seats of a job are billed together. */
function seatLines(records: RecordReader, job: PlannedJob): Line[] {
  const seats = billableSeats(records, job);
  if (seats.length === 0) return [];
  const { id: jobId, title } = job;
  const at = Math.min(...seats.map((seat) => seat.at));
  const sums = priceOfSeats(seats);
  return [
    { kind: 'billSeats', id: `seats ${jobId}`, isLate: false, at, jobId, title, count: seats.length, sums },
  ];
}

/** What a job's work is billed at, by currency. */
export function priceOf(records: RecordReader, job: PlannedJob): Sum[] {
  const items = Object.values(billedItems(records, job));
  return sumsOf(items.map((item) => ({ amount: lineTotal(item), currency: item.currency })));
}

function lineTotal({ unitPrice, quantity }: JobItem): bigint {
  return multiply(BigInt(unitPrice), quantity);
}

function toBill(records: RecordReader, job: PlannedJob): Line {
  const { id, contactId, title, completedAt = job.createdAt } = job;
  return {
    kind: 'bill',
    id: `bill ${id}`,
    isLate: false,
    at: completedAt,
    jobId: id,
    contactId,
    title,
    sums: priceOf(records, job),
  };
}

/** At most one: the visit that nobody has set out to, else the last one where all are over and the work is not done. */
function lateVisits(job: PlannedJob, sources: TodaySources): Line[] {
  const found = lateVisit(job, sources.now);
  if (found === undefined || !concerns(found.visit, sources)) return [];
  const { visit, isBegun } = found;
  const { id, contactId, title } = job;
  const at = isBegun || visit.anyTime ? visit.end : visit.start;
  const anyTime = visit.anyTime === true;
  return [
    { kind: 'visit', id: `visit ${id}`, isLate: true, at, jobId: id, contactId, title, isBegun, anyTime },
  ];
}

function lateVisit(job: PlannedJob, now: number): { visit: Visit; isBegun: boolean } | undefined {
  const visits = sortedVisits(job);
  const missed = visits.find((visit) => isMissed(visit, now));
  if (missed !== undefined) return { visit: missed, isBegun: false };
  const last = visits.at(-1);
  return last !== undefined && visits.every(({ end }) => end < now)
    ? { visit: last, isBegun: true }
    : undefined;
}
