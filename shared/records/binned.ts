import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from './reader.ts';

/** Whether somebody may be written to: not who is in the bin. */
export function checkOutOfBin(records: RecordReader, contactId: string): Result<void> {
  if (records.get('contacts', contactId)?.binnedAt === undefined) return ok();
  return problem('contact.in-bin', 'This contact is in the bin. Nothing was sent.', 'Take it out first.');
}
