import { type CollectionName, collections } from '#shared/domain/collections.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import type { RecordReader } from './reader.ts';
import { references, targetIn } from './references.ts';

/** The fields that hold what people call a record, where it has one. */
const nameFields = ['name', 'title', 'number', 'fileName'];
/** A payment leads over its invoice and job to a customer. */
const furthest = 4;

/** What people call a record; `isOwn`: by its own name, and not by that of a record that it belongs to. */
export interface RecordName {
  name: string;
  isOwn: boolean;
}

/** Whether a word is a kind of record that this version knows. */
export function isCollection(word: string): word is CollectionName {
  return Object.hasOwn(collections, word);
}

/**
 * What a record is called: by itself, else by the first record that it refers to and that has a name. Nothing where
 * the reader has no such record, as where its compartment is closed to this device.
 */
export function recordName(
  records: Pick<RecordReader, 'get'>,
  collection: CollectionName,
  id: string,
): RecordName | undefined {
  for (const [far, each] of lineage(records, collection, id).entries()) {
    const record = records.get(each.collection, each.id) as JsonObject | undefined;
    const found = nameFields.map((field): Json | undefined => record?.[field]).find(isWord);
    if (found !== undefined) return { name: found, isOwn: far === 0 };
  }
  return undefined;
}

/** A record, and one after another those that it refers to and that are here: its visit, the job, the customer. */
export function lineage(
  records: Pick<RecordReader, 'get'>,
  collection: CollectionName,
  id: string,
): { collection: CollectionName; id: string }[] {
  const found = [{ collection, id }];
  for (const each of found) {
    if (found.length > furthest) break;
    const record = records.get(each.collection, each.id) as JsonObject | undefined;
    for (const reference of references.filter(({ collection: of }) => of === each.collection)) {
      const to = record && targetIn(reference, record);
      if (to !== undefined) found.push({ collection: reference.target, id: to });
    }
  }
  return found;
}

function isWord(value: Json | undefined): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
