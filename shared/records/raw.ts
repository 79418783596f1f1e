import type { CollectionName } from '#shared/domain/collections.ts';
import type { Json } from '#shared/lib/json.ts';
import { ChangeSet } from './change-set.ts';
import type { RecordWriter } from './writer.ts';

/**
 * Writes a value at any place of a record, whatever its type. For migrations, restores and what puts right a record
 * that does not fit, and kept there by a layer rule; what comes out is checked like everything else.
 */
export function writeRaw(
  writer: RecordWriter,
  collection: CollectionName,
  id: string,
  path: string[],
  value: Json | undefined,
): void {
  if (!(writer instanceof ChangeSet)) throw new Error('Only what a command collects can be written into');
  writer.write(collection, id, path, value);
}
