import { type CollectionName, collections } from '#shared/domain/collections.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { pointing, references } from '#shared/records/references.ts';

/**
 * A record and what is a part of it, as `collection/id`: what names it or another part and lies in the same compartment,
 * such as the visits of a job and the payments on an invoice. The jobs of a contact are something of their own.
 */
export function partsOf(records: RecordReader, key: string): Set<string> {
  const found = new Set([key]);
  for (const each of found) {
    const [collection, id] = each.split('/') as [CollectionName, string];
    if (!(collection in collections) || id === undefined) continue;
    const { compartment } = collections[collection];
    for (const reference of references) {
      const isPart = reference.target === collection && reference.collection !== collection;
      if (!isPart || collections[reference.collection].compartment !== compartment) continue;
      for (const part of pointing(records, reference, id)) found.add(`${reference.collection}/${part.id}`);
    }
  }
  return found;
}
