import type { Bytes } from '#shared/lib/bytes.ts';
import { toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import type { CryptoKeyHandle, WebCrypto } from './web-crypto.ts';

/** HKDF-SHA256 (RFC 5869). The secret must already be uniformly random; passphrases go through Argon2id. */
export async function deriveBytes(
  crypto: WebCrypto,
  secret: Bytes,
  info: string,
  length: number,
): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, length * 8));
}

export async function importAesKey(crypto: WebCrypto, raw: Bytes): Promise<CryptoKeyHandle> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** The key of one book in one epoch. */
export async function deriveBookKey(
  crypto: WebCrypto,
  compartmentKey: Bytes,
  place: { workspace: string; book: string; epoch: number },
): Promise<CryptoKeyHandle> {
  const info = `plumbline book ${place.workspace} ${place.book} ${place.epoch}`;
  return importAesKey(crypto, await deriveBytes(crypto, compartmentKey, info, 32));
}

/**
 * The relay's name for a book: 8 characters that all books of the compartment share, by which the relay knows
 * who may come in, and 16 of its own. It says nothing about the book, and stays the same in every epoch.
 */
export async function deriveRoomId(
  crypto: WebCrypto,
  roomKey: Bytes,
  workspace: string,
  book: string,
): Promise<string> {
  const own = await deriveBytes(crypto, roomKey, `plumbline room ${workspace} ${book}`, 12);
  return (await deriveRoomTag(crypto, roomKey, workspace)) + toBase64Url(own);
}

/** The first 8 characters of every room of a compartment. */
export async function deriveRoomTag(crypto: WebCrypto, roomKey: Bytes, workspace: string): Promise<string> {
  return toBase64Url(await deriveBytes(crypto, roomKey, `plumbline tag ${workspace}`, 6));
}

const nonceLength = 12;

/** AES-256-GCM with a random nonce in front, for what is stored on this device only. */
export async function encryptBlob(
  crypto: WebCrypto,
  key: CryptoKeyHandle,
  plaintext: Bytes,
  context: string,
): Promise<Bytes> {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceLength));
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: utf8(context) };
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, plaintext));
  const blob = new Uint8Array(nonceLength + ciphertext.length);
  blob.set(nonce);
  blob.set(ciphertext, nonceLength);
  return blob;
}

/** `undefined` when the key, the context or the bytes are not the right ones. */
export async function decryptBlob(
  crypto: WebCrypto,
  key: CryptoKeyHandle,
  blob: Bytes,
  context: string,
): Promise<Bytes | undefined> {
  const algorithm = { name: 'AES-GCM', iv: blob.slice(0, nonceLength), additionalData: utf8(context) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, blob.slice(nonceLength)));
  } catch {
    return undefined;
  }
}
