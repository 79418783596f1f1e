import { isOpenJob, sortedVisits } from '#shared/domain/job-states.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';

/** How it stands with a visit. A visit that is simply planned has no mark. */
export type VisitMark = 'late' | 'enRoute' | 'inProgress' | 'done';

/** What the state of a job says of one of its visits. `now` in epoch milliseconds. */
export function markOf(job: PlannedJob, visitId: string, now: number): VisitMark | undefined {
  if (!isOpenJob(job)) return job.state === 'cancelled' ? undefined : 'done';
  const visits = sortedVisits(job);
  const visit = visits.find(({ id }) => id === visitId);
  if (visit === undefined) return undefined;
  if (job.state === 'enRoute' || job.state === 'inProgress') {
    const current = visits.findLast(({ start }) => start <= now) ?? visits[0];
    if (visit.id === current?.id) return job.state;
    return visit.end <= now ? 'done' : undefined;
  }
  // A visit without an hour has its days.
  return (visit.anyTime ? visit.end : visit.start) < now ? 'late' : undefined;
}
