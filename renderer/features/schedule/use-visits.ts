import { useMemo, useState } from 'react';
import { isInBin } from '#shared/domain/bin.ts';
import type { Job } from '#shared/domain/job.ts';
import { isOpenJob } from '#shared/domain/job-states.ts';
import type { PlannedJob, VisitRecord } from '#shared/domain/visit.ts';
import { conflictsAmong, type VisitConflict } from '#shared/domain/visit-conflicts.ts';
import { plan, readJob } from '#shared/records/jobs.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { jobsAndParts, partsOfJobs } from '#renderer/state/jobs.ts';
import { useReader, useRecords, useTable } from '#renderer/state/records.ts';
import { useConflictRules } from '#renderer/state/visit-conflicts.ts';
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
const nobody: readonly string[] = [];
const noVisits: readonly VisitConflict[] = [];

/** The visits of all jobs that were not cancelled, in a time. `changes`: what is being stored, by the visits' ids. */
export function useVisits(range: Range, now: number, isTeam: boolean, changes = nothing): ScheduledVisit[] {
  const inRange = useJobsIn(range, changes);
  const table = useTable('visits');
  const contacts = useTable('contacts');
  const sites = useTable('sites');
  const rules = useConflictRules();
  const [unchanged] = useState(createUnchanged);
  return useMemo(() => {
    const conflicts =
      rules === undefined
        ? new Map<string, VisitConflict[]>()
        : conflictsAmong(
            inRange.map(({ job }) => job),
            rules,
            isTeam,
          );
    const shown = inRange.flatMap(({ job, ids }) =>
      ids.map((id): ScheduledVisit => {
        const { start, end, anyTime = false, staffIds = nobody } = job.visits[id]!;
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
    return unchanged(shown);
  }, [inRange, table, contacts, sites, rules, isTeam, now, unchanged]);
}

/** Gives visits that are as they were as the objects that they were: only what has changed is drawn anew. */
function createUnchanged(): (visits: ScheduledVisit[]) => ScheduledVisit[] {
  let last: ReadonlyMap<string, ScheduledVisit> = new Map();
  return (visits) => {
    const kept = visits.map((visit) => {
      const before = last.get(visit.id);
      return before !== undefined && isAlike(before, visit) ? before : visit;
    });
    last = new Map(kept.map((visit) => [visit.id, visit]));
    return kept;
  };
}

function isAlike(a: ScheduledVisit, b: ScheduledVisit): boolean {
  const keys = Object.keys(a) as (keyof ScheduledVisit)[];
  return keys.every((key) => a[key] === b[key] || JSON.stringify(a[key]) === JSON.stringify(b[key]));
}

/** The jobs with visits in a time, and which these are. Only what is in it is put together: there are many years. */
function useJobsIn({ start, end }: Range, changes: ReadonlyMap<string, Change>) {
  const records = useReader(jobsAndParts);
  return useMemo(() => {
    const ids = new Set<string>();
    for (const { id, jobId, time } of records.all('visits'))
      if (changes.has(id) || (time.start < end && start < time.end)) ids.add(jobId);
    return Array.from(ids, (id) => readJob(records, id))
      .filter((job) => job !== undefined && job.state !== 'cancelled')
      .map((job) => changed(job!, changes))
      .map((job) => ({ job, ids: idsIn(job, start, end) }))
      .filter(({ ids: inside }) => inside.length > 0);
  }, [records, changes, start, end]);
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
  const jobs = useRecords('jobs');
  const records = useReader(partsOfJobs);
  return useMemo(() => {
    const mayWait = whichMayWait(records);
    return jobs
      .filter(mayWait)
      .map((job) => plan(records, job))
      .filter(({ state }) => state === 'created')
      .toSorted((a, b) => a.createdAt - b.createdAt);
  }, [jobs, records]);
}

/** Asked first, because it costs little: what has visits and nothing happened at any is scheduled. */
function whichMayWait(records: RecordReader): (job: Job) => boolean {
  const withVisits = idsOfJobs(records.all('visits'));
  const withEvents = idsOfJobs(records.all('jobEvents'));
  return (job) => !isInBin(job) && (withEvents.has(job.id) || !withVisits.has(job.id));
}

function idsOfJobs(parts: Iterable<{ jobId: string }>): Set<string> {
  const ids = new Set<string>();
  for (const { jobId } of parts) ids.add(jobId);
  return ids;
}
