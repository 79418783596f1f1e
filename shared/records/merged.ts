import type { Contact } from '#shared/domain/contact.ts';
import type { RecordReader } from './reader.ts';

/**
 * All contacts that are one person, the given one first: what was issued to them stays under the name it was issued
 * to. Who was merged into whom does not matter, not even where two devices did it both ways at once.
 */
export function contactsOf(records: Pick<RecordReader, 'get'>, contactId: string): string[] {
  const same = new Set([contactId]);
  // A set gives what is added while it is walked.
  for (const id of same) {
    const { mergedInto, sameAs = {} } = records.get('contacts', id) ?? {};
    if (mergedInto !== undefined) same.add(mergedInto);
    for (const [key, other] of Object.entries(sameAs)) same.add(other === true ? key : other);
  }
  return [...same];
}

/** The records of all of them; of a merged contact that is gone there is none. */
export function personOf(records: Pick<RecordReader, 'get'>, contactId: string): Contact[] {
  return contactsOf(records, contactId).flatMap((id) => records.get('contacts', id) ?? []);
}
