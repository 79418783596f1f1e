import { deriveBytes } from '#shared/crypto/keys.ts';
import { type SealKeyPair, sealKeyOf } from '#shared/crypto/seal.ts';
import type { Keyring } from '../books/keyring.ts';
import { roomKey } from '../keys/keybag.ts';

/** What is typed on the public page is sealed to one of these, which all who answer customers have without a word. */
export interface PageKeys {
  /** `undefined` for a member who does not answer customers. */
  pair(number: number): Promise<SealKeyPair | undefined>;
}

/** From the compartment of conversations, whose key never changes: a link that is printed opens for as long as the business. */
export function createPageKeys({
  crypto,
  keyring,
}: {
  crypto: Keyring['crypto'];
  keyring: Keyring;
}): PageKeys {
  const known = new Map<number, Promise<SealKeyPair>>();

  async function make(secret: Uint8Array<ArrayBuffer>, number: number): Promise<SealKeyPair> {
    const info = `plumbline page key ${keyring.keybag.workspace} ${number}`;
    return sealKeyOf(crypto, await deriveBytes(crypto, secret, info, 32));
  }

  return {
    async pair(number) {
      const secret = keyring.canWrite('talk') ? roomKey(keyring.keybag, 'talk') : undefined;
      if (secret === undefined) return undefined;
      const made = known.get(number) ?? make(secret, number);
      known.set(number, made);
      return made;
    },
  };
}
