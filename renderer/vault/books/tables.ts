import type * as Y from 'yjs';
import {
  type Collection,
  type CollectionName,
  collections,
  compartmentOf,
  erasureCollections,
} from '#shared/domain/collections.ts';
import { equalJson, type Json, type JsonObject } from '#shared/lib/json.ts';
import { type Change, mayWrite } from '#shared/records/change.ts';
import { FieldIndex } from '#shared/records/field-index.ts';
import type { Judge, SetAside } from '#shared/records/judge.ts';
import { judgeOf } from '#shared/records/judges.ts';
import { RecordList } from '#shared/records/record-list.ts';
import { RecordMap } from '#shared/records/record-map.ts';
import { createCleared } from './cleared.ts';

export type RecordListener = (collection: CollectionName, ids: Set<string>) => void;

/** The records of a book's inner document, by collection. */
export interface Tables {
  records(collection: CollectionName): ReadonlyMap<string, JsonObject>;
  /** The records with this value in an indexed field. */
  by(collection: CollectionName, field: string, value: string): JsonObject[];
  /** What of a record does not fit and is left out of it. */
  setAside(collection: CollectionName, id: string): SetAside[];
  /** Writes changes; the caller holds the transaction. */
  write(changes: Change[]): void;
  /** Whether an owner has erased the record of this id. */
  isErased(collection: CollectionName, id: string): boolean;
  /** Counts what says that something was erased here. */
  erasures(): number;
  /** Whether any record of this id was erased here, of whatever kind. */
  isErasedHere(id: string): boolean;
  /** Whether something is in the book that an owner has erased: somebody has put it in once more. */
  holdsErased(): boolean;
  /** Takes that out; the caller holds the transaction. */
  takeOutErased(): void;
  /** How many entries do not fit: no records, or shown without a part. They stay in the book. */
  unfit(): number;
}

interface TablesOptions {
  /** What it holds now is known to be records of their collections. What comes later is checked. */
  isChecked?: boolean;
  /** See `Keyring`. */
  pseudonym?(text: string): string | undefined;
}

const empty: ReadonlyMap<string, JsonObject> = new Map();

/**
 * Reads what the document holds now, and calls `onChange` after each later transaction, whoever made it.
 */
export function createTables(
  inner: Y.Doc,
  book: string,
  onChange: RecordListener,
  { isChecked = false, pseudonym = () => undefined }: TablesOptions = {},
): Tables {
  let isReading = true;
  const checking = (name: CollectionName): Judge => {
    const judge = judgeOf(name);
    return { ...judge, misfits: (record) => (isChecked && isReading ? [] : judge.misfits(record)) };
  };
  const maps = new Map<CollectionName, RecordMap>();
  const lists = new Map<CollectionName, RecordList>();
  /** Each made when it is first asked for. */
  const indexes = new Map<CollectionName, FieldIndex>();
  const recordsOf = (name: CollectionName) => (maps.get(name) ?? lists.get(name))?.records ?? empty;
  const changed: RecordListener = (name, ids) => {
    const index = indexes.get(name);
    if (index !== undefined) for (const id of ids) index.add(recordsOf(name).get(id) ?? {});
    onChange(name, ids);
  };
  const indexOf = (name: CollectionName): FieldIndex => {
    const known = indexes.get(name);
    if (known !== undefined) return known;
    const { indexes: fields = [] }: Collection = collections[name];
    const index = new FieldIndex(fields);
    for (const record of recordsOf(name).values()) index.add(record);
    indexes.set(name, index);
    return index;
  };
  const erased = (name: CollectionName, erasures = ''): ReadonlySet<string> => {
    const list = lists.get(erasures as CollectionName);
    // One that is not whole may name something else than its author meant.
    const named = [...(list?.records.values() ?? [])].filter(({ id }) => !list!.setAside.has(id as string));
    return new Set(
      named.flatMap(({ collection, recordId }) => (collection === name ? (recordId as string) : [])),
    );
  };
  /** By collection, the ids of what an owner has erased. */
  const gone = new Map<CollectionName, ReadonlySet<string>>();
  const cleared = createCleared({ book, pseudonym, records: (name) => lists.get(name)?.records ?? empty });
  const heedErasures = (): void => {
    cleared.lookAgain();
    if (!isReading) for (const [name, map] of maps) changed(name, map.recheck());
    for (const [name, { erasures }] of collectionsIn(book)) {
      if (erasures === undefined) continue;
      gone.set(name, erased(name, erasures));
      // What it names may be there still.
      if (!isReading) changed(name, lists.get(name)!.refresh());
    }
  };
  const isCleared = (name: CollectionName) => (id: string) => cleared.has(name, id);
  const added = ([name, collection]: [CollectionName, Collection]): void => {
    const isErasures = erasureCollections.has(name);
    const tell: RecordListener = (of, ids) => {
      changed(of, ids);
      if (isErasures && ids.size > 0) heedErasures();
    };
    const isGone = (id: string): boolean => gone.get(name)?.has(id) === true;
    if (collection.immutable === true) lists.set(name, listOf(inner, name, checking(name), tell, isGone));
    else maps.set(name, mapOf(inner, name, checking(name), { onChange: changed, isErased: isCleared(name) }));
  };
  const erase = ({ collection, recordId }: JsonObject): void => {
    if (recordId === undefined) return;
    const name = collection as CollectionName;
    gone.set(name, new Set([...(gone.get(name) ?? []), recordId as string]));
    lists.get(name)!.takeOutErased();
  };
  const isErased = (name: CollectionName, id: string): boolean =>
    gone.get(name)?.has(id) === true || cleared.has(name, id);
  const all = Map.groupBy(collectionsIn(book), ([name]) => erasureCollections.has(name));
  all.get(true)?.forEach(added);
  heedErasures();
  all.get(false)?.forEach(added);
  isReading = false;

  return {
    records: recordsOf,
    by(collection, field, value) {
      const found = Array.from(indexOf(collection).ids(field, value), (id) => recordsOf(collection).get(id));
      return found.filter((record) => record?.[field] === value) as JsonObject[];
    },
    setAside: (collection, id) => (maps.get(collection) ?? lists.get(collection))?.setAside.get(id) ?? [],
    write(changes) {
      for (const { collection, id, path, after } of changes) {
        if (!mayWrite(collections[collection], path, after))
          throw new Error(`Records of ${collection} are never changed`);
        const list = lists.get(collection);
        if (list === undefined) maps.get(collection)!.write(id, path, after);
        // Without one it was erased: what says so comes along.
        else if (after !== undefined) list.append(after as JsonObject);
      }
      const erasing = changes.filter(({ collection }) => erasureCollections.has(collection));
      for (const { after } of erasing) erase(after as JsonObject);
    },
    isErased,
    erasures: () => erasureLists(book).reduce((sum, name) => sum + recordsOf(name as CollectionName).size, 0),
    isErasedHere: (id) => collectionsIn(book).some(([name]) => isErased(name, id)),
    holdsErased: () =>
      [...gone].some(([name, ids]) => ids.size > 0 && lists.get(name)!.holdsErased()) ||
      (cleared.isAny() && [...maps.values()].some((map) => map.holdsErased())),
    takeOutErased() {
      if (cleared.isAny()) for (const map of maps.values()) map.takeOutErased();
      for (const [name, ids] of gone) if (ids.size > 0) lists.get(name)!.takeOutErased();
    },
    unfit: () =>
      [...maps.values(), ...lists.values()].reduce(
        (sum, { refused, setAside }) => sum + refused + setAside.size,
        0,
      ),
  };
}

