import {
  type Collection,
  type CollectionName,
  collections,
  type RecordOf,
} from '#shared/domain/collections.ts';
import type { ErasableCollection } from '#shared/domain/erasure.ts';
import { proven } from '#shared/domain/proven.ts';
import { given } from '#shared/lib/given.ts';
import { contentId } from '#shared/lib/hash.ts';
import { equalJson, type Json, type JsonObject } from '#shared/lib/json.ts';
import { mayBeMissing } from './blank.ts';
import { type Change, mayWrite, valueAt, withValueAt } from './change.ts';
import { FieldIndex } from './field-index.ts';
import type { RecordReader } from './reader.ts';
import type { IndexedFieldOf, KnownRecord } from './types.ts';
import type { ErasedBy, RecordWriter } from './writer.ts';

type Own = Map<string, JsonObject | null>;

/** Collects what a command does, without touching anything. The changes are applied all at once, or not at all. */
export class ChangeSet implements RecordWriter {
  readonly changes: Change[] = [];
  readonly #base: RecordReader;
  /** The records as these changes leave them; `null` marks a removed one. */
  readonly #own = new Map<CollectionName, Own>();
  readonly #indexes = new Map<CollectionName, FieldIndex>();

  constructor(base: RecordReader) {
    this.#base = base;
  }

  get<Name extends CollectionName>(collection: Name, id: string): RecordOf<Name> | undefined {
    const own = this.#own.get(collection)?.get(id);
    if (own === null) return undefined;
    return (own as RecordOf<Name> | undefined) ?? this.#base.get(collection, id);
  }

