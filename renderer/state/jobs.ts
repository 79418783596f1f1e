import { useMemo } from 'react';
import { isInBin } from '#shared/domain/bin.ts';
import { standingEvents } from '#shared/domain/job-event.ts';
import type { JobEvent } from '#shared/domain/job-event.ts';
import type { Job } from '#shared/domain/job.ts';
import type { JobType } from '#shared/domain/job-type.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import type { Service } from '#shared/domain/business.ts';
import { plan } from '#shared/records/jobs.ts';
import { useReader, useRecord, useRecords, useRecordsBy } from './records.ts';

/** What a job is put together from, beside its own record. */
export const partsOfJobs = ['visits', 'jobEvents', 'issued'] as const;
export const jobsAndParts = ['jobs', ...partsOfJobs] as const;

/** All jobs with their visits but those in the bin, in no particular order. */
export function useJobs(): PlannedJob[] {
  const jobs = useRecords('jobs');
  const records = useReader(partsOfJobs);
  return useMemo(() => jobs.filter((job) => !isInBin(job)).map((job) => plan(records, job)), [jobs, records]);
}

/** A job with its visits. */
export function useJob(id: string): PlannedJob | undefined {
  const job = useRecord('jobs', id);
  const records = useReader(partsOfJobs);
  return useMemo(() => job && plan(records, job), [job, records]);
}

/** What happened on a job and counts, in its order. */
export function useJobEvents({ id }: Pick<Job, 'id'>): JobEvent[] {
  const events = useRecordsBy('jobEvents', 'jobId', id);
  return useMemo(() => standingEvents(events), [events]);
}

/** How long a visit of a job takes, in minutes: as its type says, or its services together; an hour where nobody said. */
export function usualMinutes(
  { items = {}, typeId = '' }: Pick<PlannedJob, 'items' | 'typeId'>,
  services: { get(id: string): Service | undefined },
  types: { get(id: string): JobType | undefined },
): number {
  const ofType = types.get(typeId)?.minutes;
  if (ofType !== undefined) return ofType;
  const known = Object.values(items).map(
    ({ serviceId }) => services.get(serviceId ?? '')?.durationMinutes ?? 0,
  );
  return known.reduce((total, minutes) => total + minutes, 0) || 60;
}
