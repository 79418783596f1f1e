import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { JobState } from './job.ts';
import type { PlannedJob, Visit } from './visit.ts';

/** From which states somebody may say of the job as a whole that it goes on to another. */
const possibleFrom = {
  enRoute: ['created', 'scheduled', 'enRoute'],
  completed: ['created', 'scheduled', 'enRoute', 'inProgress'],
  cancelled: ['created', 'scheduled', 'enRoute', 'inProgress'],
  closed: ['completed', 'invoiced'],
} satisfies Partial<Record<JobState, readonly JobState[]>>;

const words: Record<JobState, string> = {
  created: 'not scheduled yet',
  scheduled: 'scheduled',
  enRoute: 'on the way',
  inProgress: 'in progress',
  completed: 'completed',
  invoiced: 'invoiced',
  closed: 'closed',
  cancelled: 'cancelled',
};

/** The states in which work is still to be done. */
const openStates: ReadonlySet<JobState> = new Set(['created', 'scheduled', 'enRoute', 'inProgress']);

/** Says in the owner's words why a job cannot go from one state to another. */
export function checkJobMove(from: JobState, to: keyof typeof possibleFrom): Result<void> {
  const possible: readonly JobState[] = possibleFrom[to];
  if (possible.includes(from)) return ok();
  if (from === 'cancelled')
    return problem('job.cancelled', 'This job was cancelled.', 'Make a new job instead.');
  if (from === to) return problem('job.already', `This job is ${words[from]} already.`);
  return problem('job.not-possible', `This job is ${words[from]}: it cannot become ${words[to]}.`);
}

/** Whether work on the job is still ahead or under way. */
export function isOpenJob(job: Pick<PlannedJob, 'state'>): boolean {
  return openStates.has(job.state);
}

/** The visits in the order of their start, with their ids. */
export function sortedVisits(job: Pick<PlannedJob, 'visits'>): (Visit & { id: string })[] {
  return Object.entries(job.visits)
    .map(([id, visit]) => ({ ...visit, id }))
    .toSorted((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
}

/** The visit that is running or comes next; none when all are over. `now` in epoch milliseconds. */
export function nextVisit(
  job: Pick<PlannedJob, 'visits'>,
  now: number,
): (Visit & { id: string }) | undefined {
  return sortedVisits(job).find((visit) => visit.end > now);
}

/** Whether nobody has set out to a visit that should have begun. Without an hour it is in time as long as its days last. */
export function isMissed({ state, anyTime, start, end }: Visit, now: number): boolean {
  return state === undefined && (anyTime ? end : start) < now;
}

/** What an owner wants to see of a job, derived from its state and its visits. */
export interface JobFlags {
  /** A visit should have begun and nobody set out, or all visits are over and the work is not done. */
  late: boolean;
  unscheduled: boolean;
  needsInvoicing: boolean;
}

/** Computes the flags at a moment. `now` in epoch milliseconds. */
export function jobFlags(job: Pick<PlannedJob, 'state' | 'visits'>, now: number): JobFlags {
  const visits = sortedVisits(job);
  const waiting = isOpenJob(job) && visits.some((visit) => isMissed(visit, now));
  const overrun = isOpenJob(job) && visits.length > 0 && visits.every((visit) => visit.end < now);
  return {
    late: waiting || overrun,
    unscheduled: job.state === 'created',
    needsInvoicing: job.state === 'completed',
  };
}
