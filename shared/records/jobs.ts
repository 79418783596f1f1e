import { isInBin } from '#shared/domain/bin.ts';
import { isStanding } from '#shared/domain/invoice-status.ts';
import type { Job } from '#shared/domain/job.ts';
import type { JobEvent } from '#shared/domain/job-event.ts';
import { type PlannedJob, planned, type VisitRecord } from '#shared/domain/visit.ts';
import type { RecordReader } from './reader.ts';
import type { IndexedFieldOf } from './types.ts';

/** A job with its visits and what follows of what happened. */
export function readJob(records: RecordReader, id: string): PlannedJob | undefined {
  const job = records.get('jobs', id);
  return job && plan(records, job);
}

/** The jobs with this value in an indexed field, with their visits; none that is in the bin. */
export function jobsBy(records: RecordReader, field: IndexedFieldOf<'jobs'>, value: string): PlannedJob[] {
  return records
    .by('jobs', field, value)
    .filter((job) => !isInBin(job))
    .map((job) => plan(records, job));
}

/** All jobs with their visits; none that is in the bin. */
export function allJobs(records: RecordReader): PlannedJob[] {
  return [...records.all('jobs')].filter((job) => !isInBin(job)).map((job) => plan(records, job));
}

/** What a job was put together from the last time. Records never change: what has is another one. */
interface Known {
  visits: readonly VisitRecord[];
  events: readonly JobEvent[];
  job: PlannedJob;
}
const known = new WeakMap<Job, Known>();

/** Puts a job together from all that is known of it here: the same object as long as nothing of it has changed. */
export function plan(records: RecordReader, job: Job): PlannedJob {
  const visits = records.by('visits', 'jobId', job.id);
  const events = records.by('jobEvents', 'jobId', job.id);
  const before = known.get(job);
  const isSame = before !== undefined && areSame(before.visits, visits) && areSame(before.events, events);
  if (isSame && !mayBeInvoiced(before.job)) return before.job;
  const invoiced = (): boolean => isInvoiced(records, job.id);
  if (isSame && (before.job.state === 'invoiced') === invoiced()) return before.job;
  const made = planned(job, { visits, events, isInvoiced: invoiced });
  known.set(job, { visits, events, job: made });
  return made;
}

function mayBeInvoiced({ state }: PlannedJob): boolean {
  return state === 'completed' || state === 'invoiced';
}

function areSame(before: readonly object[], now: readonly object[]): boolean {
  return before.length === now.length && now.every((each, at) => each === before[at]);
}

/** Whether an invoice for the job stands. */
function isInvoiced(records: RecordReader, jobId: string): boolean {
  return records
    .by('issued', 'jobId', jobId)
    .some(
      (issued) =>
        issued.kind === 'invoice' && isStanding(issued, records.by('issued', 'correctsId', issued.id)),
    );
}

/** The jobs with a visit that takes place between two moments, with all their visits. */
export function jobsBetween(records: RecordReader, start: number, end: number): PlannedJob[] {
  const ids = new Set<string>();
  for (const { jobId, time } of records.all('visits'))
    if (time.start < end && start < time.end) ids.add(jobId);
  const found = Array.from(ids, (id) => readJob(records, id)).filter((job) => job !== undefined);
  return found.filter((job) => !isInBin(job));
}
