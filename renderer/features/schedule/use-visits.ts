import { useMemo } from 'react';
import { isOpenJob } from '#shared/domain/job-states.ts';
import type { PlannedJob, VisitRecord } from '#shared/domain/visit.ts';
import { conflictsAmong, type VisitConflict } from '#shared/domain/visit-conflicts.ts';
import { useJobs } from '#renderer/state/jobs.ts';
import { useRecord, useTable } from '#renderer/state/records.ts';
import { markOf, type VisitMark } from './layout/marks.ts';

/** A visit with what the schedule shows of it. */
export interface ScheduledVisit {
  id: string;
  job: PlannedJob;
  start: number;
  end: number;
  anyTime: boolean;
  staffIds: readonly string[];
  window: VisitRecord['window'];
  customer: string | undefined;
  town: string | undefined;
  mark: VisitMark | undefined;
  /** Work on it is ahead: it can be moved. */
  isOpen: boolean;
  conflicts: readonly VisitConflict[];
}

/** When a visit takes place and who goes there, where that differs from its record until it is stored. */
export type Change = Partial<Pick<ScheduledVisit, 'start' | 'end' | 'anyTime' | 'staffIds'>>;

interface Range {
  start: number;
  end: number;
}

const nothing: ReadonlyMap<string, Change> = new Map();
const noVisits: readonly VisitConflict[] = [];

/** The visits of all jobs that were not cancelled, in a time. `changes`: what is being stored, by the visits' ids. */
export function useVisits(range: Range, now: number, isTeam: boolean, changes = nothing): ScheduledVisit[] {
  const inRange = useJobsIn(range, changes);
  const table = useTable('visits');
  const contacts = useTable('contacts');
  const sites = useTable('sites');
  const business = useRecord('business', 'business');
  return useMemo(() => {
    const conflicts =
      business === undefined
        ? new Map<string, VisitConflict[]>()
        : conflictsAmong(
            inRange.map(({ job }) => job),
            business,
            isTeam,
          );
    return inRange.flatMap(({ job, ids }) =>
      ids.map((id): ScheduledVisit => {
        const { start, end, anyTime = false, staffIds = [] } = job.visits[id]!;
        return {
          id,
          job,
          start,
          end,
          anyTime,
          staffIds,
          window: table.get(id)?.window,
          customer: contacts.get(job.contactId)?.name,
          town: sites.get(job.siteId ?? '')?.address?.city,
          mark: markOf(job, id, now),
          isOpen: isOpenJob(job),
          conflicts: conflicts.get(id) ?? noVisits,
        };
      }),
    );
  }, [inRange, table, contacts, sites, business, isTeam, now]);
}

/** The jobs with visits in a time, and which these are. */
function useJobsIn({ start, end }: Range, changes: ReadonlyMap<string, Change>) {
  const jobs = useJobs();
  return useMemo(
    () =>
      jobs
        .filter(({ state }) => state !== 'cancelled')
        .map((job) => changed(job, changes))
        .map((job) => ({ job, ids: idsIn(job, start, end) }))
        .filter(({ ids }) => ids.length > 0),
    [jobs, changes, start, end],
  );
}

function idsIn(job: PlannedJob, start: number, end: number): string[] {
  return Object.entries(job.visits).flatMap(([id, visit]) =>
    visit.start < end && start < visit.end ? [id] : [],
  );
}

function changed(job: PlannedJob, changes: ReadonlyMap<string, Change>): PlannedJob {
  const own = Object.keys(job.visits).filter((id) => changes.has(id));
  if (own.length === 0) return job;
  const visits = own.map((id) => [id, withChange(job.visits[id]!, changes.get(id)!)]);
  return { ...job, visits: { ...job.visits, ...Object.fromEntries(visits) } };
}

function withChange(visit: PlannedJob['visits'][string], { anyTime, ...change }: Change) {
  return { ...visit, ...change, ...(anyTime !== undefined && { anyTime: anyTime || undefined }) };
}

/** The jobs that wait for a visit, the oldest first. */
export function useUnscheduled(): PlannedJob[] {
  const jobs = useJobs();
  return useMemo(
    () => jobs.filter(({ state }) => state === 'created').toSorted((a, b) => a.createdAt - b.createdAt),
    [jobs],
  );
}
