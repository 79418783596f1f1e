import { isJsonObject, type Json } from '#shared/lib/json.ts';
import { valueAt } from './change.ts';
import type { ChangeableName, EntryOf, MapFieldOf } from './types.ts';
import type { RecordWriter } from './writer.ts';

/**
 * Makes these the entries of a field, one by one: each that differs is written and each that is left out removed, so
 * that what another device does to the others at the same time stays.
 */
export function replaceEntries<Name extends ChangeableName, Field extends MapFieldOf<Name>>(
  writer: RecordWriter,
  collection: Name,
  id: string,
  field: Field,
  entries: { [key: string]: EntryOf<Name, Field> },
): void {
  const before = valueAt(writer.get(collection, id) as Json | undefined, [field]);
  const gone = Object.keys(isJsonObject(before) ? before : {}).filter((key) => !Object.hasOwn(entries, key));
  for (const key of gone) writer.removeEntry(collection, id, field, key);
  for (const [key, entry] of Object.entries(entries)) writer.putEntry(collection, id, field, key, entry);
}
