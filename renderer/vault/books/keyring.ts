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
  /** What a member of the team may do, of the compartments that this device knows; `undefined` where they are no member. */
  accessOf(memberId: string): Access | undefined;
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
  let current = await read(keybag, roster);

  async function read(ofKeys: Keybag, ofTeam: Roster) {
    const tags = await tagsOf(crypto, ofKeys);
    const access: Access = { device: 'write', ...accessBy(tags, ofTeam, ofKeys.memberId) };
    return { keybag: ofKeys, roster: ofTeam, tags, access };
  }

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
    accessOf(memberId) {
      const isMember = current.roster.record.members.some(({ id }) => id === memberId);
      return isMember ? accessBy(current.tags, current.roster, memberId) : undefined;
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
      current = await read(nextKeybag, nextRoster);
    },
  };
}

type Tags = [name: Compartment, tag: string][];

/** By which the team's record names the compartments that this device has keys for. */
async function tagsOf(crypto: WebCrypto, keybag: Keybag): Promise<Tags> {
  const names = Object.keys(keybag.compartments) as Compartment[];
  return Promise.all(
    names.map(async (name): Promise<Tags[number]> => {
      return [name, await deriveRoomTag(crypto, roomKey(keybag, name)!, keybag.workspace)];
    }),
  );
}

/** Both the key and the right are needed: one is no use without the other. */
function accessBy(tags: Tags, roster: Roster, memberId: string): Access {
  return Object.fromEntries(
    tags.flatMap(([name, tag]) => {
      const right = roster.access(memberId, tag);
      return right === undefined ? [] : [[name, right]];
    }),
  );
}
