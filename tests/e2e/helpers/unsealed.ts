import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as Y from 'yjs';
import { epochKeys } from '#renderer/vault/keys/branch-keys.ts';
import { type Keybag, roomKey } from '#renderer/vault/keys/keybag.ts';
import { openWithPassphrase } from '#renderer/vault/keys/lock.ts';
import { derivedKey } from '#renderer/vault/projection/snapshots.ts';
import { decodeBackup } from '#shared/crypto/backup-file.ts';
import { createOpener } from '#shared/crypto/open.ts';
import { openEnvelope, readHeader } from '#shared/crypto/envelope.ts';
import { decryptBlob, deriveBookKey, deriveRoomId } from '#shared/crypto/keys.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { type Compartment, compartmentOf, compartments } from '#shared/domain/collections.ts';
import { type Bytes, fromBase64Url } from '#shared/lib/bytes.ts';
import { parseJsonBytes } from '#shared/lib/json.ts';
import { inboxInfo } from '#shared/sync/delivery.ts';
import { decodeRow } from '#sync-server/storage/rows.ts';
import type { StoredBytes } from './indexed-db.ts';

/** Something sealed that was opened, and where it lay. `undefined` words: it does not open with the keys that are here. */
export interface Piece {
  /** The book, or what else it is. */
  of: string;
  words: Buffer | undefined;
}

/** Reads a device's files as somebody does who has them and the passphrase: nothing is hidden by being sealed. */
export interface Unsealer {
  journal(): Promise<Piece[]>;
  /** What `bytesInIndexedDb` has read. */
  indexedDb(stored: readonly StoredBytes[]): Promise<Piece[]>;
  backups(): Promise<Piece[]>;
  /** The rooms of a relay, which have the same envelopes. */
  relay(folder: string): Promise<Piece[]>;
  /** The names of files that the device holds whole or in part. */
  blobs(): string[];
}

const crypto = globalThis.crypto as unknown as WebCrypto;
const firstYear = 2015;

export async function createUnsealer(profile: string, passphrase: string): Promise<Unsealer> {
  const journalFile = path.join(profile, 'journal', 'journal.sqlite');
  const keybag = await keybagOf(journalFile, passphrase);
  const books = await namesByRoom(keybag);
  const derived = await derivedKey(crypto, keybag);

  async function openOne(room: string, envelope: Uint8Array): Promise<Piece> {
    const book = books.get(room);
    const header = readHeader(envelope);
    if (book === undefined || !header.ok) return { of: book ?? `unknown room ${room}`, words: undefined };
    const place = { workspace: keybag.workspace, book, room };
    for (const secret of epochKeys(keybag, compartmentOf(book), header.value.epoch)) {
      const { epoch } = header.value;
      const key = await deriveBookKey(crypto, fromBase64Url(secret), { ...place, epoch });
      const opened = await openEnvelope({ crypto, key }, place, envelope);
      if (opened.ok) return { of: book, words: Buffer.from(opened.value.update) };
    }
    return { of: book, words: undefined };
  }

  const openUpdate = (room: string, update: Uint8Array): Promise<Piece[]> =>
    Promise.all(binariesIn(update).map((envelope) => openOne(room, envelope)));

  async function openRow({ kind, key, bytes }: SealedRow): Promise<Piece[]> {
    const [room = ''] = key.split('/');
    if (kind === 'update') return openUpdate(room, bytes);
    if (kind === 'envelope' && bytes.length > 0) return [await openOne(room, bytes)];
    return [];
  }

  return {
    journal: async () => (await Promise.all(rowsOf(journalFile).map(openRow))).flat(),
    async indexedDb(stored) {
      const pieces = stored.map(async ({ store, row, bytes }): Promise<Piece[]> => {
        if (store === 'rows') return openRow({ ...(row as Pick<SealedRow, 'kind' | 'key'>), bytes });
        const { name = '' } = row as { name?: string };
        const words = store === 'derived' ? await decryptBlob(crypto, derived, bytes, name) : undefined;
        return words === undefined
          ? []
          : [{ of: `derived ${nameOf(name, books)}`, words: Buffer.from(words) }];
      });
      return (await Promise.all(pieces)).flat();
    },
    async backups() {
      const folder = path.join(profile, 'backups');
      const names = existsSync(folder)
        ? readdirSync(folder).filter((name) => name.endsWith('.plumbline'))
        : [];
      const pieces: Piece[] = [];
      for (const name of names) {
        const file = decodeBackup(new Uint8Array(readFileSync(path.join(folder, name))));
        if (!file.ok) throw new Error(`${name} is no backup`);
        for (const { room, update } of file.value.rooms) pieces.push(...(await openUpdate(room, update)));
      }
      return pieces;
    },
    async relay(folder) {
      const file = readdirSync(folder).find((name) => name.endsWith('.sqlite'))!;
      const sql = 'SELECT rooms.name AS room, data FROM room_rows JOIN rooms ON rooms.id = room_rows.room_id';
      const rows = query(path.join(folder, file), sql) as { room: string; data: Uint8Array }[];
      const updates = rows.flatMap(({ room, data }) => decodeRow(data).map((update) => ({ room, update })));
      const open = ({ room, update }: (typeof updates)[number]) =>
        room === keybag.inboxRoom
          ? Promise.all(binariesIn(update).map((sealed) => openDelivery(keybag, sealed)))
          : openUpdate(room, update);
      return (await Promise.all(updates.map(open))).flat();
    },
    blobs: () => [
      ...new Set(
        rowsOf(journalFile)
          .filter(({ kind }) => kind === 'blob' || kind === 'piece')
          .map(({ key }) => key),
      ),
    ],
  };
}

