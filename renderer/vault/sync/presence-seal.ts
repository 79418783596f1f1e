import { z } from 'zod';
import { decryptBlob, deriveBytes, encryptBlob, importAesKey } from '#shared/crypto/keys.ts';
import { pad, unpad } from '#shared/crypto/padme.ts';
import type { CryptoKeyHandle, WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { fromBase64Url, fromUtf8, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';

/** What a device says of its owner to those who have the book's key. */
const saidSchema = z.looseObject({
  deviceId: z.string(),
  /** Epoch milliseconds, by the relay's clock. */
  at: z.number(),
  /** As `collection/id`. */
  records: z.array(z.string().max(200)).max(20),
});
export type Said = z.infer<typeof saidSchema>;

/** Apart from the key of envelopes, so that neither can stand for the other. */
export async function derivePresenceKey(
  crypto: WebCrypto,
  compartmentKey: Bytes,
  place: { workspace: string; book: string; epoch: number },
): Promise<CryptoKeyHandle> {
  const info = `plumbline presence ${place.workspace} ${place.book} ${place.epoch}`;
  return importAesKey(crypto, await deriveBytes(crypto, compartmentKey, info, 32));
}

const contextOf = (room: string): string => `presence ${room}`;

export async function sealPresence(
  crypto: WebCrypto,
  key: CryptoKeyHandle,
  room: string,
  said: Said,
): Promise<string> {
  const content = pad(utf8(JSON.stringify(said)));
  return toBase64Url(await encryptBlob(crypto, key, content, contextOf(room)));
}

/** `undefined` when it does not open, or is not what it should be. */
export async function openPresence(
  crypto: WebCrypto,
  key: CryptoKeyHandle,
  room: string,
  sealed: string,
): Promise<Said | undefined> {
  const padded = await decryptBlob(crypto, key, fromBase64Url(sealed), contextOf(room));
  const content = padded && unpad(padded);
  const said = saidSchema.safeParse(content && parseJson(fromUtf8(content)));
  return said.success ? said.data : undefined;
}
