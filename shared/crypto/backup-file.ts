import { sha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from '#shared/lib/bytes.ts';
import { concat, equalBytes, fromBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';

/**
 * The file of a backup. Integers are big-endian; every length is in bytes.
 *
 * ```
 * "PLUMBBAK" 8 ‖ version 1 ‖ workspace 16 ‖ epoch 4
 * ‖ lock length 4 ‖ lock            the lock file as it is stored, JSON in UTF-8: the keybag, already sealed
 * ‖ manifest length 4 ‖ manifest    sealed with a key of the keybag
 * ‖ number of rooms 4, then each room in ascending order of its name:
 *     name length 1 ‖ name ‖ update length 4 ‖ update    a Yjs update (V1) with the room's sealed envelopes
 * ‖ SHA-256 over everything before it 32
 * ```
 *
 * The workspace's id and the rooms' names are opaque, and all else is ciphertext: nothing in the file can be
 * read without the passphrase or the recovery words. The hash tells damage; what tells forgery is the hash of
 * lock and rooms inside the sealed manifest, and the signature of each envelope.
 *
 * Test vector: version 1, a workspace of 16 bytes 0x01, epoch 2, the lock `{}`, the manifest 0xaabb and one
 * room `r` with the update 0x0000 are, in hexadecimal,
 * `504c554d4242414b01` `01010101010101010101010101010101` `00000002` `00000002` `7b7d` `00000002` `aabb`
 * `00000001` `01` `72` `00000002` `0000`
 * `796ec384dd470e926f664c060e7302b4f48d8c82dacf6cc296241ae02a4e0159`.
 */
export interface BackupFile {
  /** The workspace's id, 22 characters of base64url. */
  workspace: string;
  /** The epoch of the key that seals the manifest. */
  epoch: number;
  lock: Bytes;
  manifest: Bytes;
  rooms: BackupRoom[];
}

export interface BackupRoom {
  room: string;
  update: Bytes;
}

const magic = utf8('PLUMBBAK');
const version = 1;
const workspaceLength = 16;
const hashLength = 32;
/** As many bytes of a file as say whose it is. */
export const backupHeadLength = magic.length + 1 + workspaceLength;

const roomPattern = /^[\w-]{1,64}$/;

/** Throws when a part does not fit the format, which would be a bug. */
export function encodeBackup(file: BackupFile): Bytes {
  const workspace = fromBase64Url(file.workspace);
  if (workspace.length !== workspaceLength) throw new Error('A workspace id has 16 bytes');
  const rooms = inOrder(file.rooms).flatMap(({ room, update }) => [roomName(room), sized(update)]);
  const body = concat(
    magic,
    new Uint8Array([version]),
    workspace,
    uint32(file.epoch),
    sized(file.lock),
    sized(file.manifest),
    uint32(file.rooms.length),
    ...rooms,
  );
  return concat(body, sha256(body));
}

/** Takes nothing that `encodeBackup` would not have written. */
export function decodeBackup(bytes: Uint8Array): Result<BackupFile> {
  const head = readBackupHead(bytes);
  if (!head.ok) return head;
  const end = bytes.length - hashLength;
  if (end < backupHeadLength) return damaged();
  const body = bytes.subarray(0, end);
  if (!equalBytes(sha256(body), bytes.subarray(end))) return damaged();
  const reader = createReader(body, backupHeadLength);
  const epoch = reader.uint32();
  const lock = reader.take(reader.uint32());
  const manifest = reader.take(reader.uint32());
  const rooms = readRooms(reader);
  if (rooms === undefined || epoch === undefined || lock === undefined || manifest === undefined)
    return damaged();
  if (!reader.isAtEnd()) return damaged();
  return ok({ workspace: head.value.workspace, epoch, lock, manifest, rooms });
}

/** Whose backup it is, from the first `backupHeadLength` bytes. */
export function readBackupHead(bytes: Uint8Array): Result<{ workspace: string }> {
  const start = bytes.subarray(0, magic.length);
  if (!equalBytes(start, magic.subarray(0, start.length)) || start.length === 0) return notABackup();
  if (bytes.length < backupHeadLength) return damaged();
  if (bytes[magic.length] !== version) return newer();
  return ok({ workspace: toBase64Url(bytes.subarray(magic.length + 1, backupHeadLength)) });
}

/** What the sealed manifest vouches for: lock and rooms. */
export function backupContentHash({ lock, rooms }: Pick<BackupFile, 'lock' | 'rooms'>): Bytes {
  const parts = inOrder(rooms).flatMap(({ room, update }) => [roomName(room), sized(update)]);
  return new Uint8Array(sha256(concat(sized(lock), uint32(rooms.length), ...parts)));
}

interface Reader {
  uint32(): number | undefined;
  take(length: number | undefined): Bytes | undefined;
  isAtEnd(): boolean;
}

/** Gives `undefined` for everything beyond the end. */
function createReader(bytes: Uint8Array, start: number): Reader {
  let offset = start;
  const take = (length: number | undefined): Bytes | undefined => {
    if (length === undefined || length > bytes.length - offset) return undefined;
    offset += length;
    return bytes.slice(offset - length, offset);
  };
  return {
    take,
    uint32() {
      const part = take(4);
      return part && new DataView(part.buffer).getUint32(0);
    },
    isAtEnd: () => offset === bytes.length,
  };
}

function readRooms(reader: Reader): BackupRoom[] | undefined {
  const count = reader.uint32();
  if (count === undefined) return undefined;
  const rooms: BackupRoom[] = [];
  while (rooms.length < count) {
    const name = reader.take(reader.take(1)?.[0]);
    const update = reader.take(reader.uint32());
    if (name === undefined || update === undefined) return undefined;
    const room = String.fromCharCode(...name);
    const last = rooms.at(-1)?.room ?? '';
    if (!roomPattern.test(room) || room <= last) return undefined;
    rooms.push({ room, update });
  }
  return rooms;
}

/** By code unit, so that every device writes the same order. */
function inOrder(rooms: BackupRoom[]): BackupRoom[] {
  return rooms.toSorted((a, b) => (a.room < b.room ? -1 : 1));
}

function roomName(room: string): Bytes {
  if (!roomPattern.test(room)) throw new Error('A room’s name is opaque and short');
  return concat(new Uint8Array([room.length]), utf8(room));
}

function sized(bytes: Uint8Array): Bytes {
  return concat(uint32(bytes.length), bytes);
}

function uint32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function notABackup(): Result<never> {
  return problem(
    'backup.not-a-backup',
    'This file is not a backup of Plumbline. Nothing was changed.',
    'Choose a file whose name ends in .plumbline.',
  );
}

function newer(): Result<never> {
  return problem(
    'backup.newer',
    'This backup was made by a newer version of Plumbline. Nothing was changed.',
    'Update Plumbline on this device, then restore it.',
  );
}

function damaged(): Result<never> {
  return problem(
    'backup.damaged',
    'This backup is incomplete or damaged. Nothing was changed.',
    'Choose another backup, or another copy of this one.',
  );
}
