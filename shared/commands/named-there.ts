import type { CollectionName } from '#shared/domain/collections.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import type { ChangeSet } from '#shared/records/change-set.ts';
import { namedInVain } from '#shared/records/named.ts';
import type { RecordReader } from '#shared/records/reader.ts';

/**
 * Whether what the caller has named is there, wherever collections declare that their records name others: it becomes
 * a part of a record, which would lead nowhere. What a command copies from another record stands as it stood there.
 */
export function checkNamed(changed: ChangeSet, before: RecordReader, args: unknown): Result<void> {
  for (const { id, targets } of namedInVain(changed, before)) {
    const path = placeOf(args, id);
    if (path === undefined) continue;
    const message = `This ${words[targets[0]!] ?? 'record'} no longer exists.`;
    return err({
      code: 'command.named-missing',
      message: `${message} Nothing was changed.`,
      remedy: 'Choose another one.',
      fields: [{ path, message }],
    });
  }
  return ok();
}

/** Where an id stands in what a caller has given, be it as a key. */
function placeOf(value: unknown, id: string): string[] | undefined {
  if (value === id) return [];
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    if (key === id) return [key];
    const rest = placeOf(part, id);
    if (rest !== undefined) return [key, ...rest];
  }
  return undefined;
}

const words: Partial<Record<CollectionName, string>> = {
  contacts: 'contact',
  conversations: 'conversation',
  sites: 'site',
  enquiries: 'enquiry',
  jobs: 'job',
  visits: 'visit',
  plans: 'plan',
  documents: 'draft',
  issued: 'invoice',
  services: 'line of the price list',
  jobTypes: 'type of job',
  labels: 'label',
  customFields: 'field',
  members: 'member of the team',
  staff: 'member of staff',
};
