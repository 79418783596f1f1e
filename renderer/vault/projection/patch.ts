import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';

/** A slice of change for the stores. */
export interface Patch {
  collection: CollectionName;
  upsert: RecordOf<CollectionName>[];
  remove: string[];
}
