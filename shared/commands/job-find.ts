import { isOpenJob } from '#shared/domain/job-states.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { readJob } from '#shared/records/jobs.ts';
import type { RecordReader } from '#shared/records/reader.ts';

/** A job with its visits. */
export function findJob(records: RecordReader, id: string): Result<PlannedJob> {
  const job = readJob(records, id);
  return job === undefined ? problem('job.missing', 'This job no longer exists.') : ok(job);
}

/** A job on which there is work to do. */
export function findOpenJob(records: RecordReader, id: string): Result<PlannedJob> {
  const found = findJob(records, id);
  if (!found.ok || isOpenJob(found.value)) return found;
  if (found.value.state === 'cancelled') return jobCancelled();
  return problem('job.done', 'The work on this job is done.', 'Reopen the job first.');
}

/** Prices may change until they are on an issued invoice. */
export function findBillable(records: RecordReader, id: string): Result<PlannedJob> {
  const found = findJob(records, id);
  if (!found.ok || isOpenJob(found.value) || found.value.state === 'completed') return found;
  if (found.value.state === 'cancelled') return jobCancelled();
  return problem(
    'job.invoiced',
    'This job has been invoiced: its prices are on the invoice and stay as they are.',
  );
}

export function jobCancelled(): Result<never> {
  return problem('job.cancelled', 'This job was cancelled.', 'Make a new job instead.');
}
