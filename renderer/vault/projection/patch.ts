import type { SetAside } from '#shared/records/judge.ts';
import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';

/** A slice of change for the stores. */
export interface Patch {
  collection: CollectionName;
  upsert: RecordOf<CollectionName>[];
  remove: string[];
  /** Of records in `upsert`: what does not fit and is left out of them, by id. */
  setAside?: Record<string, SetAside[]>;
}
