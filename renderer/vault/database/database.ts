import type { Bytes } from '#shared/lib/bytes.ts';
import { utf8 } from '#shared/lib/bytes.ts';
import { isJsonObject, type JsonObject, parseJson, parseJsonBytes } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import type { NewRow, Row } from '../storage/row.ts';
import type { Storage } from '../storage/storage.ts';

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
  /** Which row it is: rows that come later have higher ones. */
  sequence: number;
}

/** The vault's keys and books as they are stored: nothing of it can be read without the passphrase. */
export interface Database {
  /** Whether something new may be begun: there is room for it, and what came before is stored. */
  mayBegin(): Result<void>;
  readKeys(): Promise<unknown>;
  writeKeys(value: unknown): Promise<Result<void>>;
  /** All rooms that hold anything. */
  rooms(): Promise<string[]>;
  readUpdates(room: string): Promise<StoredUpdate[]>;
  /** Appends all rows, or none. */
  append(updates: NewUpdate[]): Promise<Result<void>>;
  /** Writes a row that stands for all rows of the room up to a sequence. */
  compact(room: string, whole: Bytes, upTo: number): Promise<Result<void>>;
  readDerived(name: string): Promise<Bytes | undefined>;
  /** Where it cannot be written, such as on a full disk, what was there stays: it can be made anew. */
  writeDerived(name: string, bytes: Bytes): Promise<void>;
}

const keybag = { kind: 'lock', key: 'keybag' } as const;

/** `storage`: that of now; after locking it is another one. */
export function createDatabase({ storage }: { storage(): Storage }): Database {
  return {
    mayBegin: () => storage().mayBegin(),
    async readKeys() {
      const row = (await storage().rows(keybag.kind, keybag.key)).at(-1);
      return row && parseJsonBytes(row.bytes);
    },
    writeKeys: (value) =>
      storage().write([{ ...keybag, replaces: 'earlier', bytes: utf8(JSON.stringify(value)) }]),
    rooms: () => storage().keys('update'),
    readUpdates: async (room) =>
      (await storage().rows('update', room)).map((row) => ({
        bytes: row.bytes,
        team: teamOf(row),
        sequence: row.sequence,
      })),
    append: (updates) =>
      storage().write(
        updates.map(({ room, bytes, team }): NewRow => {
          const about: JsonObject = team === undefined ? {} : { team };
          return { kind: 'update', key: room, about, bytes };
        }),
      ),
    compact: (room, bytes, upTo) => storage().write([{ kind: 'update', key: room, replaces: upTo, bytes }]),
    readDerived: (name) => storage().readDerived(name),
    writeDerived: (name, bytes) => storage().writeDerived(name, bytes),
  };
}

function teamOf({ about }: Row): number {
  const parsed = parseJson(about);
  const team = parsed !== undefined && isJsonObject(parsed) ? parsed['team'] : undefined;
  return typeof team === 'number' ? team : 0;
}
