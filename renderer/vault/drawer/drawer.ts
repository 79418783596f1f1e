import Dexie, { type EntityTable } from 'dexie';
import type { Bytes } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';

/** A piece of an outer document: ciphertext inside, addressed by the room's opaque name. */
interface UpdateRow {
  id: number;
  room: string;
  bytes: Bytes;
  team?: number;
}

interface PageRow {
  name: string;
  bytes: Bytes;
}

interface KeyRow {
  name: string;
  value: unknown;
}

type DrawerDatabase = Dexie & {
  updates: EntityTable<UpdateRow, 'id'>;
  pages: EntityTable<PageRow, 'name'>;
  keys: EntityTable<KeyRow, 'name'>;
};

export interface NewUpdate {
  room: string;
  bytes: Bytes;
  /** The sequence of the membership under which it came to this device; without one it counts as old. */
  team?: number;
}

export interface StoredUpdate {
  /** What was stored; whether it still is an update, who reads it finds out. */
  bytes: unknown;
  team: number;
}

/** What is kept in IndexedDB: nothing in it, in its keys or in its names can be read without the passphrase. */
export interface Drawer {
  readKeys(): Promise<unknown>;
  writeKeys(value: unknown): Promise<Result<void>>;
  /** All rooms that hold anything. */
  rooms(): Promise<string[]>;
  readUpdates(room: string): Promise<StoredUpdate[]>;
  /** Appends in one transaction with strict durability: all rows are on disk, or none is. */
  append(updates: NewUpdate[]): Promise<Result<void>>;
  /** Replaces the rows that were read with one that says the same. Where that cannot be written, they stay. */
  compact(room: string, whole: Bytes, replaced: number): Promise<void>;
  readPage(name: string): Promise<Bytes | undefined>;
  /** Where a page cannot be written, such as on a full disk, the one before it stays: pages are copies. */
  writePage(name: string, bytes: Bytes): Promise<void>;
  close(): void;
}

const keysName = 'keybag';

export function createDrawer(deps: { name: string }): Drawer {
  // Chromium's default has been `relaxed` since 121: a power cut could then lose what was reported as saved.
  const database = new Dexie(deps.name, { chromeTransactionDurability: 'strict' }) as DrawerDatabase;
  database.version(1).stores({ updates: '++id, room', pages: 'name', keys: 'name' });

  return {
    readKeys: async () => (await database.keys.get(keysName))?.value,
    writeKeys: (value) => write(() => database.keys.put({ name: keysName, value })),
    rooms: async () => (await database.updates.orderBy('room').uniqueKeys()) as string[],
    readUpdates: async (room) =>
      (await database.updates.where('room').equals(room).sortBy('id')).map(({ bytes, team = 0 }) => ({
        bytes,
        team,
      })),
    append: (updates) => write(() => database.updates.bulkAdd(updates)),
    compact: async (room, whole, replaced) => {
      const replace = async (): Promise<void> => {
        const ids = await database.updates.where('room').equals(room).limit(replaced).primaryKeys();
        await database.updates.bulkDelete(ids);
        await database.updates.add({ room, bytes: whole });
      };
      await write(() => database.transaction('rw', database.updates, replace));
    },
    readPage: async (name) => (await database.pages.get(name))?.bytes,
    writePage: async (name, bytes) => {
      await write(() => database.pages.put({ name, bytes }));
    },
    close: () => database.close(),
  };
}

/** A disk that is full or broken is no bug: it is said in words. */
async function write(step: () => PromiseLike<unknown>): Promise<Result<void>> {
  try {
    await step();
    return ok();
  } catch (error) {
    const full = error instanceof Error && /quota/i.test(`${error.name} ${error.message}`);
    return full
      ? problem(
          'drawer.full',
          'The disk is full, so the change is not saved yet.',
          'Free some space. Plumbline keeps trying.',
        )
      : problem(
          'drawer.failed',
          'The change could not be written to this device yet.',
          'Plumbline keeps trying. Do not close it now.',
        );
  }
}