/** By collection, the records of a book that are others in the one than in the other. */
export function differences(one: Tables, other: Tables, book: string): [CollectionName, Set<string>][] {
  return collectionsIn(book).map(([name]) => {
    const [before, now] = [one.records(name), other.records(name)];
    const ids = [...new Set([...before.keys(), ...now.keys()])];
    return [name, new Set(ids.filter((id) => !equalJson(before.get(id), now.get(id))))];
  });
}

/** The collections of a book whose lists are only ever appended to. */
export function fixedLists(book: string): ReadonlySet<string> {
  return new Set(
    collectionsIn(book)
      .filter(([, { immutable = false }]) => immutable)
      .map(([name]) => name),
  );
}

/** The lists of a book that say what an owner has erased. */
export function erasureLists(book: string): string[] {
  return collectionsIn(book).flatMap(([name]) => (erasureCollections.has(name) ? [name] : []));
}

/** By what decides which they are: a compartment, and whether the book is one part of it. */
const collectionsOf = new Map<string, [CollectionName, Collection][]>();

function collectionsIn(book: string): [CollectionName, Collection][] {
  const inCompartment = compartmentOf(book);
  const isPart = book.includes('-');
  const key = `${inCompartment} ${isPart}`;
  const known = collectionsOf.get(key);
  if (known !== undefined) return known;
  const all = Object.entries(collections) as [CollectionName, Collection][];
  const found = all.filter(
    ([, { compartment, book: cut }]) =>
      compartment === inCompartment && (cut === 'named' || (cut === 'one') === !isPart),
  );
  collectionsOf.set(key, found);
  return found;
}

function mapOf(
  inner: Y.Doc,
  name: CollectionName,
  judge: Judge,
  { onChange, isErased }: { onChange: RecordListener; isErased(id: string): boolean },
): RecordMap {
  const map = inner.getMap<Json | undefined>(name);
  const records = new RecordMap(map, judge, isErased);
  map.observe((event) => onChange(name, records.refresh(event.keysChanged as Set<string>)));
  return records;
}

function listOf(
  inner: Y.Doc,
  name: CollectionName,
  judge: Judge,
  onChange: RecordListener,
  isErased: (id: string) => boolean,
): RecordList {
  const array = inner.getArray<Json>(name);
  const { emptying }: Collection = collections[name];
  const records = new RecordList(array, judge, { emptying, isErased });
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
