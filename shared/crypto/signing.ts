import type { Bytes } from '#shared/lib/bytes.ts';
import { concat, fromBase64Url, fromHex, utf8 } from '#shared/lib/bytes.ts';
import type { WebCrypto } from './web-crypto.ts';

export type Signer = (data: Bytes) => Promise<Bytes>;
export type Verifier = (signature: Bytes, data: Bytes) => Promise<boolean>;

export interface SigningKeyPair {
  /** Raw, 32 bytes. */
  publicKey: Bytes;
  /** PKCS #8. */
  privateKey: Bytes;
}

const algorithm = 'Ed25519';

export async function generateSigningKey(crypto: WebCrypto): Promise<SigningKeyPair> {
  const pair = await crypto.subtle.generateKey({ name: algorithm }, true, ['sign', 'verify']);
  return {
    publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)),
    privateKey: new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)),
  };
}

/** What stands before a seed of 32 bytes in PKCS #8 (RFC 8410 §7). */
const pkcs8Start = fromHex('302e020100300506032b657004220420');

/** The key pair of a seed: 32 bytes that are uniformly random, such as HKDF gives. */
export async function signingKeyOf(crypto: WebCrypto, seed: Bytes): Promise<SigningKeyPair> {
  const privateKey = concat(pkcs8Start, seed);
  const key = await crypto.subtle.importKey('pkcs8', privateKey, { name: algorithm }, true, ['sign']);
  const { x = '' } = await crypto.subtle.exportKey('jwk', key);
  return { publicKey: fromBase64Url(x), privateKey };
}

/** Imports the key once; signatures are 64 bytes (RFC 8032). Throws on a malformed key. */
export async function createSigner(crypto: WebCrypto, pkcs8: Bytes): Promise<Signer> {
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, { name: algorithm }, false, ['sign']);
  return async (data) => new Uint8Array(await crypto.subtle.sign({ name: algorithm }, key, data));
}

/** Throws when `rawPublic` is not 32 bytes. A signature of any other shape is simply not valid. */
export async function createVerifier(crypto: WebCrypto, rawPublic: Bytes): Promise<Verifier> {
  const key = await crypto.subtle.importKey('raw', rawPublic, { name: algorithm }, false, ['verify']);
  return (signature, data) => crypto.subtle.verify({ name: algorithm }, key, signature, data);
}

/** Prefixes what is signed with what it is signed for, so that a signature never fits another purpose. */
export function forPurpose(purpose: string, data: Uint8Array): Bytes {
  return concat(utf8(purpose), new Uint8Array(1), data);
}
