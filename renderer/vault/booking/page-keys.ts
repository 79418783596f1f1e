import { deriveBytes } from '#shared/crypto/keys.ts';
import { type SealKeyPair, sealKeyOf } from '#shared/crypto/seal.ts';
import type { Keyring } from '../books/keyring.ts';
import { compartmentKey, roomKey } from '../keys/keybag.ts';

/** What is typed on the public page is sealed to one of these, which all who answer customers have without a word. */
export interface PageKeys {
  /** `undefined` for a member who does not answer customers, and for a number whose epoch is not known here yet. */
  pair(number: number): Promise<SealKeyPair | undefined>;
  /** The number of a key that nobody has who left the team before. */
  newest(): number;
}

/**
 * The first key comes from the compartment of conversations, whose own key never changes: a link that is printed opens
 * for as long as the business. Key N+1 comes from that compartment's key in epoch N, which only those have who were in
 * the team then or came later. None is forgotten: what is on its way to an older one opens.
 */
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

  function secretOf(number: number): Uint8Array<ArrayBuffer> | undefined {
    if (!keyring.canWrite('talk')) return undefined;
    return number === 1
      ? roomKey(keyring.keybag, 'talk')
      : compartmentKey(keyring.keybag, 'talk', number - 1);
  }

  return {
    async pair(number) {
      const secret = secretOf(number);
      if (secret === undefined) return undefined;
      const made = known.get(number) ?? make(secret, number);
      known.set(number, made);
      return made;
    },
    newest: () => keyring.keybag.epoch + 1,
  };
}
