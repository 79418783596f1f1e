import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { expand, extract, hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { WebCrypto } from './web-crypto.ts';

type Buffers = ArrayBufferLike | ArrayBufferView;

/**
 * Opening one delivery derives nine times from a few bytes. Each time, Web Crypto's answer would be waited for longer
 * than our own hash takes; keys stay with Web Crypto.
 */
const derivations = {
  extract: async (salt: Buffers, secret: Buffers) =>
    bufferOf(extract(sha256, bytesOf(secret), bytesOf(salt))),
  expand: async (key: Buffers, info: Buffers, length: number) =>
    bufferOf(expand(sha256, bytesOf(key), bytesOf(info), length)),
  extractAndExpand: async (salt: Buffers, secret: Buffers, info: Buffers, length: number) =>
    bufferOf(hkdf(sha256, bytesOf(secret), bytesOf(salt), bytesOf(info), length)),
};

/** HPKE (RFC 9180): X25519, HKDF-SHA256, AES-256-GCM, over the Web Crypto that is passed in. */
export function sealSuite({ subtle }: Pick<WebCrypto, 'subtle'>): CipherSuite {
  /** The library's parts look for a Web Crypto of their own where they have none. */
  const over = <Part extends object>(part: Part): Part => Object.assign(part, { _api: subtle });

  class Kem extends DhkemX25519HkdfSha256 {
    constructor() {
      super();
      // oxlint-disable no-underscore-dangle -- The library's names for what its subclasses may use.
      over(this._prim);
      Object.assign(this._kdf, derivations);
      // oxlint-enable no-underscore-dangle
    }
  }
  class Aead extends Aes256Gcm {
    override createEncryptionContext(key: ArrayBuffer) {
      return over(super.createEncryptionContext(key));
    }
  }
  const kdf = Object.assign(new HkdfSha256(), derivations);
  return over(new CipherSuite({ kem: new Kem(), kdf, aead: new Aead() }));
}

function bytesOf(buffer: Buffers): Uint8Array {
  if (!ArrayBuffer.isView(buffer)) return new Uint8Array(buffer);
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer;
}
