import type { PlannedJob } from '#shared/domain/visit.ts';
import type { Site } from '#shared/domain/site.ts';
import { isOpenJob, nextVisit, sortedVisits } from '#shared/domain/job-states.ts';

export const jobFilters = [
  'open',
  'unscheduled',
  'today',
  'ahead',
  'toInvoice',
  'done',
  'cancelled',
] as const;
export type JobFilter = (typeof jobFilters)[number];

/** A job as a list shows it. */
export interface JobRow {
  id: string;
  job: PlannedJob;
  contactName: string;
  /** Where it is done, in a line. */
  place: string;
  /** When it takes place: the next visit, else the last one. Epoch milliseconds. */
  at: number | undefined;
  /** No hour was promised. */
  anyTime: true | undefined;
}

/** The first moment of today and of tomorrow, where the business is. */
interface Today {
  start: number;
  end: number;
}

const rules: Record<JobFilter, (job: PlannedJob, today: Today) => boolean> = {
  // Work that is done and not billed is not over for the business.
  open: (job, today) => (isOpenJob(job) && !isFarAhead(job, today)) || job.state === 'completed',
  unscheduled: (job) => job.state === 'created',
  today: (job, { start, end }) =>
    isOpenJob(job) && sortedVisits(job).some((visit) => visit.start < end && visit.end > start),
  ahead: isFarAhead,
  toInvoice: (job) => job.state === 'completed',
  done: (job) => ['completed', 'invoiced', 'closed'].includes(job.state),
  cancelled: (job) => job.state === 'cancelled',
};

/** What plans have made beyond this is not work yet. */
const aheadMilliseconds = 42 * 86_400_000;

/** Whether a plan's job, on which nothing was done yet, is so far ahead that it would bury what is to be done. */
function isFarAhead(job: PlannedJob, { start }: Today): boolean {
  if (job.planId === undefined || job.state !== 'scheduled') return false;
  return sortedVisits(job).every((visit) => visit.start > start + aheadMilliseconds);
}

export function matchesFilter(job: PlannedJob, filter: JobFilter, today: Today): boolean {
  return rules[filter](job, today);
}

export function toRow(job: PlannedJob, contactName: string, site: Site | undefined, now: number): JobRow {
  const visit = nextVisit(job, now) ?? sortedVisits(job).at(-1);
  return { id: job.id, job, contactName, place: placeOf(site), at: visit?.start, anyTime: visit?.anyTime };
}

/** Open work by when it takes place, what has no date first, newest request first; done work newest first. */
export function sortRows(rows: JobRow[], filter: JobFilter): JobRow[] {
  if (filter === 'done' || filter === 'cancelled' || filter === 'toInvoice')
    return rows.toSorted((a, b) => endOf(b) - endOf(a) || byId(a, b));
  return rows.toSorted((a, b) => startOf(a) - startOf(b) || b.job.createdAt - a.job.createdAt || byId(a, b));
}

function placeOf(site: Site | undefined): string {
  const { street, city } = site?.address ?? {};
  return [street ?? site?.name, city].filter(Boolean).join(', ');
}

export function matchesQuery(row: JobRow, query: string): boolean {
  const { job, contactName, place } = row;
  const text = [job.title, contactName, place].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function startOf({ at }: JobRow): number {
  return at ?? Number.NEGATIVE_INFINITY;
}

function endOf({ job }: JobRow): number {
  return job.completedAt ?? job.createdAt;
}

function byId(a: JobRow, b: JobRow): number {
  return a.id < b.id ? -1 : 1;
}
