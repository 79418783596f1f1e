import { useMemo } from 'react';
import { type PlannedJob, planned } from '#shared/domain/visit.ts';
import type { Service } from '#shared/domain/business.ts';
import { useRecord, useRecords, useRecordsBy, useTable } from './records.ts';

/** All jobs with their visits, in no particular order. */
export function useJobs(): PlannedJob[] {
  const jobs = useRecords('jobs');
  const visits = useTable('visits');
  return useMemo(() => jobs.map((job) => planned(job, visits.by('jobId', job.id))), [jobs, visits]);
}

/** A job with its visits. */
export function useJob(id: string): PlannedJob | undefined {
  const job = useRecord('jobs', id);
  const visits = useRecordsBy('visits', 'jobId', id);
  return useMemo(() => job && planned(job, visits), [job, visits]);
}

/** How long the services of a job take together, in minutes; an hour where nobody said. */
export function usualMinutes(
  { items = {} }: Pick<PlannedJob, 'items'>,
  services: { get(id: string): Service | undefined },
): number {
  const known = Object.values(items).map(
    ({ serviceId }) => services.get(serviceId ?? '')?.durationMinutes ?? 0,
  );
  return known.reduce((total, minutes) => total + minutes, 0) || 60;
}
