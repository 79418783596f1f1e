import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import type { IndexedFieldOf } from './types.ts';

/** Reads records as they are now. The vault implements it over its books; tests over a plain map. */
export interface RecordReader {
  get<Name extends CollectionName>(collection: Name, id: string): RecordOf<Name> | undefined;
  all<Name extends CollectionName>(collection: Name): Iterable<RecordOf<Name>>;
  /** The records with this value in an indexed field. */
  by<Name extends CollectionName>(
    collection: Name,
    field: IndexedFieldOf<Name>,
    value: string,
  ): RecordOf<Name>[];
}

/** A reader over few records, which looks through all of them. */
export function scanning(records: Pick<RecordReader, 'get' | 'all'>): RecordReader {
  return {
    get: (collection, id) => records.get(collection, id),
    all: (collection) => records.all(collection),
    by: (collection, field, value) =>
      Array.from(records.all(collection)).filter((record) => record[field] === value),
  };
}
