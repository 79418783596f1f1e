import type { Access } from '#shared/domain/roles.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import type { Keybag } from '../keys/keybag.ts';
import type { FewRecords } from './records.ts';
import type { Standing } from './standings.ts';

/** How far a sender may go without the passphrase. */
export const senderLimits = {
  /** Milliseconds from locking on. */
  lasts: 72 * 60 * 60 * 1000,
  /** Messages, those that it writes by itself among them. */
  sends: 500,
} as const;

/** Everything that a sender holds, and so all that lies in memory while Plumbline is locked. */
export interface SenderLoad {
  /** Signs in at the relay and opens what waits there: no key of a book is in it, and none that opens such keys. */
  keybag: Keybag;
  relayUrl: string | undefined;
  claimsKey: Bytes | undefined;
  logKey: Bytes;
  /** Seals and opens the links by which people unsubscribe. */
  unsubscribeKey: Bytes | undefined;
  /** How many deliveries had been taken out of the inbox before; see `missedCount`. */
  takenBefore: number;
  records: FewRecords;
  standings: Record<string, Standing>;
  /** What members may do who are told in Telegram, by their ids. */
  access: Record<string, Access>;
  /** Epoch milliseconds. */
  until: number;
}

/** The keys that a sender needs of a device's. */
export function withoutBookKeys(keybag: Keybag): Keybag {
  const { restoredFrom: _restored, otherHistory: _other, ...kept } = keybag;
  return { ...kept, box: { publicKey: keybag.box.publicKey, privateKey: '' }, compartments: {} };
}
