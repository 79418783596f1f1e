import { decodeBackup } from '#shared/crypto/backup-file.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { parseJsonBytes } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { BackupSecret } from './api.ts';
import type { Database } from '../database/database.ts';
import type { Keybag } from '../keys/keybag.ts';
import {
  type OpenLock,
  openWithPassphrase,
  openWithWords,
  withKeybag,
  withNewPassphrase,
} from '../keys/lock.ts';
import { asNewDevice } from '../team/own-device.ts';
import { readRoster } from '../keys/roster.ts';
import { notGenuine, type OpenBackup, openBackup } from './backup.ts';
import { makerOf } from './vouching.ts';

/**
 * Makes a backup's workspace this device's own. Everything is checked before anything is written, and the lock
 * is written last: a device that was cut off half way is still an empty one.
 */
export async function restoreOntoDevice(
  deps: { crypto: WebCrypto; database: Database },
  bytes: Uint8Array,
  secret: BackupSecret,
): Promise<Result<OpenLock>> {
  const { crypto, database } = deps;
  const decoded = decodeBackup(bytes);
  if (!decoded.ok) return decoded;
  const opened = await openLock(crypto, decoded.value.lock, secret);
  if (!opened.ok) return opened;
  const lock = opened.value;
  const backup = await openBackup(crypto, lock.keybag, bytes);
  if (!backup.ok) return backup;
  if (!(await isOfItsLock(crypto, lock.keybag, backup.value))) return notGenuine();
  if ('newPassphrase' in secret) lock.file = await withNewPassphrase(crypto, lock, secret.newPassphrase);
  const rooms = backup.value.file.rooms.map(({ room, update }) => ({ room, bytes: update }));
  const renewed = await asNewDevice(crypto, lock.keybag);
  if (!renewed.ok) return renewed;
  lock.keybag = renewed.value;
  lock.file = await withKeybag(crypto, lock, renewed.value);
  const stored = await database.append(rooms);
  if (!stored.ok) return stored;
  const written = await database.writeKeys(lock.file);
  return written.ok ? ok(lock) : written;
}

/** The lock is of the device that made the backup: with old keys alone somebody else could put a file around it. */
async function isOfItsLock(crypto: WebCrypto, keybag: Keybag, { manifest }: OpenBackup): Promise<boolean> {
  const roster = await readRoster(crypto, keybag.membership, keybag.workspace);
  return roster.ok && (await makerOf(manifest, roster.value)) === keybag.deviceId;
}

async function openLock(
  crypto: WebCrypto,
  stored: Uint8Array,
  secret: BackupSecret,
): Promise<Result<OpenLock>> {
  const file = parseJsonBytes(stored);
  return 'passphrase' in secret
    ? openWithPassphrase(crypto, file, secret.passphrase)
    : openWithWords(crypto, file, secret.recoveryWords);
}
