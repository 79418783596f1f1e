import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { type Keybag, newDeviceKeys } from '../keys/keybag.ts';
import type { RelayHttp } from '../sync/relay-http.ts';
import { adoptMembership } from './adopt.ts';
import { nextMembership } from './change.ts';
import { fetchMembership } from './enrol.ts';
import { readRoster, type Roster } from '../keys/roster.ts';

/**
 * A keybag from the owner's backup as that of a device of its own: the one that made the backup may still work,
 * or may have gone on since, and two devices must never count the same numbers. The owner's key enters it into
 * the team at once; the relay hears of it at the next sign-in. A member's device stays what it was.
 */
export async function asNewDevice(crypto: WebCrypto, keybag: Keybag): Promise<Result<Keybag>> {
  if (keybag.owner === undefined) return ok(keybag);
  const roster = await readRoster(crypto, keybag.membership, keybag.workspace);
  if (!roster.ok) return roster;
  const own = await newDeviceKeys(crypto);
  const entered = await enter(crypto, keybag, roster.value, own);
  if (!entered.ok) return entered;
  const { deviceId, signing, box } = keybag;
  return ok({ ...entered.value.keybag, restoredFrom: { deviceId, signing, box } });
}

/**
 * The team went on after the backup was made: enters this device into the team as the relay has it, shown to
 * the device of which the backup was. `undefined` where that is not so, or not possible.
 */
export async function rejoin(deps: {
  crypto: WebCrypto;
  keybag: Keybag;
  http: RelayHttp;
  relayId: string;
}): Promise<{ keybag: Keybag; roster: Roster } | undefined> {
  const { crypto, keybag, http, relayId } = deps;
  const { restoredFrom, workspace, deviceId, signing, box } = keybag;
  if (restoredFrom === undefined || keybag.owner === undefined) return undefined;
  const signed = await fetchMembership({ http, relayId, workspace, device: restoredFrom, crypto });
  if (!signed.ok) return undefined;
  const before = await adoptMembership(crypto, { ...keybag, ...restoredFrom }, undefined, signed.value);
  if (!before.ok) return undefined;
  const entered = await enter(crypto, before.value.keybag, before.value.roster, { deviceId, signing, box });
  return entered.ok ? entered.value : undefined;
}

async function enter(
  crypto: WebCrypto,
  keybag: Keybag,
  roster: Roster,
  own: Pick<Keybag, 'deviceId' | 'signing' | 'box'>,
): Promise<Result<{ keybag: Keybag; roster: Roster }>> {
  const addDevice = {
    id: own.deviceId,
    memberId: keybag.memberId,
    signKey: own.signing.publicKey,
    boxKey: own.box.publicKey,
  };
  const next = await nextMembership(crypto, keybag, roster, { addDevice });
  return next.ok ? ok({ ...next.value, keybag: { ...next.value.keybag, ...own } }) : next;
}
