import { isMissed, isOpenJob } from '#shared/domain/job-states.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';

/** How it stands with a visit. A visit that is simply planned has no mark. */
export type VisitMark = 'late' | 'enRoute' | 'inProgress' | 'done';

/** How it stands with a visit of a job. `now` in epoch milliseconds. */
export function markOf(job: PlannedJob, visitId: string, now: number): VisitMark | undefined {
  if (!isOpenJob(job)) return job.state === 'cancelled' ? undefined : 'done';
  const visit = job.visits[visitId];
  if (visit === undefined || isMissed(visit, now)) return visit && 'late';
  if (visit.state === 'paused') return 'inProgress';
  return visit.state === 'cancelled' ? undefined : visit.state;
}
