import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import type { WebCrypto } from './web-crypto.ts';

/** HPKE (RFC 9180): X25519, HKDF-SHA256, AES-256-GCM, over the Web Crypto that is passed in. */
export function sealSuite({ subtle }: Pick<WebCrypto, 'subtle'>): CipherSuite {
  /** The library's parts look for a Web Crypto of their own where they have none. */
  const over = <Part extends object>(part: Part): Part => Object.assign(part, { _api: subtle });

  class Kem extends DhkemX25519HkdfSha256 {
    constructor() {
      super();
      // oxlint-disable no-underscore-dangle -- The library's names for what its subclasses may use.
      over(this._prim);
      over(this._kdf);
      // oxlint-enable no-underscore-dangle
    }
  }
  class Aead extends Aes256Gcm {
    override createEncryptionContext(key: ArrayBuffer) {
      return over(super.createEncryptionContext(key));
    }
  }
  return over(new CipherSuite({ kem: new Kem(), kdf: over(new HkdfSha256()), aead: new Aead() }));
}
