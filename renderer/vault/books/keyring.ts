import { deriveRoomTag } from '#shared/crypto/keys.ts';
import { createPseudonyms } from '#shared/lib/pseudonym.ts';
import { createSigner, type Signer } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { type Compartment, compartmentOf } from '#shared/domain/collections.ts';
import type { Access } from '#shared/domain/roles.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import { type Keybag, roomKey } from '../keys/keybag.ts';
import type { Roster } from '../keys/roster.ts';

/** The keys of this device and what its member may do with them. Both change when the owner changes the team. */
export interface Keyring {
  readonly crypto: WebCrypto;
  readonly sign: Signer;
  readonly keybag: Keybag;
  readonly roster: Roster;
  /** What this device may do, by compartment. */
  readonly access: Access;
  canOpen(book: string): boolean;
  canWrite(book: string): boolean;
  /** See `createPseudonyms`; `undefined` without the compartment's key. */
  pseudonym(compartment: Compartment, text: string): string | undefined;
  /** Takes over a new membership with its keys. */
  replace(keybag: Keybag, roster: Roster): Promise<void>;
}

export async function createKeyring(crypto: WebCrypto, keybag: Keybag, roster: Roster): Promise<Keyring> {
  const sign = await createSigner(crypto, fromBase64Url(keybag.signing.privateKey));
  const pseudonyms = new Map<Compartment, (text: string) => string>();
  let current = { keybag, roster, access: await accessOf(crypto, keybag, roster) };
  return {
    crypto,
    sign,
    get keybag() {
      return current.keybag;
    },
    get roster() {
      return current.roster;
    },
    get access() {
      return current.access;
    },
    canOpen: (book) => current.access[compartmentOf(book)] !== undefined,
    canWrite: (book) => current.access[compartmentOf(book)] === 'write',
    pseudonym(compartment, text) {
      const key = roomKey(current.keybag, compartment);
      if (key === undefined) return undefined;
      const name = pseudonyms.get(compartment) ?? createPseudonyms(key, current.keybag.workspace);
      pseudonyms.set(compartment, name);
      return name(text);
    },
    async replace(nextKeybag, nextRoster) {
      current = {
        keybag: nextKeybag,
        roster: nextRoster,
        access: await accessOf(crypto, nextKeybag, nextRoster),
      };
    },
  };
}

/** Both the key and the right are needed: one is no use without the other. */
async function accessOf(crypto: WebCrypto, keybag: Keybag, roster: Roster): Promise<Access> {
  const access: Access = { device: 'write' };
  for (const name of Object.keys(keybag.compartments) as Compartment[]) {
    const tag = await deriveRoomTag(crypto, roomKey(keybag, name)!, keybag.workspace);
    const right = roster.access(keybag.memberId, tag);
    if (right !== undefined) access[name] = right;
  }
  return access;
}
