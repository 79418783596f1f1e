import type { CollectionName } from '#shared/domain/collections.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { isCollection, lineage, recordName } from '#shared/records/record-name.ts';
import { hasRoom, type RecordPlace } from '#renderer/state/open-record.ts';

/** How many of a line's records are looked at: an import names thousands. */
const lookedAt = 20;

/** What a line is about. */
export interface Subject {
  collection: string;
  /** Not where this member may not know it, or where it is gone. */
  name: string | undefined;
  /** Where it can be looked at. */
  place: RecordPlace | undefined;
  /** How many other things it is about. */
  others: number;
}

/** Of the records that a line names, the one that people would call it by. */
export function subjectOf(records: Pick<RecordReader, 'get'>, keys: readonly string[]): Subject | undefined {
  const looked = keys.slice(0, lookedAt).map((key) => candidateOf(records, key));
  const best = looked.toSorted((a, b) => b.rank - a.rank)[0];
  if (best === undefined) return undefined;
  const things = new Set(
    looked.filter(({ collection }) => collection === best.collection).map(({ id }) => id),
  );
  const others = keys.length > lookedAt ? keys.length - 1 : things.size - 1;
  return { collection: best.collection, name: best.name, place: best.place, others };
}

/** `collection/id` as its parts. */
export function placeOf(key: string): RecordPlace {
  const end = key.indexOf('/');
  return { collection: key.slice(0, end), id: key.slice(end + 1) };
}

function candidateOf(records: Pick<RecordReader, 'get'>, key: string) {
  const { collection, id } = placeOf(key);
  if (!isCollection(collection)) return { collection, id, name: undefined, place: undefined, rank: 0 };
  const found = recordName(records, collection, id);
  const place = roomOf(records, collection, id);
  // Its own name first, and before what can only be named, what can be opened.
  const rank = (found === undefined ? 0 : found.isOwn ? 4 : 2) + (place === undefined ? 0 : 1);
  return { collection, id, name: found?.name, place, rank };
}

/** The record itself, or the one to which it belongs, that a room shows. */
function roomOf(
  records: Pick<RecordReader, 'get'>,
  collection: CollectionName,
  id: string,
): RecordPlace | undefined {
  return lineage(records, collection, id).find(
    (each) => hasRoom(each.collection) && records.get(each.collection, each.id) !== undefined,
  );
}