  *all<Name extends CollectionName>(collection: Name): Iterable<RecordOf<Name>> {
    const own = this.#own.get(collection);
    for (const record of this.#base.all(collection)) if (!own?.has(record.id)) yield record;
    for (const record of own?.values() ?? []) if (record !== null) yield record as RecordOf<Name>;
  }

  by<Name extends CollectionName>(
    collection: Name,
    field: IndexedFieldOf<Name>,
    value: string,
  ): RecordOf<Name>[] {
    const ids = new Set(this.#base.by(collection, field, value).map(({ id }) => id));
    for (const id of this.#indexes.get(collection)?.ids(field, value) ?? []) ids.add(id);
    return Array.from(ids, (id) => this.get(collection, id)).filter(
      (record) => record?.[field] === value,
    ) as RecordOf<Name>[];
  }

  create<Name extends CollectionName>(collection: Name, record: KnownRecord<Name>): void {
    const value = carried(record) as JsonObject & { id: string };
    this.write(collection, value.id, [], value);
  }

  remove(collection: CollectionName, id: string): void {
    if (this.get(collection, id) !== undefined) this.write(collection, id, [], undefined);
  }

  empty(collection: CollectionName, id: string, at: number): void {
    const { emptying }: Collection = collections[collection];
    const record = this.get(collection, id) as JsonObject | undefined;
    if (record === undefined || emptying === undefined || emptying.isEmptied(record)) return;
    this.write(collection, id, [], emptying.emptied(record, at));
  }

  erase(collection: ErasableCollection, id: string, by: ErasedBy): void {
    const record = this.get(collection, id) as JsonObject | undefined;
    if (record === undefined) throw new Error(`${collection} has no record to erase`);
    const { dateField, erasures } = collections[collection];
    const named = { collection, recordId: id, hash: contentId(record), at: record[dateField] as number };
    const erasure = proven({ ...named, ...given(by), salt: by.salt });
    this.write(erasures, erasure.id, [], erasure);
    this.write(collection, id, [], undefined);
  }

  patch(collection: CollectionName, id: string, fields: object): void {
    const given = Object.entries(fields).filter(([, value]) => value !== undefined);
    for (const [field, value] of given) this.#set(collection, id, [field], value);
  }

  unset(collection: CollectionName, id: string, ...fields: string[]): void {
    for (const field of fields) this.#set(collection, id, [field], undefined);
  }

  assign(collection: CollectionName, id: string, fields: object): void {
    this.#assign(collection, id, [], fields);
  }

  putEntry(collection: CollectionName, id: string, field: string, key: string, entry: unknown): void {
    this.#set(collection, id, [field, key], entry);
  }

  patchEntry(collection: CollectionName, id: string, field: string, key: string, fields: object): void {
    const given = Object.entries(fields).filter(([, value]) => value !== undefined);
    for (const [name, value] of given) this.#set(collection, id, [field, key, name], value);
  }

  assignEntry(collection: CollectionName, id: string, field: string, key: string, fields: object): void {
    this.#assign(collection, id, [field, key], fields);
  }

  removeEntry(collection: CollectionName, id: string, field: string, key: string): void {
    this.#set(collection, id, [field, key], undefined);
  }

  /** Writes whatever is given, without looking whether it is there already. See `raw.ts` for who may. */
  write(collection: CollectionName, id: string, path: string[], given: Json | undefined): void {
    if (path.includes(lostName)) return;
    const after = given === undefined ? undefined : carried(given);
    if (!mayWrite(collections[collection], path, after))
      throw new Error(`Records of ${collection} are never changed`);
    const current = this.get(collection, id) as JsonObject | undefined;
    this.changes.push({ collection, id, path, before: valueAt(current, path), after });
    const own: Own = this.#own.get(collection) ?? new Map<string, JsonObject | null>();
    this.#own.set(collection, own);
    const next = withValueAt(current, path, after) ?? null;
    own.set(id, next);
    if (next !== null) this.#index(collection, next);
  }

  /** The records that these changes leave behind, by collection and id. Removed ones are not among them. */
  *left(): Iterable<{ collection: CollectionName; record: JsonObject }> {
    for (const [collection, own] of this.#own)
      for (const record of own.values()) if (record !== null) yield { collection, record };
  }

  #set(collection: CollectionName, id: string, path: string[], value: unknown): void {
    const record = this.get(collection, id) as JsonObject | undefined;
    if (record === undefined) throw new Error(`${collection} has no record to change`);
    if (path.length > 2 && valueAt(record, path.slice(0, 2)) === undefined)
      throw new Error(`${collection}.${path[0]} has no entry to change`);
    const after = value === undefined ? undefined : carried(value);
    if (!equalJson(valueAt(record, path), after)) this.write(collection, id, path, after);
  }

  #assign(collection: CollectionName, id: string, place: string[], fields: object): void {
    for (const [field, value] of Object.entries(fields)) {
      const path = [...place, field];
      if (value !== undefined || mayBeMissing(collections[collection].schema, path))
        this.#set(collection, id, path, value);
    }
  }

  #index(collection: CollectionName, record: JsonObject): void {
    const { indexes }: Collection = collections[collection];
    if (indexes === undefined) return;
    const index = this.#indexes.get(collection) ?? new FieldIndex(indexes);
    this.#indexes.set(collection, index);
    index.add(record);
  }
}

/** Yjs loses what has this name when it carries a value to another device: here it is lost at once. */
const lostName = '__proto__';

/** A value as the books carry it. A field set to `undefined` is left out: JSON and the books know no `undefined`. */
function carried(value: unknown): Json {
  if (isCarried(value)) return value;
  if (Array.isArray(value)) return value.map(carried);
  if (typeof value !== 'object' || value === null) return value as Json;
  const entries = Object.entries(value).filter(([key, field]) => field !== undefined && key !== lostName);
  return Object.fromEntries(entries.map(([key, field]) => [key, carried(field)]));
}

/** Most values are carried as they are: nothing is copied for those. */
function isCarried(value: unknown): value is Json {
  if (typeof value !== 'object' || value === null) return value !== undefined;
  if (Array.isArray(value)) return value.every(isCarried);
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const key of Object.keys(value))
    if (key === lostName || !isCarried((value as { [key: string]: unknown })[key])) return false;
  return true;
}
