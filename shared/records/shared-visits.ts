import { isOpenJob } from '#shared/domain/job-states.ts';
import { readJob } from './jobs.ts';
import type { RecordReader } from './reader.ts';

/** A visit in which several customers take part, or a start that some have asked for and nobody has planned yet. */
export interface SharedVisit {
  start: number;
  end: number;
  /** How many take part, or want to. */
  taken: number;
  jobId?: string;
  visitId?: string;
}

/** How many take part in one visit of a service; `undefined` where each customer has their own. */
export function seatsOf(records: RecordReader, serviceId: string | undefined): number | undefined {
  return serviceId === undefined ? undefined : records.get('bookingRules', serviceId)?.seats;
}

/** The visits of a service that are to come, by their start; of two at the same start the one with more room. `except`: who may leave it. */
export function sharedVisits(
  records: RecordReader,
  { serviceId, now, except }: { serviceId: string; now: number; except?: string | undefined },
): ReadonlyMap<number, SharedVisit> {
  const found = new Map<number, SharedVisit>();
  for (const { id, jobId, time, attendees = {} } of records.all('visits')) {
    const job = time.start > now && !time.anyTime ? readJob(records, jobId) : undefined;
    const isMeant = job !== undefined && isOpenJob(job) && job.visits[id] !== undefined;
    if (!isMeant || !Object.values(job.items ?? {}).some((item) => item.serviceId === serviceId)) continue;
    const taken = Object.keys(attendees).filter((each) => each !== except).length;
    const known = found.get(time.start);
    if (known === undefined || taken < known.taken)
      found.set(time.start, { start: time.start, end: time.end, taken, jobId, visitId: id });
  }
  for (const { id, state, slot, change } of records.by('bookings', 'serviceId', serviceId)) {
    const wanted = state === 'asked' ? slot : state === 'confirmed' ? change?.slot : undefined;
    if (wanted === undefined || wanted.start <= now || id === except) continue;
    const known = found.get(wanted.start) ?? { ...wanted, taken: 0 };
    found.set(wanted.start, { ...known, taken: known.taken + 1 });
  }
  return found;
}
