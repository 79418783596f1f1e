import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { Database } from '../database/database.ts';
import { type OpenLock, withKeybag } from '../keys/lock.ts';
import type { StorageNotes } from '../storage/notes.ts';
import { asNewDevice } from './own-device.ts';

/**
 * Where what this device has given out may be missing here, as after both copies of its data were damaged, it goes
 * on as a new device: the numbers of its invoices and the counters of its envelopes must not run twice. Only an
 * owner's device can enter itself; another one stays what it was, and Health says why it should be invited anew.
 */
export async function asSureDevice(
  deps: { crypto: WebCrypto; database: Database; notes: StorageNotes },
  lock: OpenLock,
): Promise<Result<void>> {
  const { crypto, database, notes } = deps;
  if (!notes.isUnsure()) return ok();
  const renewed = await asNewDevice(crypto, lock.keybag);
  if (!renewed.ok || renewed.value === lock.keybag) return renewed.ok ? ok() : renewed;
  const file = await withKeybag(crypto, lock, renewed.value);
  const written = await database.writeKeys(file);
  if (!written.ok) return written;
  lock.keybag = renewed.value;
  lock.file = file;
  await notes.becameSure();
  return ok();
}
