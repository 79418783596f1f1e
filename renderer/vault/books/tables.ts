import type * as Y from 'yjs';
import { type MessageField, MessageIndex } from '#shared/commands/message-index.ts';
import type { Change } from '#shared/commands/records.ts';
import {
  type Collection,
  type CollectionName,
  collections,
  compartmentOf,
  type RecordOf,
} from '#shared/domain/collections.ts';
import { isPlainJson, type Json, type JsonObject } from '#shared/lib/json.ts';
import { RecordList } from '#shared/sync/record-list.ts';
import { RecordMap } from '#shared/sync/record-map.ts';

type Accepts = (record: JsonObject) => boolean;

export type RecordListener = (collection: CollectionName, ids: Set<string>) => void;

/** The records of a book's inner document, by collection. */
export interface Tables {
  records(collection: CollectionName): ReadonlyMap<string, JsonObject>;
  /** The book's messages with this value in a field. */
  messagesBy(field: MessageField, value: string): RecordOf<'messages'>[];
  /** Writes changes; the caller holds the transaction. */
  write(changes: Change[]): void;
  /** Entries that are no records of their collection. They stay in the book. */
  refused(): number;
}

const empty: ReadonlyMap<string, JsonObject> = new Map();

/**
 * Reads what the document holds now, and calls `onChange` after each later transaction, whoever made it.
 * `isChecked`: what it holds now is known to be records of their collections. What comes later is checked.
 */
export function createTables(
  inner: Y.Doc,
  book: string,
  onChange: RecordListener,
  isChecked = false,
): Tables {
  let isReading = true;
  const check = (name: CollectionName): Accepts => {
    const accepts = acceptsIn(name);
    return (record) => (isChecked && isReading) || accepts(record);
  };
  const maps = new Map<CollectionName, RecordMap>();
  const lists = new Map<CollectionName, RecordList>();
  /** Made when it is first asked for. */
  let messages: MessageIndex | undefined;
  const changed: RecordListener = (name, ids) => {
    if (name === 'messages' && messages !== undefined)
      for (const id of ids) messages.add(maps.get(name)!.records.get(id) ?? {});
    onChange(name, ids);
  };
  for (const [name, collection] of collectionsIn(book)) {
    if (collection.immutable) lists.set(name, listOf(inner, name, check(name), changed));
    else maps.set(name, mapOf(inner, name, check(name), changed));
  }
  isReading = false;

  return {
    records: (collection) => (maps.get(collection) ?? lists.get(collection))?.records ?? empty,
    messagesBy(field, value) {
      const records = maps.get('messages')?.records ?? empty;
      if (messages === undefined) {
        messages = new MessageIndex();
        for (const record of records.values()) messages.add(record);
      }
      const found = Array.from(messages.ids(field, value), (id) => records.get(id));
      return found.filter((record) => record?.[field] === value) as RecordOf<'messages'>[];
    },
    write(changes) {
      for (const { collection, id, path, after } of changes) {
        const list = lists.get(collection);
        if (list === undefined) maps.get(collection)!.write(id, path, after);
        else if (path.length === 0 && after !== undefined) list.append(after as JsonObject);
        else throw new Error(`Records of ${collection} are never changed`);
      }
    },
    refused: () => [...maps.values(), ...lists.values()].reduce((sum, table) => sum + table.refused, 0),
  };
}

/** What comes from another device is looked at before it counts: the rest of Plumbline may trust a record's shape. */
function acceptsIn(name: CollectionName): Accepts {
  const collection: Collection = collections[name];
  return (record) =>
    isPlainJson(record) &&
    collection.schema.safeParse(record).success &&
    (collection.verify?.(record as { id: string }) ?? true);
}

function collectionsIn(book: string): [CollectionName, Collection][] {
  const all = Object.entries(collections) as [CollectionName, Collection][];
  return all.filter(
    ([, { compartment, book: cut }]) =>
      compartment === compartmentOf(book) && (cut === 'one') === !book.includes('-'),
  );
}

function mapOf(inner: Y.Doc, name: CollectionName, accepts: Accepts, onChange: RecordListener): RecordMap {
  const map = inner.getMap<Json | undefined>(name);
  const records = new RecordMap(map, accepts);
  map.observe((event) => onChange(name, records.refresh(event.keysChanged as Set<string>)));
  return records;
}

function listOf(inner: Y.Doc, name: CollectionName, accepts: Accepts, onChange: RecordListener): RecordList {
  const array = inner.getArray<Json>(name);
  const records = new RecordList(array, accepts);
  array.observe((event) => {
    const [first, second, ...more] = event.changes.delta;
    const inserted = second?.insert ?? first?.insert;
    const appended =
      more.length === 0 && Array.isArray(inserted) && isAtEnd(event.changes.delta, array.length);
    onChange(name, appended ? records.takeAppended(inserted as Json[]) : records.refresh());
  });
  return records;
}

/** Whether the one insertion of a delta is the array's end, so that nothing before it moved. */
function isAtEnd(delta: { retain?: number; insert?: unknown; delete?: number }[], length: number): boolean {
  const kept = delta[0]?.retain ?? 0;
  const inserted = delta.find((part) => Array.isArray(part.insert))?.insert as unknown[] | undefined;
  return !delta.some((part) => part.delete !== undefined) && kept + (inserted?.length ?? 0) === length;
}
