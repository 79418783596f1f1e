import { isOpenJob } from '#shared/domain/job-states.ts';
import { dayBounds } from '#shared/domain/local-time.ts';
import { visitOf } from '#shared/domain/visit.ts';
import { concerns, type TodaySources } from './sources.ts';

export interface Tomorrow {
  /** How many visits. */
  count: number;
  /** The first of them; without a moment where no hour was promised for any. */
  first: { contactId: string; start: number; anyTime: boolean } | undefined;
}

/** What the next day holds: the visits of work that is not done. */
export function tomorrowOf(sources: TodaySources): Tomorrow | undefined {
  const { now, timeZone, viewer } = sources;
  if (viewer.right('work') === 'none') return undefined;
  const from = dayBounds(now, timeZone).end;
  const until = dayBounds(from, timeZone).end;
  const visits = visitsOf(sources)
    .filter(({ visit }) => visit.start < until && visit.end > from)
    .toSorted(
      (a, b) => Number(a.visit.anyTime ?? 0) - Number(b.visit.anyTime ?? 0) || a.visit.start - b.visit.start,
    );
  const first = visits[0];
  return {
    count: visits.length,
    first: first && {
      contactId: first.contactId,
      start: first.visit.start,
      anyTime: first.visit.anyTime === true,
    },
  };
}

/** The visit that comes next, or is under way. */
export function nextVisitOf(
  sources: TodaySources,
): { jobId: string; contactId: string; start: number; anyTime: boolean } | undefined {
  const [next] = visitsOf(sources)
    .filter(({ visit }) => visit.end > sources.now)
    .toSorted((a, b) => a.visit.start - b.visit.start);
  return next && { ...next, start: next.visit.start, anyTime: next.visit.anyTime === true };
}

function visitsOf(sources: TodaySources) {
  const { records } = sources;
  return Array.from(records.all('visits')).flatMap((record) => {
    const job = record.time.end < sources.now ? undefined : records.get('jobs', record.jobId);
    const visit = visitOf(record);
    return job !== undefined && isOpenJob(job) && concerns(visit, sources)
      ? [{ jobId: job.id, contactId: job.contactId, visit }]
      : [];
  });
}
