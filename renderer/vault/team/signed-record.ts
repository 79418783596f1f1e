import type { Signer } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { type Access, presets, sharedCompartments } from '#shared/domain/roles.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import {
  nomineeGrant,
  recoveryGrant,
  sealHash,
  type SignedMembership,
  signMembership,
} from '#shared/sync/membership.ts';
import { keptInboxes } from '../keys/branch-keys.ts';
import { forTheNominee, forTheWords, sealGrant } from '../keys/grants.ts';
import { accessByTag, type Keybag, newInboxKeys, withNextEpoch } from '../keys/keybag.ts';
import { readRoster, type Roster, type RosterRecord } from '../keys/roster.ts';
import type { Team } from './adopt.ts';

/** Signs a record that is complete. `chain`: what is kept of those before it, and the record itself. */
export async function signed(
  crypto: WebCrypto,
  keys: Keybag,
  record: RosterRecord,
  by: {
    sign: Signer;
    seals: Record<string, string>;
    chain(next: SignedMembership): SignedMembership[];
  },
): Promise<Result<Team>> {
  const membership = await signMembership(record, by.sign, onlyNamed(by.seals, record));
  const roster = await readRoster(crypto, membership, keys.workspace);
  if (!roster.ok) return roster;
  const chain = by.chain(membership).slice(0, -1);
  return ok({ keybag: { ...keys, chain, membership, epoch: record.epoch }, roster: roster.value });
}

/** The record with the hashes of its seals, and of those that it goes on with. */
export function withGrants(
  record: RosterRecord,
  sealed: Record<string, string>,
  before: Roster | undefined,
): RosterRecord {
  const nominees = record.nominee === undefined ? [] : [nomineeGrant];
  const stay = new Set([recoveryGrant, ...nominees, ...record.devices.map(({ id }) => id)]);
  const kept = Object.entries(before?.record.grants ?? {}).filter(([id]) => stay.has(id));
  const added = Object.entries(sealed).map(([id, text]) => [id, sealHash(text)]);
  return { ...record, grants: Object.fromEntries([...kept, ...added]) };
}

function onlyNamed(seals: Record<string, string>, { grants = {} }: RosterRecord): Record<string, string> {
  return Object.fromEntries(Object.entries(seals).filter(([id, text]) => grants[id] === sealHash(text)));
}

/** New keys for everything that a device which leaves could read: books, and deliveries that wait at the relay. */
export async function rotated(crypto: WebCrypto, keybag: Keybag): Promise<Keybag> {
  const epoch = keybag.epoch + 1;
  const shared = sharedCompartments.flatMap((name) => {
    const keys = keybag.compartments[name];
    return keys === undefined ? [] : [[name, withNextEpoch(crypto, keys, epoch)] as const];
  });
  const { inbox, formerInboxes = [] } = keybag;
  return {
    ...keybag,
    epoch,
    inbox: await newInboxKeys(crypto),
    formerInboxes: [...(inbox === undefined ? [] : [inbox]), ...formerInboxes].slice(0, keptInboxes),
    compartments: { ...keybag.compartments, ...Object.fromEntries(shared) },
  };
}

/** What the relay seals to, as the membership tells it. */
export function inboxOf({ inbox, inboxRoom }: Keybag): RosterRecord['inbox'] {
  return inbox && { key: inbox.publicKey, room: inboxRoom };
}

/** Keys sealed for every device, for the words and for the nominee; `only`: for these of them. */
export async function sealFor(
  crypto: WebCrypto,
  keybag: Keybag,
  record: RosterRecord,
  only?: string[],
): Promise<Record<string, string>> {
  const seals: Record<string, string> = {};
  const isMeant = (id: string): boolean => only?.includes(id) ?? true;
  const add = async (device: { id: string; boxKey: string }, access: Access): Promise<void> => {
    const sealed = await sealGrant(crypto, keybag, device, access);
    if (sealed !== undefined) seals[device.id] = sealed;
  };
  for (const device of record.devices) {
    if (!isMeant(device.id)) continue;
    const member = record.members.find(({ id }) => id === device.memberId);
    if (member !== undefined) await add(device, await accessFromTags(crypto, keybag, member.access));
  }
  for (const paper of [forTheWords(record), ...forTheNominee(record)])
    if (isMeant(paper.id)) await add(paper, presets.owner);
  return seals;
}

/** The owner's view of a member's access: tags back to compartments. */
export async function accessFromTags(
  crypto: WebCrypto,
  keybag: Keybag,
  byTag: Record<string, 'read' | 'write'>,
): Promise<Access> {
  const access: Access = {};
  for (const name of sharedCompartments) {
    if (keybag.compartments[name] === undefined) continue;
    const [tag] = Object.keys(await accessByTag(crypto, keybag, { [name]: 'read' }));
    const right = byTag[tag!];
    if (right !== undefined) access[name] = right;
  }
  return access;
}
