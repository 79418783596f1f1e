import { isOpenJob } from '#shared/domain/job-states.ts';
import { dayBounds } from '#shared/domain/local-time.ts';
import type { Visit } from '#shared/domain/visit.ts';
import { readJob } from '#shared/records/jobs.ts';
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
  const visits = visitsBetween(from, until, sources).toSorted(
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
  const next = visitsBetween(sources.now, Number.POSITIVE_INFINITY, sources).reduce<PlannedVisit | undefined>(
    (soonest, each) => (soonest === undefined || each.visit.start < soonest.visit.start ? each : soonest),
    undefined,
  );
  return next && { ...next, start: next.visit.start, anyTime: next.visit.anyTime === true };
}

interface PlannedVisit {
  jobId: string;
  contactId: string;
  visit: Visit;
}

/** Of work that is not done, what lies between two moments and has to do with this member. */
function visitsBetween(from: number, until: number, sources: TodaySources): PlannedVisit[] {
  const { records } = sources;
  const visits: PlannedVisit[] = [];
  for (const record of records.all('visits')) {
    if (record.time.end <= from || record.time.start >= until) continue;
    const job = readJob(records, record.jobId);
    const visit = job?.visits[record.id];
    if (job === undefined || visit === undefined || !isOpenJob(job)) continue;
    if (concerns(visit, sources)) visits.push({ jobId: job.id, contactId: job.contactId, visit });
  }
  return visits;
}