/** Of each piece of a book that the journal holds, a part that no other one has, as it lies there. */
export function sealedParts(profile: string): Map<number, Buffer> {
  const file = path.join(profile, 'journal', 'journal.sqlite');
  const rows = query(file, "SELECT sequence, bytes FROM rows WHERE kind = 'update' AND length > 200");
  return new Map(
    rows.map(({ sequence, bytes }) => [
      Number(sequence),
      Buffer.from(bytes as Uint8Array<ArrayBuffer>).subarray(-96, -32),
    ]),
  );
}

/** The files below a folder that hold any of these. */
export function filesWith(folder: string, parts: readonly Buffer[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return files
    .map((file) => path.join(file.parentPath, file.name))
    .filter((file) => {
      const content = readFileSync(file);
      return parts.some((part) => content.includes(part));
    });
}

/** What a channel has delivered, as it lies at the relay. */
async function openDelivery(
  { inbox, formerInboxes = [], workspace }: Keybag,
  sealed: Uint8Array,
): Promise<Piece> {
  for (const { privateKey } of [...(inbox === undefined ? [] : [inbox]), ...formerInboxes]) {
    const opener = await createOpener(crypto, fromBase64Url(privateKey));
    const opened = await opener(sealed, inboxInfo(workspace));
    if (opened.ok) return { of: 'deliveries', words: Buffer.from(opened.value) };
  }
  return { of: 'deliveries', words: undefined };
}

interface SealedRow {
  kind: string;
  key: string;
  bytes: Bytes;
}

function rowsOf(journalFile: string): SealedRow[] {
  const rows = query(journalFile, 'SELECT kind, key, bytes FROM rows WHERE removed = 0 ORDER BY sequence');
  return rows as unknown as SealedRow[];
}

/** Of a copy: somebody else has the file open. */
function query(file: string, sql: string): Record<string, unknown>[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'unsealed-'));
  const copy = path.join(folder, 'copy.sqlite');
  for (const end of ['', '-wal']) if (existsSync(file + end)) copyFileSync(file + end, copy + end);
  const database = new DatabaseSync(copy);
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
}

async function keybagOf(journalFile: string, passphrase: string): Promise<Keybag> {
  const lock = rowsOf(journalFile).findLast(({ kind }) => kind === 'lock');
  const opened = await openWithPassphrase(crypto, lock && parseJsonBytes(lock.bytes), passphrase);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value.keybag;
}

/** What each room of the workspace is, for all books that there may be. */
async function namesByRoom(keybag: Keybag): Promise<Map<string, string>> {
  const years = Array.from(
    { length: new Date().getUTCFullYear() + 2 - firstYear },
    (_, at) => firstYear + at,
  );
  const months = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, '0'));
  const dates = years.flatMap((year) => [`${year}`, ...months.map((month) => `${year}-${month}`)]);
  const names = compartments.flatMap((name) => [name, ...dates.map((date) => `${name}-${date}`)]);
  const entries = names.map(async (name) => {
    const key = roomKey(keybag, compartmentOf(name) as Compartment);
    return key && ([await deriveRoomId(crypto, key, keybag.workspace, name), name] as const);
  });
  return new Map((await Promise.all(entries)).filter((entry) => entry !== undefined));
}

function nameOf(derived: string, books: ReadonlyMap<string, string>): string {
  const [first = '', second = ''] = derived.split(' ');
  return books.get(first) ?? (books.has(second) ? `${first} ${books.get(second)}` : derived);
}

/** What stands in an outer document's update, one by one, whether or not it is deleted by another. */
function binariesIn(update: Uint8Array): Uint8Array[] {
  return Y.decodeUpdate(update).structs.flatMap((struct) => {
    const content = struct instanceof Y.Item ? struct.content : undefined;
    return content instanceof Y.ContentBinary ? [content.content] : [];
  });
}
