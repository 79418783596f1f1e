import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from '#shared/lib/bytes.ts';
import { forPurpose } from '#shared/crypto/signing.ts';
import { canonicalJson } from '#shared/lib/json.ts';

/** A device in a book. */
export interface ClientPlace {
  workspace: string;
  book: string;
  device: string;
  /** Of its entry in the membership, drawn by who let it in: so it could not choose a name that leads to a colleague's clients. */
  salt: string | undefined;
}

const chances = 2 ** 20;
const hashes = 2 ** 33;

/**
 * A Yjs client as which a device may write in a book: 33 bits that only this device has there, and 20 that it draws
 * each time, so that copies of it write apart. What somebody else writes as it is not theirs, whoever comes first.
 */
export function clientOf({ workspace, book, device, salt = '' }: ClientPlace, chance: number): number {
  const low = chance % chances;
  const named = canonicalJson({ workspace, book, device, salt, chance: low });
  const hash = sha256(forPurpose('plumbline client v1', utf8(named)));
  const high = new DataView(hash.buffer, hash.byteOffset).getBigUint64(0) % BigInt(hashes);
  return Number(high) * chances + low;
}

export function isClientOf(place: ClientPlace, client: number): boolean {
  return Number.isSafeInteger(client) && client >= 0 && clientOf(place, client) === client;
}
