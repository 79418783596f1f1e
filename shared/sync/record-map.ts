import type * as Y from 'yjs';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { isJsonObject } from '#shared/lib/json.ts';

/**
 * How mutable records live in a book's inner document: one Y.Map a collection, flat. The key `id` holds the
 * record as it was created; `id/field` (or deeper, `id/field/key`) holds what was set later. So two devices
 * that change different fields both keep their work, at the cost of plain JSON values instead of a nested
 * Y.Map a record. Path segments are escaped as in JSON Pointer (RFC 6901).
 *
 * What a record looks like is a pure function of the map's entries: shallow paths first, deeper ones on top.
 */
export class RecordMap {
  readonly #map: Y.Map<Json | undefined>;
  readonly #records = new Map<string, JsonObject>();
  /** The keys below each id that has any, so that one record can be put together without a walk over all. */
  readonly #keys = new Map<string, Set<string>>();

  /** Ids whose entries do not make a record of the collection. They stay in the book, unseen. */
  readonly #refused = new Set<string>();
  readonly #accepts: (record: JsonObject) => boolean;

  constructor(map: Y.Map<Json | undefined>, accepts: (record: JsonObject) => boolean) {
    this.#map = map;
    this.#accepts = accepts;
    const ids = new Set<string>();
    for (const key of map.keys()) ids.add(this.#index(key));
    for (const id of ids) this.#materialise(id);
  }

  /** The present records by id. A changed record is a new object. */
  get records(): ReadonlyMap<string, JsonObject> {
    return this.#records;
  }

  get refused(): number {
    return this.#refused.size;
  }

  /** Writes one change; the caller holds the transaction. An empty path is the whole record. */
  write(id: string, path: string[], value: Json | undefined): void {
    const key = [id, ...path.map(escapeSegment)].join('/');
    // What was set below this path is replaced with it.
    for (const other of this.#keys.get(id) ?? []) if (other.startsWith(`${key}/`)) this.#map.delete(other);
    if (path.length === 0 && value === undefined) this.#map.delete(key);
    else this.#map.set(key, value);
    this.#index(key);
  }

  /** Takes in which keys a transaction touched, and tells which records are now different. */
  refresh(keys: Iterable<string>): Set<string> {
    const ids = new Set<string>();
    for (const key of keys) {
      const id = this.#index(key);
      if (!this.#map.has(key)) this.#keys.get(id)?.delete(key);
      ids.add(id);
    }
    for (const id of ids) this.#materialise(id);
    return ids;
  }

  /** Remembers the key, and tells the id of its record. */
  #index(key: string): string {
    const id = recordIdOf(key);
    if (id === key) return id;
    const keys = this.#keys.get(id);
    if (keys === undefined) this.#keys.set(id, new Set([key]));
    else keys.add(key);
    return id;
  }

  #materialise(id: string): void {
    this.#records.delete(id);
    this.#refused.delete(id);
    const base = this.#map.get(id);
    // A field of a record that was removed elsewhere stays in the book, unseen: the record may come back.
    if (base === undefined) return;
    const record = isJsonObject(base) ? this.#compose(id, base) : undefined;
    if (record !== undefined && this.#accepts(record)) this.#records.set(id, record);
    else this.#refused.add(id);
  }

  #compose(id: string, base: JsonObject): JsonObject {
    const keys = this.#keys.get(id);
    if (keys === undefined || keys.size === 0) return base;
    const record = { ...base };
    const paths = [...keys].map((key) => ({ key, path: pathOf(key) }));
    paths.sort((a, b) => a.path.length - b.path.length || (a.key < b.key ? -1 : 1));
    for (const { key, path } of paths) setAt(record, path, this.#map.get(key));
    return record;
  }
}

function recordIdOf(key: string): string {
  const slash = key.indexOf('/');
  return slash === -1 ? key : key.slice(0, slash);
}

function pathOf(key: string): string[] {
  return key
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function escapeSegment(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Sets a value inside a record that is ours to change; maps on the way are copied before they are changed. */
function setAt(record: JsonObject, path: string[], value: Json | undefined): void {
  let target = record;
  for (const key of path.slice(0, -1)) {
    const child = target[key];
    const copy = isJsonObject(child) ? { ...child } : {};
    target[key] = copy;
    target = copy;
  }
  const last = path.at(-1)!;
  if (value === undefined) delete target[last];
  else target[last] = value;
}
