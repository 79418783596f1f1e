import { openEnvelope, readHeader, sealEnvelope } from '#shared/crypto/envelope.ts';
import { deriveBookKey } from '#shared/crypto/keys.ts';
import type { CryptoKeyHandle } from '#shared/crypto/web-crypto.ts';
import { compartmentOf } from '#shared/domain/collections.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { problem } from '#shared/lib/result.ts';
import { compartmentKey } from '../keys/keybag.ts';
import type { Keyring } from './keyring.ts';

/**
 * How an envelope came to this device: the sequence of the membership that the device had then, or from a backup
 * for which somebody vouches.
 */
export type Arrival = number | 'backup';

/** Seals and opens the envelopes of one book. */
export interface BookCipher {
  seal(update: Uint8Array, level: number): Promise<Bytes>;
  open(envelope: Uint8Array, arrival: Arrival): Promise<Result<Bytes>>;
  /** The sequence of the membership as it is now. */
  team(): number;
  /** Whether all that counts of former devices is sealed anew. */
  isSettled(): boolean;
  /** Goes on counting after an envelope of this device that was found in the book. */
  sawCounter(envelope: Uint8Array): void;
  canWrite(): boolean;
  /** The epoch under which new envelopes are sealed. */
  epoch(): number;
}

export function createBookCipher(keyring: Keyring, book: { name: string; room: string }): BookCipher {
  const { crypto } = keyring;
  const { workspace, deviceId } = keyring.keybag;
  const place = { workspace, room: book.room };
  const keys = new Map<number, Promise<CryptoKeyHandle>>();
  // The device's own book is nobody else's: it needs no right, and no other device writes it.
  const isOwn = compartmentOf(book.name) === 'device';
  let counter = 0;

  const keyOf = (epoch: number): Promise<CryptoKeyHandle> | undefined => {
    const secret = compartmentKey(keyring.keybag, compartmentOf(book.name), epoch);
    if (secret !== undefined && !keys.has(epoch)) {
      keys.set(epoch, deriveBookKey(crypto, secret, { workspace, book: book.name, epoch }));
    }
    return keys.get(epoch);
  };
  const epoch = (): number => (isOwn ? 1 : keyring.keybag.epoch);

  /**
   * What a removed device had written before is in the checkpoint that followed its removal. Until this device has
   * made that, what had come before still counts; what comes later never does, also not after a restart. Of a backup
   * only that is shown which somebody vouches for.
   */
  const stillCounts = (device: string, arrival: Arrival): boolean => {
    const { settledDevices = [], formerSince = {} } = keyring.keybag;
    return arrival === 'backup' || (!settledDevices.includes(device) && arrival < (formerSince[device] ?? 1));
  };

  return {
    async seal(update, level) {
      // Taken once: the team may change while the key is derived, and the header must name the key that was used.
      const sealedUnder = epoch();
      const key = await keyOf(sealedUnder);
      if (key === undefined) throw new Error(`This device has no key for ${book.name}`);
      const header = { level, epoch: sealedUnder, device: deviceId, counter: ++counter };
      return sealEnvelope({ crypto, key, sign: keyring.sign }, place, header, update);
    },
    async open(envelope, arrival) {
      const header = readHeader(envelope);
      if (!header.ok) return header;
      const key = await keyOf(header.value.epoch);
      const writer = isOwn
        ? await keyring.roster.ownWriter(header.value.device)
        : await keyring.roster.writer(header.value.device, book.room);
      if (key === undefined || writer === undefined) return notKnown();
      if (writer.former && !stillCounts(header.value.device, arrival)) return notKnown();
      return openEnvelope({ crypto, key, verify: writer.verify }, place, envelope);
    },
    team: () => keyring.roster.record.sequence,
    isSettled: () => keyring.roster.unsettled(keyring.keybag.settledDevices).length === 0,
    sawCounter(envelope) {
      const header = readHeader(envelope);
      if (header.ok && header.value.device === deviceId) counter = Math.max(counter, header.value.counter);
    },
    canWrite: () => keyring.canWrite(book.name),
    epoch,
  };
}

function notKnown(): Result<never> {
  return problem(
    'envelope.no-key',
    'This was written by a device, or under a key, that this device does not accept. It is kept.',
  );
}
