import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { equalJson, isJsonObject } from '#shared/lib/json.ts';
import { type MessageField, MessageIndex } from './message-index.ts';

/** Reads records as they are now. The vault implements it over its books; tests over a plain map. */
export interface RecordReader {
  get<Name extends CollectionName>(collection: Name, id: string): RecordOf<Name> | undefined;
  all<Name extends CollectionName>(collection: Name): Iterable<RecordOf<Name>>;
  /** The messages with this value in a field, by an index. Where there is none, `messagesBy` looks through all. */
  messagesBy?(field: MessageField, value: string): Iterable<RecordOf<'messages'>>;
}

/** The messages with this value in a field. */
export function messagesBy(
  records: RecordReader,
  field: MessageField,
  value: string,
): Iterable<RecordOf<'messages'>> {
  const indexed = records.messagesBy?.(field, value);
  return indexed ?? [...records.all('messages')].filter((message) => message[field] === value);
}

/**
 * One change to one record. An empty `path` is the whole record: a value creates it, `undefined` removes it.
 * Otherwise the path names a field, or an entry within a field that is a map.
 */
export interface Change {
  collection: CollectionName;
  id: string;
  path: string[];
  before: Json | undefined;
  after: Json | undefined;
}

/** What a command changes the records through: its own writes are visible to its own reads. */
export interface RecordWriter extends RecordReader {
  create<Name extends CollectionName>(collection: Name, record: RecordOf<Name>): void;
  set(collection: CollectionName, id: string, path: string | string[], value: unknown): void;
  remove(collection: CollectionName, id: string): void;
  messagesBy(field: MessageField, value: string): RecordOf<'messages'>[];
}

/** Collects what a command does, without touching anything. The changes are applied all at once, or not at all. */
export class Draft implements RecordWriter {
  readonly changes: Change[] = [];
  readonly #base: RecordReader;
  /** The records as this draft leaves them; `null` marks a removed one. */
  readonly #own = new Map<CollectionName, Map<string, JsonObject | null>>();
  /** Of the messages that this draft wrote, and of the others where nobody else has an index of them. */
  #index: MessageIndex | undefined;

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

  messagesBy(field: MessageField, value: string): RecordOf<'messages'>[] {
    const known = this.#base.messagesBy?.(field, value) ?? [];
    const ids = new Set(Array.from(known, ({ id }) => id));
    for (const id of this.#indexed().ids(field, value)) ids.add(id);
    return Array.from(ids, (id) => this.get('messages', id)).filter(
      (message) => message?.[field] === value,
    ) as RecordOf<'messages'>[];
  }

  #indexed(): MessageIndex {
    if (this.#index !== undefined) return this.#index;
    this.#index = new MessageIndex();
    const own = this.#own.get('messages')?.values() ?? [];
    for (const message of own) if (message !== null) this.#index.add(message);
    if (this.#base.messagesBy === undefined)
      for (const message of this.#base.all('messages')) this.#index.add(message);
    return this.#index;
  }

  create<Name extends CollectionName>(collection: Name, record: RecordOf<Name>): void {
    const value = withoutUndefined(record);
    this.#record(collection, record.id, [], toJson(this.get(collection, record.id)), value);
  }

  set(collection: CollectionName, id: string, path: string | string[], value: unknown): void {
    const keys = typeof path === 'string' ? [path] : path;
    const record = toJson(this.get(collection, id));
    if (record === undefined) throw new Error(`${collection} has no record to change`);
    const after = value === undefined ? undefined : withoutUndefined(value);
    const before = valueAt(record, keys);
    if (!equalJson(before, after)) this.#record(collection, id, keys, before, after);
  }

  remove(collection: CollectionName, id: string): void {
    const before = toJson(this.get(collection, id));
    if (before !== undefined) this.#record(collection, id, [], before, undefined);
  }

  #record(
    collection: CollectionName,
    id: string,
    path: string[],
    before: Json | undefined,
    after: Json | undefined,
  ): void {
    const current = toJson(this.get(collection, id));
    this.changes.push({ collection, id, path, before, after });
    const own = this.#own.get(collection) ?? new Map<string, JsonObject | null>();
    this.#own.set(collection, own);
    const next = withValueAt(current, path, after) ?? null;
    own.set(id, next);
    if (collection === 'messages' && next !== null) this.#index?.add(next);
  }
}

/** The value at a path, `undefined` when any step of it is missing. */
export function valueAt(record: Json | undefined, path: string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, key) => (isJsonObject(value) ? value[key] : undefined),
    record,
  );
}

/** A copy of the record with the value at the path replaced; maps on the way are made where they are missing. */
export function withValueAt(
  record: JsonObject | undefined,
  path: string[],
  value: Json | undefined,
): JsonObject | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return isJsonObject(value) ? value : undefined;
  const copy: JsonObject = { ...record };
  const child = copy[key];
  const next = rest.length === 0 ? value : withValueAt(isJsonObject(child) ? child : {}, rest, value);
  if (next === undefined) delete copy[key];
  else copy[key] = next;
  return copy;
}

function toJson(record: unknown): JsonObject | undefined {
  return record as JsonObject | undefined;
}

/** Fields set to `undefined` are fields left out: JSON and the books know no `undefined`. */
function withoutUndefined(value: unknown): Json {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value as Json;
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(entries.map(([key, field]) => [key, withoutUndefined(field)]));
}
