import { type PlannedJob, planned } from '#shared/domain/visit.ts';
import type { RecordReader } from './reader.ts';
import type { IndexedFieldOf } from './types.ts';

/** A job with its visits. */
export function readJob(records: RecordReader, id: string): PlannedJob | undefined {
  const job = records.get('jobs', id);
  return job && planned(job, records.by('visits', 'jobId', id));
}

/** The jobs with this value in an indexed field, with their visits. */
export function jobsBy(records: RecordReader, field: IndexedFieldOf<'jobs'>, value: string): PlannedJob[] {
  return records.by('jobs', field, value).map((job) => planned(job, records.by('visits', 'jobId', job.id)));
}

/** All jobs with their visits. */
export function allJobs(records: RecordReader): PlannedJob[] {
  return Array.from(records.all('jobs'), (job) => planned(job, records.by('visits', 'jobId', job.id)));
}

/** The jobs with a visit that takes place between two moments, with all their visits. */
export function jobsBetween(records: RecordReader, start: number, end: number): PlannedJob[] {
  const ids = new Set<string>();
  for (const { jobId, time } of records.all('visits'))
    if (time.start < end && start < time.end) ids.add(jobId);
  return Array.from(ids, (id) => readJob(records, id)).filter((job) => job !== undefined);
}
