import type { Bytes } from '#shared/lib/bytes.ts';
import { utf8 } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { unpad } from './padme.ts';
import { encapsulatedKeyBytes, sealVersion } from './seal.ts';
import { sealSuite } from './seal-suite.ts';
import type { WebCrypto } from './web-crypto.ts';

export type Opener = (sealed: Uint8Array, info: string) => Promise<Result<Bytes>>;

const unreadable = problem('seal.unreadable', 'This delivery was sealed for another key, or is damaged.');

/** Opens what `seal` made for this private key (raw, 32 bytes). Throws on a malformed key. */
export async function createOpener(crypto: WebCrypto, privateKey: Bytes): Promise<Opener> {
  const suite = sealSuite(crypto);
  const recipientKey = await suite.kem.deserializePrivateKey(privateKey);

  return async (sealed, info) => {
    if (sealed[0] !== sealVersion) {
      return problem(
        'seal.unknown-version',
        'This delivery was sealed by a newer version of Plumbline. It is kept.',
        'Update Plumbline on this device.',
      );
    }
    const bytes = new Uint8Array(sealed);
    const enc = bytes.slice(1, 1 + encapsulatedKeyBytes);
    try {
      const recipient = await suite.createRecipientContext({ recipientKey, enc, info: utf8(info) });
      const plaintext = unpad(new Uint8Array(await recipient.open(bytes.slice(1 + encapsulatedKeyBytes))));
      return plaintext === undefined ? unreadable : ok(plaintext);
    } catch {
      return unreadable;
    }
  };
}
