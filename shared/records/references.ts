import {
  type Collection,
  type CollectionName,
  collections,
  type RecordOf,
} from '#shared/domain/collections.ts';
import type { Side } from '#shared/domain/finding.ts';
import type { RecordReader } from './reader.ts';
import type { IndexedFieldOf } from './types.ts';

/** That records of a collection name a record of another in an indexed field. */
export interface Reference {
  collection: CollectionName;
  field: string;
  target: CollectionName;
}

/** Every reference that the collections declare. */
export const references: readonly Reference[] = Object.entries(collections).flatMap(
  ([collection, { references: declared = {} }]: [string, Collection]) =>
    Object.entries(declared).map(([field, target]) => {
      return { collection: collection as CollectionName, field, target: target as CollectionName };
    }),
);

/** The records that name a record by one reference. */
export function pointing(
  records: RecordReader,
  { collection, field }: Reference,
  id: string,
): RecordOf<CollectionName>[] {
  // That a declared reference has an index is tested: its type is lost in the table.
  return records.by(collection, field as IndexedFieldOf<typeof collection>, id);
}

/** What names a record by these references. */
export function namedBy(records: RecordReader, by: readonly Reference[], id: string): Side[] {
  return by.flatMap((reference) =>
    pointing(records, reference, id).map((record): Side => {
      return { collection: reference.collection, id: record.id };
    }),
  );
}

/** What somebody has hung on a record. It keeps the record. */
export function hangingOn(records: RecordReader, collection: CollectionName, id: string): Side[] {
  const by = references.filter(({ target }) => target === collection);
  return namedBy(records, by, id);
}
