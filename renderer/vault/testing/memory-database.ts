import type { Bytes } from '#shared/lib/bytes.ts';
import { ok } from '#shared/lib/result.ts';
import type { Database } from '../database/database.ts';

export type MemoryDatabase = Pick<
  Database,
  'readUpdates' | 'readKept' | 'append' | 'compact' | 'mayBegin'
> & {
  /** By room. */
  rows: Map<string, Bytes[]>;
};

/** Rows in memory. */
export function memoryDatabase(): MemoryDatabase {
  const rows = new Map<string, Bytes[]>();
  return {
    rows,
    readUpdates: async (room) => (rows.get(room) ?? []).map((bytes, sequence) => ({ bytes, sequence })),
    readKept: async () => [],
    async append(updates) {
      for (const { room, bytes } of updates) rows.set(room, [...(rows.get(room) ?? []), bytes]);
      return ok();
    },
    compact: async () => ok(),
    mayBegin: () => ok(),
  };
}
