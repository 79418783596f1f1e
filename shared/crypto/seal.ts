import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import type { Bytes } from '#shared/lib/bytes.ts';
import { concat, utf8 } from '#shared/lib/bytes.ts';
import { pad } from './padme.ts';

/** Sealed = version ‖ encapsulated key (32 bytes) ‖ ciphertext with tag. */
export const sealVersion = 1;
export const encapsulatedKeyBytes = 32;

/** HPKE (RFC 9180), base mode. `open.ts` holds the other half; the relay has this one only. */
export function sealSuite(): CipherSuite {
  return new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes256Gcm(),
  });
}

/** Raw X25519 keys, 32 bytes each. */
export async function generateSealKey(): Promise<{ publicKey: Bytes; privateKey: Bytes }> {
  const { kem } = sealSuite();
  const pair = await kem.generateKeyPair();
  return {
    publicKey: new Uint8Array(await kem.serializePublicKey(pair.publicKey)),
    privateKey: new Uint8Array(await kem.serializePrivateKey(pair.privateKey)),
  };
}

/**
 * Seals to a public key: only the holder of its private key can open it, not even who sealed it.
 * `info` says what it is for and must be the same when opened. Throws on a malformed key.
 */
export async function seal(publicKey: Bytes, plaintext: Bytes, info: string): Promise<Bytes> {
  const suite = sealSuite();
  const recipientPublicKey = await suite.kem.deserializePublicKey(publicKey);
  const sender = await suite.createSenderContext({ recipientPublicKey, info: utf8(info) });
  const ciphertext = new Uint8Array(await sender.seal(pad(plaintext)));
  return concat(new Uint8Array([sealVersion]), new Uint8Array(sender.enc), ciphertext);
}
