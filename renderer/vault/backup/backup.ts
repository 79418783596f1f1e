import * as Y from 'yjs';
import {
  backupContentHash,
  type BackupFile,
  decodeBackup,
  encodeBackup,
} from '#shared/crypto/backup-file.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { compartmentOf } from '#shared/domain/collections.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { BackupReason } from './api.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { Database } from '../database/database.ts';
import type { Keybag } from '../keys/keybag.ts';
import { type Manifest, openManifest, sealManifest } from './manifest.ts';
import { applies, envelopesIn, readRooms } from './rooms.ts';
import { vouch } from './vouching.ts';

export interface BackupDeps {
  crypto: WebCrypto;
  keyring: Keyring;
  library: Library;
  database: Database;
}

/** A backup that belongs to the keybag's workspace and is whole. */
export interface OpenBackup {
  file: BackupFile;
  manifest: Manifest;
}

/**
 * Puts the lock and all rooms, sealed as they are stored, into one file. `state` names what it holds, `left` the
 * books that are too broken to be in it.
 */
export async function makeBackup(
  deps: BackupDeps,
  about: { madeAt: number; reason: BackupReason },
): Promise<Result<{ bytes: Bytes; state: string; left: string[] }>> {
  const { crypto, keyring, library, database } = deps;
  const { keybag } = keyring;
  const saved = await library.save();
  if (!saved.ok) return saved;
  const lock = utf8(JSON.stringify(await database.readKeys()));
  const { rooms, left } = await readRooms(library, database);
  const state = stateOf(library);
  const contentHash = toBase64Url(backupContentHash({ lock, rooms }));
  const manifest = await sealManifest(crypto, keybag, {
    version: 1,
    ...about,
    contentHash,
    maker: { device: keybag.deviceId, signature: await vouch(keyring, contentHash) },
    state,
    rooms: rooms.map(({ room, name, envelopes }) => ({ room, name, envelopes })),
  });
  const { workspace, epoch } = keybag;
  return ok({ bytes: encodeBackup({ workspace, epoch, lock, manifest, rooms }), state, left });
}

/** Names what the team's books hold now. The device's own ledger changes by itself and is no reason for a backup. */
export function stateOf(library: Library): string {
  const open = library.books.filter(({ name }) => compartmentOf(name) !== 'device');
  const states = [
    ...open.map((book) => `${book.room} ${book.state()}`),
    ...[...library.closedBooks.values()].map(({ room, state }) => `${room} ${state}`),
  ];
  return contentId(states.toSorted());
}

/** Opens a backup of this workspace, and makes sure that it is whole and was made by one of its devices. */
export async function openBackup(
  crypto: WebCrypto,
  keybag: Keybag,
  bytes: Uint8Array,
): Promise<Result<OpenBackup>> {
  const decoded = decodeBackup(bytes);
  if (!decoded.ok) return decoded;
  const file = decoded.value;
  if (file.workspace !== keybag.workspace) return otherWorkspace();
  const manifest = await openManifest(crypto, keybag, file);
  if (manifest === undefined) return notGenuine();
  if (manifest.contentHash !== toBase64Url(backupContentHash(file))) return notGenuine();
  return areRoomsWhole(file, manifest) ? ok({ file, manifest }) : notGenuine();
}

/** Every room can be read into a fresh document and holds at least what it held when the backup was made. */
function areRoomsWhole(file: BackupFile, manifest: Manifest): boolean {
  const expected = new Map(manifest.rooms.map(({ room, envelopes }) => [room, envelopes]));
  if (expected.size !== file.rooms.length) return false;
  return file.rooms.every(({ room, update }) => {
    const outer = new Y.Doc();
    const envelopes = expected.get(room);
    return envelopes !== undefined && applies(outer, update) && envelopesIn(outer).length >= envelopes;
  });
}

function otherWorkspace(): Result<never> {
  return problem(
    'backup.other-workspace',
    'This backup belongs to another business. Nothing was changed.',
    'To open it, start Plumbline with a new profile and restore it there.',
  );
}

export function notGenuine(): Result<never> {
  return problem(
    'backup.not-genuine',
    'This backup is damaged, or was made under keys that this device does not have. Nothing was changed.',
    'Choose another backup, or restore it on the device that made it.',
  );
}
