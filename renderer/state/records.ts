import { useMemo } from 'react';
import { create } from 'zustand';
import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import type { Patch } from '#renderer/vault/api.ts';

type Table<Name extends CollectionName> = ReadonlyMap<string, RecordOf<Name>>;
type Tables = { [Name in CollectionName]?: Table<Name> };

/** The vault's projections, one map a collection. A patched collection gets a new map; records keep their identity. */
const useTables = create<Tables>(() => ({}));

const none = new Map<string, never>();

/** All records of a collection by id. */
export function useTable<Name extends CollectionName>(collection: Name): Table<Name> {
  return useTables((tables) => tables[collection] as Table<Name> | undefined) ?? none;
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
  return useTables((tables) =>
    id === undefined ? undefined : (tables[collection]?.get(id) as RecordOf<Name> | undefined),
  );
}

/** For event handlers, outside of rendering. */
export function readTable<Name extends CollectionName>(collection: Name): Table<Name> {
  return (useTables.getState()[collection] as Table<Name> | undefined) ?? none;
}

export function applyPatches(patches: Patch[]): void {
  const changed: Partial<Record<CollectionName, Map<string, RecordOf<CollectionName>>>> = {};
  for (const { collection, upsert, remove } of patches) {
    const table = (changed[collection] ??= new Map(readTable(collection)));
    for (const id of remove) table.delete(id);
    for (const record of upsert) table.set(record.id, record);
  }
  useTables.setState(changed as Tables);
}

export function clearTables(): void {
  useTables.setState({}, true);
}
