import type { CollectionName } from '#shared/domain/collections.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { Change } from '#shared/records/change.ts';
import { isKeptOnly } from '#shared/records/right-to-send.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { aboutOf } from '#shared/rights/person-records.ts';

/**
 * Whether none of these changes concerns somebody whose data may only be kept. `before` and `after`: the records
 * without and with the changes; what is taken away belonged to somebody, too.
 */
export function checkNotKeptOnly(
  changes: Iterable<Pick<Change, 'collection' | 'id'>>,
  before: RecordReader,
  after: RecordReader,
): Result<void> {
  const looked = new Set<string>();
  for (const { collection, id } of changes) {
    const key = `${collection}/${id}`;
    if (looked.has(key)) continue;
    looked.add(key);
    for (const records of [before, after]) {
      const contactId = contactsBehind(records, collection, id).find((each) => isKeptOnly(before, each));
      if (contactId !== undefined) return err(refused(before.get('contacts', contactId)));
    }
  }
  return ok();
}

function refused(contact: Contact | undefined) {
  return {
    code: 'contact.restricted',
    message: `What is held about ${contact?.name ?? 'this contact'} may only be kept for now. Nothing was changed.`,
    remedy: 'Lift the restriction at the contact, under Privacy, once they have been told.',
  };
}

/** From a record upwards, by the fields that lead to a person (`handling.person`). */
function contactsBehind(records: RecordReader, name: CollectionName, id: string): string[] {
  if (name === 'contacts') return [id];
  const record = records.get(name, id);
  if (record === undefined) return [];
  // What became of a message has its id.
  if (name === 'messageStates') return contactsBehind(records, 'messages', id);
  return aboutOf(name, record).flatMap((about) => contactsBehind(records, about.collection, about.id));
}
