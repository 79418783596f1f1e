import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { type Chain, extend } from '#shared/sync/chain.ts';
import { membershipHash, readMembership, type SignedMembership } from '#shared/sync/membership.ts';
import { type Keybag, newDeviceKeys } from '../keys/keybag.ts';
import { chainOf, kept } from '../keys/memberships.ts';
import { readRoster } from '../keys/roster.ts';
import type { RelayHttp } from '../sync/relay-http.ts';
import { adopt, type DeviceKeys, type Team } from './adopt.ts';
import { nextMembership } from './change.ts';
import { fetchChain } from './enrol.ts';

/**
 * A keybag from an owner's backup as that of a device of its own: the one that made the backup may have gone on
 * since, and two devices must never count the same numbers. The old device's key, which lies in the backup, signs the
 * new one into its place; the relay hears of it at the next sign-in. What the old device has written since the backup is at
 * the relay: it counts until the new one is in step, and names how far. A member's device stays what it was.
 */
export async function asNewDevice(crypto: WebCrypto, keybag: Keybag): Promise<Result<Keybag>> {
  const roster = await readRoster(crypto, keybag.membership, keybag.workspace);
  if (!roster.ok) return roster;
  if (!roster.value.isOwners(keybag.deviceId)) return ok(keybag);
  const entered = await takePlace(crypto, { keybag, roster: roster.value }, await newDeviceKeys(crypto));
  if (!entered.ok) return entered;
  const { deviceId, signing, box } = keybag;
  return ok({ ...entered.value.keybag, restoredFrom: { deviceId, signing, box } });
}

/**
 * The team at the relay does not know this device: puts it into the place of the one whose backup it was made from,
 * on top of what the relay has. `undefined` where that one is no owner's any more.
 */
export async function rejoin(deps: {
  crypto: WebCrypto;
  keybag: Keybag;
  http: RelayHttp;
  relayId: string;
}): Promise<Team | undefined> {
  const { crypto, keybag, http, relayId } = deps;
  const { restoredFrom, workspace, deviceId, signing, box } = keybag;
  if (restoredFrom === undefined) return undefined;
  const records = await fetchChain({ http, relayId, workspace, device: restoredFrom, crypto });
  const known = records.ok ? ofBackup(keybag, records.value) : undefined;
  if (!records.ok || known === undefined) return undefined;
  const shown = await extend(crypto, known, records.value);
  // Another history than the backup's is nothing to build on.
  if (!shown.ok || shown.value.what === 'fork') return undefined;
  const old: Keybag = { ...keybag, ...restoredFrom, ...kept(known) };
  const before = await adopt(crypto, old, shown.value.chain);
  if (!before.ok) return undefined;
  const own = await readRoster(crypto, keybag.membership, workspace);
  const salt = own.ok ? own.value.record.devices.find(({ id }) => id === deviceId)?.salt : undefined;
  const entered = await takePlace(crypto, before.value, { deviceId, signing, box }, salt);
  return entered.ok ? entered.value : undefined;
}

/**
 * The team as it was when the backup was made: without this device's own entry. The seals of its newest record are in no
 * chain: where nothing has changed since, the relay shows them.
 */
function ofBackup(keybag: Keybag, shown: SignedMembership[]): Chain | undefined {
  const before = chainOf(keybag).slice(0, -1);
  const links = before.map((link) => {
    const same = shown.find((one) => one.seals !== undefined && membershipHash(one) === link.hash);
    const read = same && readMembership(same, keybag.workspace);
    return read?.ok === true ? read.value : link;
  });
  const [first, ...rest] = links;
  return first && [first, ...rest];
}

/** `salt`: with which it has written already. */
async function takePlace(
  crypto: WebCrypto,
  old: Team,
  own: DeviceKeys,
  salt?: string,
): Promise<Result<Team>> {
  const { memberId, deviceId } = old.keybag;
  const addDevice = {
    id: own.deviceId,
    memberId,
    signKey: own.signing.publicKey,
    boxKey: own.box.publicKey,
    ...(salt === undefined ? {} : { salt }),
  };
  const next = await nextMembership(crypto, old.keybag, old.roster, { addDevice, retire: deviceId });
  return next.ok ? ok({ ...next.value, keybag: { ...next.value.keybag, ...own } }) : next;
}
