import { toBase64Url } from '#shared/lib/bytes.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';

export const crypto = webCrypto(globalThis.crypto);

/** Base64url of so many random bytes. */
export function randomText(bytes: number): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));
}
