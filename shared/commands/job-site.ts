import type { Address } from '#shared/domain/common.ts';
import type { Job } from '#shared/domain/job.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import type { CommandContext } from './command.ts';
import { siteAt, usualSite } from './site.ts';

/** The site of a new job: at the address that was written down for it, or else where work for this customer is usual. */
export function siteForJob(
  draft: RecordWriter,
  contactId: string,
  address: Address | undefined,
  context: CommandContext,
): string | undefined {
  return address === undefined
    ? usualSite(draft, contactId, context)
    : siteAt(draft, contactId, address, context);
}

/** A site that only this job has is put right; where others have it too, this one goes to another. */
export function changeAddress(
  draft: RecordWriter,
  job: Job,
  address: Address,
  context: CommandContext,
): void {
  const site = job.siteId === undefined ? undefined : draft.get('sites', job.siteId);
  const isOwn = site !== undefined && site.contactId === job.contactId;
  if (isOwn && draft.by('jobs', 'siteId', site.id).length <= 1) draft.patch('sites', site.id, { address });
  else draft.patch('jobs', job.id, { siteId: siteAt(draft, job.contactId, address, context) });
}

/**
 * Where a customer has no address but that of this job, the job's is theirs: invoices need one. The entry has the
 * job's id, so that it follows the job as long as it is the only one.
 */
export function shareAddress(
  draft: RecordWriter,
  contactId: string,
  jobId: string,
  address: Address | undefined,
): void {
  const known = draft.get('contacts', contactId)?.addresses ?? {};
  if (address !== undefined && Object.keys(known).every((key) => key === jobId))
    draft.putEntry('contacts', contactId, 'addresses', jobId, address);
}
