import type { Collection, CollectionName } from '#shared/domain/collections.ts';
import { isJsonObject, type Json, type JsonObject } from '#shared/lib/json.ts';

/**
 * One change to one record. An empty `path` is the whole record: a value creates it, `undefined` removes it.
 * Otherwise the path names a field, an entry of a field that is a map, or a field of such an entry.
 */
export interface Change {
  collection: CollectionName;
  id: string;
  path: string[];
  before: Json | undefined;
  after: Json | undefined;
}

/** Whether a collection takes such a write at all; an immutable one takes whole records, and loses what is erased. */
export function mayWrite(
  { immutable = false, erasures }: Collection,
  path: readonly string[],
  after: Json | undefined,
): boolean {
  return !immutable || (path.length === 0 && (after !== undefined || erasures !== undefined));
}

/** The value at a path, `undefined` when any step of it is missing. */
export function valueAt(record: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, key) => (isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    record,
  );
}

/**
 * A copy of the record with the value at the path replaced. A map is made for its first entry; fields of an entry
 * that is not there change nothing, so that nobody brings back by halves what somebody else has removed.
 */
export function withValueAt(
  record: JsonObject | undefined,
  path: readonly string[],
  value: Json | undefined,
): JsonObject | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return isJsonObject(value) ? value : undefined;
  if (record === undefined) return undefined;
  const copy = { ...record };
  const child = copy[key];
  if (rest.length === 0) setField(copy, key, value);
  else if (isJsonObject(child)) setField(copy, key, withValueAt(child, rest, value));
  else if (rest.length === 1 && value !== undefined) setField(copy, key, { [rest[0]!]: value });
  return copy;
}

/** Sets or removes one field, whatever it is called: `__proto__` is a name like any other. */
export function setField(target: JsonObject, key: string, value: Json | undefined): void {
  if (value === undefined) delete target[key];
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
