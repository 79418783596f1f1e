import type { Bytes } from '#shared/lib/bytes.ts';
import { utf8 } from '#shared/lib/bytes.ts';
import { type JsonObject, parseJson, parseJsonBytes } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { type ClosingNote, closingNoteSchema } from './closing-note.ts';
import { type Attempts, attemptsSchema } from './attempts.ts';
import { type QuickNote, quickNoteSchema } from './quick-note.ts';
import type { NewRow } from '../storage/row.ts';
import type { Storage } from '../storage/storage.ts';

export interface NewUpdate {
  room: string;
  bytes: Bytes;
  /** Of an envelope that is stored by itself, apart from the outer document: what names it in its room. */
  kept?: string;
  /** Takes the row of such an envelope away. */
  removed?: boolean;
}

/** An envelope that is stored by itself. */
export interface KeptEnvelope {
  name: string;
  bytes: Bytes;
}

export interface StoredUpdate {
  /** What was stored; whether it still is an update, who reads it finds out. */
  bytes: unknown;
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
  /** The envelopes of a room that are stored by themselves. */
  readKept(room: string): Promise<KeptEnvelope[]>;
  /** Appends all rows, or none. */
  append(updates: NewUpdate[]): Promise<Result<void>>;
  /** Writes a row that stands for all rows of the room up to a sequence. */
  compact(room: string, whole: Bytes, upTo: number): Promise<Result<void>>;
  /** What went out while locked, sealed, in the order in which it was written. */
  senderLog(): Promise<Bytes[]>;
  appendToSenderLog(bytes: Bytes): Promise<Result<void>>;
  clearSenderLog(): Promise<Result<void>>;
  /** What is noted of the end of this business; see `ClosingNote`. */
  closing(): Promise<ClosingNote | undefined>;
  noteClosing(note: ClosingNote | undefined): Promise<Result<void>>;
  /** What a quick unlock needs beside the system's key store; see `QuickNote`. */
  quick(): Promise<QuickNote | undefined>;
  noteQuick(note: QuickNote | undefined): Promise<Result<void>>;
  /** What this device remembers of codes that were tried; see `Attempts`. */
  attempts(): Promise<Attempts | undefined>;
  noteAttempts(attempts: Attempts): Promise<Result<void>>;
  readDerived(name: string): Promise<Bytes | undefined>;
  /** Where it cannot be written, such as on a full disk, what was there stays: it can be made anew. */
  writeDerived(name: string, bytes: Bytes): Promise<void>;
}

const senderLog = { kind: 'sender', key: 'log' } as const;
const closing = { kind: 'device', key: 'closing' } as const;
const quick = { kind: 'device', key: 'quick' } as const;
const attempts = { kind: 'device', key: 'attempts' } as const;
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
        sequence: row.sequence,
      })),
    async readKept(room) {
      const keys = (await storage().keys('envelope')).filter((key) => key.startsWith(`${room}/`));
      const rows = await Promise.all(keys.map((key) => storage().rows('envelope', key)));
      return rows
        .flat()
        .filter(({ removed }) => !removed)
        .map((row) => ({ name: row.key.slice(room.length + 1), bytes: row.bytes }));
    },
    append: (updates) => storage().write(updates.map(rowOf)),
    compact: (room, bytes, upTo) => storage().write([{ kind: 'update', key: room, replaces: upTo, bytes }]),
    senderLog: async () => (await storage().rows(senderLog.kind, senderLog.key)).map(({ bytes }) => bytes),
    appendToSenderLog: (bytes) => storage().write([{ ...senderLog, bytes }]),
    clearSenderLog: () => storage().write([{ ...senderLog, removed: true }]),
    async closing() {
      const row = (await storage().rows(closing.kind, closing.key)).at(-1);
      return row?.removed === true
        ? undefined
        : closingNoteSchema.safeParse(row && parseJson(row.about)).data;
    },
    noteClosing: (note) =>
      storage().write([
        note === undefined
          ? { ...closing, removed: true }
          : { ...closing, replaces: 'earlier', about: note as JsonObject },
      ]),
    async quick() {
      const row = (await storage().rows(quick.kind, quick.key)).at(-1);
      return row?.removed === true ? undefined : quickNoteSchema.safeParse(row && parseJson(row.about)).data;
    },
    noteQuick: (note) =>
      storage().write([
        note === undefined
          ? { ...quick, removed: true }
          : { ...quick, replaces: 'earlier', about: note as JsonObject },
      ]),
    async attempts() {
      const row = (await storage().rows(attempts.kind, attempts.key)).at(-1);
      return attemptsSchema.safeParse(row && parseJson(row.about)).data;
    },
    noteAttempts: (noted) =>
      storage().write([{ ...attempts, replaces: 'earlier', about: noted as JsonObject }]),
    readDerived: (name) => storage().readDerived(name),
    writeDerived: (name, bytes) => storage().writeDerived(name, bytes),
  };
}

/** The row in which it is stored. */
export function rowOf({ room, bytes, kept, removed = false }: NewUpdate): NewRow {
  if (kept === undefined) return { kind: 'update', key: room, bytes };
  return { kind: 'envelope', key: `${room}/${kept}`, bytes, removed };
}
