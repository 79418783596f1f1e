import type * as Y from 'yjs';
import { isJsonObject, type Json, type JsonObject } from '#shared/lib/json.ts';
import { setField, valueAt } from './change.ts';
import type { Judge, SetAside } from './judge.ts';

/**
 * How mutable records live in a book's inner document: one Y.Map a collection, flat. The key `id` holds the
 * record as it was created; `id/field` (or deeper, `id/field/key`) holds what was set later. So two devices
 * that change different fields both keep their work, at the cost of plain JSON values instead of a nested
 * Y.Map a record. Path segments are escaped as in JSON Pointer (RFC 6901).
 *
 * What a record looks like is a pure function of the map's entries: shallow paths first, deeper ones on top. What was
 * set within an entry counts only while the entry is there, so that nobody brings back by halves what somebody else
 * has removed at the same time; when the removal is undone, it counts again.
 */
export class RecordMap {
  readonly #map: Y.Map<Json | undefined>;
  readonly #records = new Map<string, JsonObject>();
  /** The keys below each id that has any, so that one record can be put together without a walk over all. */
  readonly #keys = new Map<string, Set<string>>();

  /** What of each record does not fit: it stays in the book, and the record is shown without it. */
  readonly #setAside = new Map<string, SetAside[]>();
  /** Ids whose entries make no record at all. They stay in the book, unseen. */
  readonly #refused = new Set<string>();
  /** Ids whose entries have changed since their record was put together. */
  readonly #stale = new Set<string>();
  readonly #judge: Judge;
  readonly #isErased: (id: string) => boolean;

  /** `isErased`: whether an owner has erased a record; it is not shown, whoever writes on it. */
  constructor(map: Y.Map<Json | undefined>, judge: Judge, isErased: (id: string) => boolean = () => false) {
    this.#map = map;
    this.#judge = judge;
    this.#isErased = isErased;
    const ids = new Set<string>();
    for (const key of map.keys()) ids.add(this.#index(key));
    for (const id of ids) this.#materialise(id);
  }

  /** The present records by id. A changed record is a new object. */
  get records(): ReadonlyMap<string, JsonObject> {
    this.#materialiseStale();
    return this.#records;
  }

  /** By id, of the present records of which something had to be left out. */
  get setAside(): ReadonlyMap<string, SetAside[]> {
    this.#materialiseStale();
    return this.#setAside;
  }

  get refused(): number {
    this.#materialiseStale();
    return this.#refused.size;
  }

  /** Writes one change; the caller holds the transaction. An empty path is the whole record. */
  write(id: string, path: string[], value: Json | undefined): void {
    const key = [id, ...path.map(escapeSegment)].join('/');
    // What was set below this path is replaced with it. Below what is not there, it is somebody else's, who did not
    // know of the removal.
    const below = [...(this.#keys.get(id) ?? [])].filter((other) => other.startsWith(`${key}/`));
    if (below.length > 0 && (this.#map.get(key) !== undefined || this.#isPresent(id, path)))
      for (const other of below) this.#map.delete(other);
    if (path.length === 0 && value === undefined) this.#map.delete(key);
    else this.#map.set(key, value);
    this.#index(key);
  }

  /**
   * Takes in which keys a transaction touched, and tells of which records. These are put together when somebody
   * asks: of a book that comes in many transactions, each record once.
   */
  refresh(keys: Iterable<string>): Set<string> {
    const ids = new Set<string>();
    for (const key of keys) {
      const id = this.#index(key);
      if (!this.#map.has(key)) this.#keys.get(id)?.delete(key);
      ids.add(id);
      this.#stale.add(id);
    }
    return ids;
  }

  /** What is erased has changed: tells which records are gone by that. */
  recheck(): Set<string> {
    const ids = [...this.records.keys()].filter((id) => this.#isErased(id));
    for (const id of ids) this.#stale.add(id);
    return new Set(ids);
  }

  /** Whether something is here of a record that was erased, if only a part that was set later. */
  holdsErased(): boolean {
    return [...this.#map.keys()].some((key) => this.#isErased(recordIdOf(key)));
  }

  /** Takes that out; the caller holds the transaction. */
  takeOutErased(): void {
    for (const key of this.#map.keys()) if (this.#isErased(recordIdOf(key))) this.#map.delete(key);
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

  /** As the map is now: the same transaction may have written more than the records show yet. */
  #isPresent(id: string, path: string[]): boolean {
    const base = this.#map.get(id);
    return isJsonObject(base) && valueAt(this.#compose(base, this.#pathsOf(id)), path) !== undefined;
  }

  #materialiseStale(): void {
    for (const id of this.#stale) {
      this.#stale.delete(id);
      this.#materialise(id);
    }
  }

  #materialise(id: string): void {
    this.#records.delete(id);
    this.#setAside.delete(id);
    this.#refused.delete(id);
    const base = this.#map.get(id);
    // A field of a record that was removed elsewhere stays in the book, unseen: the record may come back.
    if (base === undefined || this.#isErased(id)) return;
    const record =
      isJsonObject(base) && base['id'] === id ? this.#compose(base, this.#pathsOf(id)) : undefined;
    if (record === undefined) this.#refused.add(id);
    else if (this.#judge.misfits(record).length === 0) this.#records.set(id, record);
    else this.#mend(id, base as JsonObject, this.#judge.misfits(record));
  }

  /** What was set later and does not fit gives way to what stood there before; what is left is mended. */
  #mend(id: string, base: JsonObject, misfits: string[][]): void {
    const layers = Map.groupBy(this.#pathsOf(id), ({ path }) => misfits.some((misfit) => meet(path, misfit)));
    const judged = this.#judge.mend(this.#compose(base, layers.get(false) ?? []));
    if (judged === undefined) {
      this.#refused.add(id);
      return;
    }
    const late = (layers.get(true) ?? []).map(({ key, path }) => ({ path, value: this.#map.get(key)! }));
    const early = judged.setAside.filter(({ path }) => !late.some((one) => meet(one.path, path)));
    this.#records.set(id, judged.record);
    this.#setAside.set(id, [...late.filter(({ value }) => value !== undefined), ...early]);
  }

  /** The paths set in a record, shallow ones first. Its id is none of them. */
  #pathsOf(id: string): Layer[] {
    const layers = [...(this.#keys.get(id) ?? [])].map((key) => ({ key, path: pathOf(key) }));
    return layers
      .filter(({ path }) => path[0] !== 'id')
      .toSorted((a, b) => a.path.length - b.path.length || (a.key < b.key ? -1 : 1));
  }

  #compose(base: JsonObject, layers: Layer[]): JsonObject {
    if (layers.length === 0) return base;
    const record = { ...base };
    for (const { key, path } of layers) setAt(record, path, this.#map.get(key));
    return record;
  }
}

/** A key of the map, and which part of its record it sets. */
interface Layer {
  key: string;
  path: string[];
}

/** Whether one path lies on or within the other. */
function meet(one: string[], other: string[]): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length).every((key, index) => key === other[index]);
}

/** The id of the record of which a key is a part. */
export function recordIdOf(key: string): string {
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
  for (const [depth, key] of path.slice(0, -1).entries()) {
    const child = Object.hasOwn(target, key) ? target[key] : undefined;
    // A map is made for its first entry; an entry is never made of one of its fields.
    if (!isJsonObject(child) && (depth > 0 || path.length > 2 || value === undefined)) return;
    const copy = isJsonObject(child) ? { ...child } : {};
    setField(target, key, copy);
    target = copy;
  }
  setField(target, path.at(-1)!, value);
}
