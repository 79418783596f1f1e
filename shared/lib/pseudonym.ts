import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, toBase64Url, utf8 } from './bytes.ts';

/**
 * Names what must not be guessed: HMAC-SHA-256 under a key that follows from a compartment's own, so that every device
 * with that key gives one name, and who has looked through all phone numbers without it has found nobody.
 */
export function createPseudonyms(roomKey: Bytes, workspace: string): (text: string) => string {
  const key = hkdf(sha256, roomKey, undefined, utf8(`plumbline pseudonym ${workspace}`), 32);
  return (text) => toBase64Url(hmac(sha256, key, utf8(text)));
}
