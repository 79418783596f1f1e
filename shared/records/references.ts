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
  /** The field that says whether it is the target that they name, where it might be another. */
  kind?: string;
}

/** Every reference that the collections declare. */
export const references: readonly Reference[] = Object.entries(collections).flatMap(
  ([collection, { references: declared = {} }]: [string, Collection]) =>
    Object.entries(declared).flatMap(([field, to]) => {
      const of = { collection: collection as CollectionName, field };
      return typeof to === 'string'
        ? { ...of, target: to as CollectionName }
        : to.of.map((target) => ({ ...of, target: target as CollectionName, kind: to.kind }));
    }),
);

/** What a record names by a reference of its collection. */
export function targetIn({ field, target, kind }: Reference, record: object): string | undefined {
  const { [field]: id, [kind ?? '']: of } = record as { [field: string]: unknown };
  return typeof id === 'string' && (kind === undefined || of === target) ? id : undefined;
}

/** The records that name a record by one reference. */
export function pointing(
  records: RecordReader,
  reference: Reference,
  id: string,
): RecordOf<CollectionName>[] {
  const { collection, field } = reference;
  // That a declared reference has an index is tested: its type is lost in the table.
  const found = records.by(collection, field as IndexedFieldOf<typeof collection>, id);
  return found.filter((record) => targetIn(reference, record) === id);
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
