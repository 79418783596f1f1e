import type { CipherSuite } from '@hpke/core';
import type { Bytes } from '#shared/lib/bytes.ts';
import { concat, utf8 } from '#shared/lib/bytes.ts';
import { pad } from './padme.ts';
import { sealSuite } from './seal-suite.ts';
import type { WebCrypto } from './web-crypto.ts';

/** Sealed = version ‖ encapsulated key (32 bytes) ‖ ciphertext with tag. */
export const sealVersion = 1;
export const encapsulatedKeyBytes = 32;

/** Raw X25519 keys, 32 bytes each. */
export interface SealKeyPair {
  publicKey: Bytes;
  privateKey: Bytes;
}

export async function generateSealKey(crypto: WebCrypto): Promise<SealKeyPair> {
  const { kem } = sealSuite(crypto);
  return raw(kem, await kem.generateKeyPair());
}

/** The key pair of a seed: 32 bytes that are uniformly random (RFC 9180 §7.1.3). */
export async function sealKeyOf(crypto: WebCrypto, seed: Bytes): Promise<SealKeyPair> {
  const { kem } = sealSuite(crypto);
  return raw(kem, await kem.deriveKeyPair(seed.slice().buffer));
}

type Kem = CipherSuite['kem'];

async function raw(kem: Kem, pair: Awaited<ReturnType<Kem['generateKeyPair']>>): Promise<SealKeyPair> {
  return {
    publicKey: new Uint8Array(await kem.serializePublicKey(pair.publicKey)),
    privateKey: new Uint8Array(await kem.serializePrivateKey(pair.privateKey)),
  };
}

/**
 * Seals to a public key (HPKE, base mode; `open.ts` holds the other half, the relay has this one only): only the holder of its private key can open it, not even who sealed it.
 * `info` says what it is for and must be the same when opened. Throws on a malformed key.
 */
export async function seal(
  crypto: WebCrypto,
  publicKey: Bytes,
  plaintext: Bytes,
  info: string,
): Promise<Bytes> {
  const suite = sealSuite(crypto);
  const recipientPublicKey = await suite.kem.deserializePublicKey(publicKey);
  const sender = await suite.createSenderContext({ recipientPublicKey, info: utf8(info) });
  const ciphertext = new Uint8Array(await sender.seal(pad(plaintext)));
  return concat(new Uint8Array([sealVersion]), new Uint8Array(sender.enc), ciphertext);
}
