import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import {
  type Collection,
  type CollectionName,
  collections,
  type RecordOf,
} from '#shared/domain/collections.ts';
import { FieldIndex } from '#shared/records/field-index.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { IndexedFieldOf } from '#shared/records/types.ts';
import type { Patch } from '#renderer/vault/api.ts';
import { forgetSetAside, noteSetAside } from './set-aside.ts';
import { TableView } from './table.ts';

type AnyRecord = RecordOf<CollectionName>;
type Views = { [Name in CollectionName]?: TableView<RecordOf<Name>> };

/** How long the window works on snapshots before it looks at the owner's input again. */
const sliceMilliseconds = 12;
/** While much arrives, changes are gathered for this many times as long as showing the last ones took. */
const restShare = 3;
const longestRest = 400;

/** The vault's projections. The rows change in place; each patch makes new views of the collections it touched. */
let rows = new Map<CollectionName, Map<string, AnyRecord>>();
const useViews = create<Views>(() => ({}));

const none = new TableView<never>(new Map<string, never>(), () => new FieldIndex([]));

/** All records of a collection by id. */
export function useTable<Name extends CollectionName>(collection: Name): TableView<RecordOf<Name>> {
  return useViews((views) => views[collection]) ?? none;
}

/** The records with this value in an indexed field, in no particular order. */
export function useRecordsBy<Name extends CollectionName>(
  collection: Name,
  field: IndexedFieldOf<Name>,
  value: string,
): RecordOf<Name>[] {
  const table = useTable(collection);
  return useMemo(() => table.by(field, value), [table, field, value]);
}

/** Each made when it is first asked for. */
let indexes = new Map<CollectionName, FieldIndex>();

function indexOf(collection: CollectionName): FieldIndex {
  const known = indexes.get(collection);
  if (known !== undefined) return known;
  const { indexes: fields = [] }: Collection = collections[collection];
  const index = new FieldIndex(fields);
  for (const record of rows.get(collection)?.values() ?? []) index.add(record);
  indexes.set(collection, index);
  return index;
}

/** All records of a collection, in no particular order. */
export function useRecords<Name extends CollectionName>(collection: Name): RecordOf<Name>[] {
  const table = useTable(collection);
  return useMemo(() => [...table.values()], [table]);
}

/**
 * One record; renders again only when this record changes. One that is not here may be in a book that is closed:
 * that book is opened.
 */
export function useRecord<Name extends CollectionName>(
  collection: Name,
  id: string | undefined,
): RecordOf<Name> | undefined {
  const record = useViews((views) => (id === undefined ? undefined : views[collection]?.get(id)));
  const isMissing = record === undefined && id !== undefined;
  useEffect(() => {
    if (isMissing) seek(collection, id);
  }, [isMissing, collection, id]);
  return record;
}

/** Collections of which old records may be in closed books, and whose records others refer to. */
const sought: ReadonlySet<CollectionName> = new Set(['jobs', 'documents', 'issued']);
const seekers = new Set<(collection: CollectionName, id: string) => void>();

function seek(collection: CollectionName, id: string): void {
  if (sought.has(collection)) for (const seeker of seekers) seeker(collection, id);
}

/** Has somebody look for records that a screen asks for and that are not here. */
export function onMissingRecord(seeker: (collection: CollectionName, id: string) => void): void {
  seekers.clear();
  seekers.add(seeker);
}

/** For event handlers, outside of rendering. */
export function readTable<Name extends CollectionName>(collection: Name): TableView<RecordOf<Name>> {
  return useViews.getState()[collection] ?? none;
}

/** The window's records for rules that read them, outside of rendering. */
export const windowRecords: RecordReader = {
  get: (collection, id) => readTable(collection).get(id),
  all: (collection) => readTable(collection).values(),
  by: (collection, field, value) => readTable(collection).by(field, value),
};

/** The window's records for what is computed of many of them: another object whenever these collections change. */
export function useReader(collections: readonly CollectionName[]): RecordReader {
  const views = useViews(useShallow((all) => collections.map((name) => all[name])));
  // What it reads changes in place: new views have to make a new object.
  return useMemo(() => ({ ...windowRecords, views }), [views]);
}

type Step = { line: string } | { patches: Patch[] } | { action(): void };

/** What the vault sent and the tables do not hold yet. In order: a snapshot is older than the patches after it. */
let waiting: Step[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** When the lists may be shown anew without starving the owner's input. */
let restUntil = 0;

/** Takes changes in: at once, unless older ones wait or the last ones are only just on the screen. */
export function takePatches(patches: Patch[]): void {
  const now = performance.now();
  if (waiting.length === 0 && now >= restUntil) return applyAndRest(patches);
  waiting.push({ patches });
  timer ??= setTimeout(takeSome, Math.max(0, restUntil - now));
}

/** Takes in what waits, at once: whoever has made a change wants to see it when it is done. */
export function takeWaiting(): void {
  if (waiting.every((step) => 'patches' in step)) takeSome();
}

/** Rendering follows in a microtask: what both take together says how long to rest. */
function applyAndRest(patches: Patch[]): void {
  const start = performance.now();
  apply(patches);
  queueMicrotask(() => {
    const end = performance.now();
    restUntil = end + Math.min(longestRest, (end - start) * restShare);
  });
}

/** Takes a sealed copy in, some lines at a time, so that typing and scrolling go on meanwhile. */
export function takeSnapshot(lines: string[]): void {
  for (const line of lines) waiting.push({ line });
  clearTimeout(timer);
  timer = setTimeout(takeSome);
}

/** Runs the action when everything that was sent before is in the tables. */
export function afterwards(action: () => void): void {
  if (waiting.length > 0) waiting.push({ action });
  else action();
}

export function clearTables(): void {
  clearTimeout(timer);
  timer = undefined;
  restUntil = 0;
  waiting = [];
  rows = new Map();
  indexes = new Map();
  useViews.setState({}, true);
  forgetSetAside();
}

function takeSome(): void {
  clearTimeout(timer);
  const end = performance.now() + sliceMilliseconds;
  const patches: Patch[] = [];
  const actions: (() => void)[] = [];
  let taken = 0;
  while (taken < waiting.length && performance.now() < end) {
    const step = waiting[taken++]!;
    if ('line' in step) patches.push(JSON.parse(step.line) as Patch);
    else if ('patches' in step) patches.push(...step.patches);
    else actions.push(() => step.action());
  }
  waiting = waiting.slice(taken);
  timer = waiting.length > 0 ? setTimeout(takeSome) : undefined;
  applyAndRest(patches);
  for (const action of actions) action();
}

function apply(patches: Patch[]): void {
  const views: Record<string, TableView<AnyRecord>> = {};
  for (const { collection, upsert, remove, setAside } of patches) {
    const table = rows.get(collection) ?? new Map<string, AnyRecord>();
    rows.set(collection, table);
    for (const id of remove) table.delete(id);
    for (const record of upsert) table.set(record.id, record);
    const index = indexes.get(collection);
    if (index !== undefined) for (const record of upsert) index.add(record);
    noteSetAside(collection, upsert, setAside);
    views[collection] = new TableView(table, () => indexOf(collection));
  }
  useViews.setState(views);
}
