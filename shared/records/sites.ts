import type { Address } from '#shared/domain/common.ts';
import type { Job } from '#shared/domain/job.ts';
import { holdsOn, type Relationship } from '#shared/domain/relationship.ts';
import { compareCodes } from '#shared/lib/compare.ts';
import type { RecordReader } from './reader.ts';

/** Where a job is done, as far as it is known. */
export function addressOfJob(
  records: Pick<RecordReader, 'get'>,
  job: Pick<Job, 'siteId'>,
): Address | undefined {
  return job.siteId === undefined ? undefined : records.get('sites', job.siteId)?.address;
}

/** Who lives at a site on a day, `2026-11-29`, who came last first: reminders of visits go to them. */
export function occupantsOf(records: RecordReader, siteId: string, day: string): Relationship[] {
  return inRole(records, siteId, day, ['livesAt', 'rents']);
}

/** Who pays for what is done at a site on a day, if somebody else than the customer was named. */
export function payerOf(records: RecordReader, siteId: string, day: string): string | undefined {
  const [payer] = inRole(records, siteId, day, ['paysFor']);
  return payer?.contactId;
}

function inRole(
  records: RecordReader,
  siteId: string,
  day: string,
  roles: readonly Relationship['role'][],
): Relationship[] {
  return records
    .by('relationships', 'siteId', siteId)
    .filter((each) => roles.includes(each.role) && holdsOn(each, day))
    .toSorted((a, b) => compareCodes(b.since ?? '', a.since ?? '') || compareCodes(a.id, b.id));
}
