import { useMemo } from 'react';
import { create } from 'zustand';
import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import type { Patch } from '#renderer/vault/api.ts';
import { TableView } from './table.ts';

type AnyRecord = RecordOf<CollectionName>;
type Views = { [Name in CollectionName]?: TableView<RecordOf<Name>> };

/** How long the window works on pages before it looks at the owner's input again. */
const sliceMilliseconds = 12;

/** The vault's projections. The rows change in place; each patch makes new views of the collections it touched. */
let rows = new Map<CollectionName, Map<string, AnyRecord>>();
const useViews = create<Views>(() => ({}));

const none = new TableView<never>(new Map<string, never>());

/** All records of a collection by id. */
export function useTable<Name extends CollectionName>(collection: Name): TableView<RecordOf<Name>> {
  return useViews((views) => views[collection]) ?? none;
}

/** All records of a collection, in no particular order. */
export function useRecords<Name extends CollectionName>(collection: Name): RecordOf<Name>[] {
  const table = useTable(collection);
  return useMemo(() => [...table.values()], [table]);
}

/** One record; renders again only when this record changes. */
export function useRecord<Name extends CollectionName>(
  collection: Name,
  id: string | undefined,
): RecordOf<Name> | undefined {
  return useViews((views) => (id === undefined ? undefined : views[collection]?.get(id)));
}

/** For event handlers, outside of rendering. */
export function readTable<Name extends CollectionName>(collection: Name): TableView<RecordOf<Name>> {
  return useViews.getState()[collection] ?? none;
}

type Step = { line: string } | { patches: Patch[] } | { action(): void };

/** What the vault sent and the tables do not hold yet. In order: a page is older than the patches after it. */
let waiting: Step[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Takes changes in, at once unless older ones still wait. */
export function takePatches(patches: Patch[]): void {
  if (waiting.length > 0) waiting.push({ patches });
  else apply(patches);
}

/** Takes a sealed copy in, some lines at a time, so that typing and scrolling go on meanwhile. */
export function takePage(lines: string[]): void {
  for (const line of lines) waiting.push({ line });
  timer ??= setTimeout(takeSome);
}

/** Runs the action when everything that was sent before is in the tables. */
export function afterwards(action: () => void): void {
  if (waiting.length > 0) waiting.push({ action });
  else action();
}

export function clearTables(): void {
  clearTimeout(timer);
  timer = undefined;
  waiting = [];
  rows = new Map();
  useViews.setState({}, true);
}

function takeSome(): void {
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
  apply(patches);
  for (const action of actions) action();
}

function apply(patches: Patch[]): void {
  const views: Record<string, TableView<AnyRecord>> = {};
  for (const { collection, upsert, remove } of patches) {
    const table = rows.get(collection) ?? new Map<string, AnyRecord>();
    rows.set(collection, table);
    for (const id of remove) table.delete(id);
    for (const record of upsert) table.set(record.id, record);
    views[collection] = new TableView(table);
  }
  useViews.setState(views);
}
