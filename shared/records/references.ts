import {
  type Collection,
  type CollectionName,
  collections,
  type RecordOf,
} from '#shared/domain/collections.ts';
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
