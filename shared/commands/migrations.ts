import type { CollectionName } from '#shared/domain/collections.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';

/**
 * One step from how earlier versions wrote records to how this one does. Two devices may take it at once, and a
 * device of an earlier version may write in the old way after it: so the result depends on the record alone, and
 * a record that has been through it needs nothing more. Numbers are never given twice.
 */
export interface Migration {
  number: number;
  collection: CollectionName;
  /** What to set, by path; `undefined` takes a field away. Nothing for a record that is as it should be. */
  changes(record: JsonObject): { path: string[]; value: Json | undefined }[];
}

/** All migrations, in the order of their numbers. There has been no need for one yet. */
export const migrations: readonly Migration[] = [];

export function latestMigration(all: readonly Migration[]): number {
  return Math.max(0, ...all.map(({ number }) => number));
}
