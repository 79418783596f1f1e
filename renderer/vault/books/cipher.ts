import { openEnvelope, readHeader, sealEnvelope } from '#shared/crypto/envelope.ts';
import { deriveBookKey } from '#shared/crypto/keys.ts';
import type { Signer, Verifier } from '#shared/crypto/signing.ts';
import { createSigner, createVerifier } from '#shared/crypto/signing.ts';
import type { CryptoKeyHandle, WebCrypto } from '#shared/crypto/web-crypto.ts';
import { compartmentOf } from '#shared/domain/collections.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { problem } from '#shared/lib/result.ts';
import { compartmentKey, type Keybag } from '../keys/keybag.ts';

/** Seals and opens the envelopes of one book. */
export interface BookCipher {
  seal(update: Uint8Array, level: number): Promise<Bytes>;
  open(envelope: Uint8Array): Promise<Result<Bytes>>;
  /** Goes on counting after an envelope of this device that was found in the book. */
  sawCounter(envelope: Uint8Array): void;
}

export interface Keyring {
  crypto: WebCrypto;
  keybag: Keybag;
  sign: Signer;
  /** The signing keys of the devices that this one trusts, by device id. */
  verifiers: Map<string, Verifier>;
}

export async function createKeyring(crypto: WebCrypto, keybag: Keybag): Promise<Keyring> {
  const verifier = await createVerifier(crypto, fromBase64Url(keybag.signing.publicKey));
  return {
    crypto,
    keybag,
    sign: await createSigner(crypto, fromBase64Url(keybag.signing.privateKey)),
    verifiers: new Map([[keybag.deviceId, verifier]]),
  };
}

export function createBookCipher(keyring: Keyring, book: { name: string; room: string }): BookCipher {
  const { crypto, keybag } = keyring;
  const place = { workspace: keybag.workspace, room: book.room };
  const keys = new Map<number, Promise<CryptoKeyHandle>>();
  let counter = 0;

  const keyOf = (epoch: number): Promise<CryptoKeyHandle> | undefined => {
    const secret = compartmentKey(keybag, compartmentOf(book.name), epoch);
    if (secret !== undefined && !keys.has(epoch)) {
      keys.set(epoch, deriveBookKey(crypto, secret, { workspace: keybag.workspace, book: book.name, epoch }));
    }
    return keys.get(epoch);
  };

  return {
    async seal(update, level) {
      const key = await keyOf(keybag.epoch);
      if (key === undefined) throw new Error(`This device has no key for ${book.name}`);
      const header = { level, epoch: keybag.epoch, device: keybag.deviceId, counter: ++counter };
      return sealEnvelope({ crypto, key, sign: keyring.sign }, place, header, update);
    },
    async open(envelope) {
      const header = readHeader(envelope);
      if (!header.ok) return header;
      const key = await keyOf(header.value.epoch);
      const verify = keyring.verifiers.get(header.value.device);
      if (key === undefined || verify === undefined) {
        return problem(
          'envelope.no-key',
          'This was written by a device or under a key that this device does not know. It is kept.',
        );
      }
      return openEnvelope({ crypto, key, verify }, place, envelope);
    },
    sawCounter(envelope) {
      const header = readHeader(envelope);
      if (header.ok && header.value.device === keybag.deviceId)
        counter = Math.max(counter, header.value.counter);
    },
  };
}
