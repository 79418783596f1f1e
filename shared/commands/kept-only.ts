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
  const kept = new Map<string, boolean>();
  const isKept = (contactId: string): boolean => {
    const is = kept.get(contactId) ?? isKeptOnly(before, contactId);
    kept.set(contactId, is);
    return is;
  };
  for (const records of [before, after]) {
    const behind = createBehind(records);
    for (const { collection, id } of changes) {
      const contactId = behind(collection, id).find(isKept);
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

/** From a record upwards, by the fields that lead to a person (`handling.person`). Of each it is asked once. */
function createBehind(records: RecordReader): (name: CollectionName, id: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();

  function behind(name: CollectionName, id: string): readonly string[] {
    if (name === 'contacts') return [id];
    const key = `${name}/${id}`;
    const found = known.get(key) ?? look(name, id);
    known.set(key, found);
    return found;
  }

  function look(name: CollectionName, id: string): readonly string[] {
    const record = records.get(name, id);
    if (record === undefined) return [];
    // What became of a message has its id.
    if (name === 'messageStates') return behind('messages', id);
    return aboutOf(name, record).flatMap((about) => behind(about.collection, about.id));
  }

  return behind;
}
