import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { type Chain, headOf, readChain } from '#shared/sync/chain.ts';
import { membershipHash, sealHash, type SignedMembership } from '#shared/sync/membership.ts';
import { type Grant, openGrant } from '../keys/grants.ts';
import { withInboxesOf, withKeysOf } from '../keys/branch-keys.ts';
import { type Keybag, newCompartmentKeys } from '../keys/keybag.ts';
import { readRoster, type Roster } from '../keys/roster.ts';
import { kept, recordsOf } from '../keys/memberships.ts';

export type DeviceKeys = Pick<Keybag, 'deviceId' | 'signing' | 'box'>;

export interface Team {
  keybag: Keybag;
  roster: Roster;
}

/**
 * What a device's keybag becomes under a chain that it has verified. One without this device, or without the keys
 * that it names, is refused, and nothing changes.
 */
export async function adopt(crypto: WebCrypto, keybag: Keybag, chain: Chain): Promise<Result<Team>> {
  const given = await grantIn(crypto, keybag, chain);
  if (!given.ok) return given;
  const { roster, grant } = given.value;
  const otherHistory = isSettled(keybag, chain) ? undefined : keybag.otherHistory;
  const under = { ...keybag, ...kept(chain), epoch: roster.record.epoch, otherHistory };
  // What it was given before is what it is given now.
  if (grant === undefined) return ok({ keybag: under, roster });
  const { inbox, formerInboxes, ...rest } = grant;
  // What was sealed under a branch that is replaced now stays readable.
  const compartments = withKeysOf(grant.compartments, keybag.compartments);
  // The device's own compartment is in no grant: it never leaves the device.
  const own = keybag.compartments['device'];
  const next: Keybag = {
    ...under,
    ...rest,
    compartments: own === undefined ? compartments : { ...compartments, device: own },
    ...withInboxesOf({ inbox, formerInboxes }, keybag),
  };
  return ok({ keybag: next, roster });
}

/** What the words alone can settle is settled by a record of the root. */
function isSettled(keybag: Keybag, [first]: Chain): boolean {
  const isSameRoot = first.hash === membershipHash(recordsOf(keybag)[0]!);
  return keybag.otherHistory?.settledBy !== 'words' || !isSameRoot;
}

/**
 * The keybag of a device that has just been let in. `expectedHead`: the hash of the membership that names it first,
 * as the device that let it in has told, and not the relay: the chain has to lead there from the workspace's root.
 */
export async function takeOver(
  deps: { crypto: WebCrypto; workspace: string; device: DeviceKeys; records: SignedMembership[] },
  expectedHead: string,
): Promise<Result<Keybag>> {
  const { crypto, workspace, device } = deps;
  const chain = await readChain(crypto, workspace, deps.records);
  if (!chain.ok) return chain;
  if (!chain.value.some(({ hash }) => hash === expectedHead)) return otherHistory();
  const given = await grantIn(crypto, { ...device, workspace }, chain.value);
  if (!given.ok) return given;
  const { roster, grant } = given.value;
  if (grant === undefined) return keysWithheld();
  const { compartments, ...rest } = grant;
  const entry = roster.record.devices.find(({ id }) => id === device.deviceId)!;
  return ok({
    version: 1,
    workspace,
    epoch: roster.record.epoch,
    memberId: entry.memberId,
    ...device,
    ...rest,
    compartments: { ...compartments, device: newCompartmentKeys(crypto, 1) },
    ...kept(chain.value),
  });
}

/** The keys that the newest record gives to a device; none where it names those that the device has. */
async function grantIn(
  crypto: WebCrypto,
  device: DeviceKeys & { workspace: string; membership?: SignedMembership },
  chain: Chain,
): Promise<Result<{ roster: Roster; grant: Grant | undefined }>> {
  const { signed } = headOf(chain);
  const read = await readRoster(crypto, signed, device.workspace);
  if (!read.ok) return read;
  const roster = read.value;
  const { deviceId: id, workspace, signing, box } = device;
  const entry = roster.record.devices.find((one) => one.id === id);
  if (entry?.signKey !== signing.publicKey) {
    return problem(
      'team.removed',
      'This device was taken out of the team. It keeps what it has, and gets nothing new.',
    );
  }
  const sealed = signed.seals?.[id];
  if (sealed === undefined) {
    const named = roster.record.grants?.[id];
    const had = device.membership?.seals?.[id];
    const isTheSame = named === undefined || (had !== undefined && sealHash(had) === named);
    return isTheSame ? ok({ roster, grant: undefined }) : keysWithheld();
  }
  const grant = await openGrant(crypto, { id, boxPrivateKey: box.privateKey, workspace }, sealed);
  return grant.ok ? ok({ roster, grant: grant.value }) : grant;
}

function keysWithheld(): Result<never> {
  return problem(
    'team.keys-withheld',
    'The relay shows the team as it is now, and not the keys for this device. Nothing was changed.',
    'Connect again; if it stays so, ask the relay’s operator.',
  );
}

function otherHistory(): Result<never> {
  return problem(
    'team.other-history',
    'The relay shows another history of the team than the device that let this one in. Nothing was changed.',
    'Ask for a new invitation, and tell the owner if it happens again.',
  );
}
