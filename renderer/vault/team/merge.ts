import { createSigner } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import { type Chain, headOf, keepsDevices } from '#shared/sync/chain.ts';
import type { Link } from '#shared/sync/membership.ts';
import { withInboxesOf, withKeysOf } from '../keys/branch-keys.ts';
import { grown } from '../keys/memberships.ts';
import { readRoster } from '../keys/roster.ts';
import { adopt, type Team } from './adopt.ts';
import { inboxOf, rotated, sealFor, signed, withGrants } from './signed-record.ts';
import { areBranchesOf, followedFirst, mergedRecord } from './merged-record.ts';

/** Two histories of the team that go on from one record, as a device knows them. */
export interface Branches {
  common: Link;
  /** What this device has, from the common record on. */
  mine: Chain;
  theirs: Chain;
  /** The whole chain of the other branch, from the root's last record on. */
  theirChain: Chain;
}

/**
 * The record that brings two branches together, signed by this device. `undefined` where it cannot: it is no owner's
 * in both, the keys of the other branch were not shown to it, or one of them was made by a newer version.
 */
export async function mergeOf(
  crypto: WebCrypto,
  own: Team,
  { common, mine, theirs, theirChain }: Branches,
): Promise<Team | undefined> {
  const { deviceId, signing, workspace } = own.keybag;
  const adopted = await adopt(crypto, own.keybag, theirChain);
  const before = await readRoster(crypto, common.signed, workspace);
  if (!adopted.ok || !before.ok || !areBranchesOf(common, mine, theirs)) return undefined;
  const other = adopted.value;
  if (![own, other].every(({ roster }) => roster.isOwners(deviceId))) return undefined;
  const heads = [
    { record: own.roster.record, branch: mine },
    { record: other.roster.record, branch: theirs },
  ] as const;
  const inOrder = followedFirst(...heads);
  const merged = mergedRecord(before.value.record, inOrder, deviceId);
  const base = inOrder[0] === heads[0] ? withKeysFrom(own, other) : withKeysFrom(other, own);
  const keys = await rotated(crypto, { ...base, epoch: merged.epoch - 1 });
  const record = { ...merged, inbox: inboxOf(keys) ?? merged.inbox };
  // One that forgets a device of either would take nothing in.
  if (![mine, theirs].every((branch) => keepsDevices(headOf(branch).record, record, true))) return undefined;
  const sealed = await sealFor(crypto, keys, record);
  const made = await signed(crypto, keys, withGrants(record, sealed, undefined), {
    sign: await createSigner(crypto, fromBase64Url(signing.privateKey)),
    seals: sealed,
    chain: (next) => grown(base, next),
  });
  return made.ok ? made.value : undefined;
}

/** The keybag of the branch that is followed, which opens what was sealed under the other one too. */
function withKeysFrom({ keybag }: Team, { keybag: other }: Team): Team['keybag'] {
  return {
    ...keybag,
    compartments: withKeysOf(keybag.compartments, other.compartments),
    ...withInboxesOf(keybag, other),
    otherHistory: undefined,
  };
}
