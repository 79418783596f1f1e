import { type Collection, type CollectionName, collections } from '#shared/domain/collections.ts';
import { isJsonObject, type Json } from '#shared/lib/json.ts';
import type { ChangeSet } from './change-set.ts';
import type { RecordReader } from './reader.ts';

/** An id that a record names, and of what kinds of record it may be. */
export interface Named {
  id: string;
  targets: readonly CollectionName[];
  /** It keeps them: by a reference, and not only by what need not stay. */
  keeps: boolean;
}

interface Place {
  path: readonly string[];
  targets: readonly CollectionName[];
  keeps: boolean;
}

/** By collection, where its records name others. */
const places: ReadonlyMap<CollectionName, readonly Place[]> = new Map(
  Object.entries(collections).map(([name, { references = {}, named = {} }]: [string, Collection]) => [
    name as CollectionName,
    Object.entries({ ...references, ...named }).map(([place, to]) => ({
      path: place.split('.'),
      keeps: Object.hasOwn(references, place),
      targets: (typeof to === 'string' ? [to] : 'of' in to ? to.of : to) as readonly CollectionName[],
    })),
  ]),
);

/** Every record that a record names, as its collection declares it. */
export function namesIn(collection: CollectionName, record: object | undefined): Named[] {
  if (record === undefined) return [];
  return places
    .get(collection)!
    .flatMap(({ path, ...place }) => idsAt(record as Json, path).map((id) => ({ id, ...place })));
}

/** Whether what is named is there. Months that are closed may hold it: what is cut by months is not asked for. */
export function isThere({ id, targets }: Named, records: Pick<RecordReader, 'get'>): boolean {
  return targets.some((target) => isByMonth(target) || records.get(target, id) !== undefined);
}

/** What changed records name and is not there. What a record named before it may go on naming. */
export function* namedInVain(changed: ChangeSet, before: RecordReader): Iterable<Named> {
  for (const { collection, record } of changed.left()) {
    const missing = namesIn(collection, record).filter((named) => !isThere(named, changed));
    if (missing.length === 0) continue;
    const known = namesIn(collection, before.get(collection, record['id'] as string));
    yield* missing.filter((named) => !known.some((each) => isSame(each, named)));
  }
}

/** Whether both name one record: an id of a member of staff, put where a site belongs, names another one. */
export function isSame(a: Named, b: Named): boolean {
  return a.id === b.id && a.targets.some((target) => b.targets.includes(target));
}

function isByMonth(name: CollectionName): boolean {
  return collections[name].book === 'month';
}

function idsAt(value: Json | undefined, [step, ...rest]: readonly string[]): string[] {
  if (step === undefined) return typeof value === 'string' ? [value] : [];
  if (Array.isArray(value)) return step === '*' ? value.flatMap((each) => idsAt(each, rest)) : [];
  if (!isJsonObject(value)) return [];
  if (step !== '*') return Object.hasOwn(value, step) ? idsAt(value[step], rest) : [];
  return rest.length === 0 ? Object.keys(value) : Object.values(value).flatMap((each) => idsAt(each, rest));
}
