import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { SignedMembership } from '#shared/sync/membership.ts';
import type { Keybag } from '../keys/keybag.ts';
import { openGrant } from './grants.ts';
import { readRoster, type Roster } from '../keys/roster.ts';

/**
 * What a device's keybag becomes under a newer membership. An older one, a forged one, or one without this
 * device is refused, and nothing changes.
 */
export async function adoptMembership(
  crypto: WebCrypto,
  keybag: Keybag,
  /** What the device knows already; `undefined`: nothing that counts. */
  known: Roster | undefined,
  signed: SignedMembership,
): Promise<Result<{ keybag: Keybag; roster: Roster }>> {
  const read = await readRoster(crypto, signed, keybag.workspace);
  if (!read.ok) return read;
  const { record } = read.value;
  if (known !== undefined && record.sequence <= known.record.sequence) {
    return problem('team.not-newer', 'The relay shows an older state of the team than this device knows.');
  }
  if (!record.devices.some(({ id }) => id === keybag.deviceId)) {
    return problem(
      'team.removed',
      'This device was taken out of the team. It keeps what it has, and gets nothing new.',
    );
  }
  const sealed = record.grants?.[keybag.deviceId];
  if (sealed === undefined)
    return ok({ keybag: { ...keybag, membership: signed, epoch: record.epoch }, roster: read.value });
  const device = { id: keybag.deviceId, boxPrivateKey: keybag.box.privateKey, workspace: keybag.workspace };
  const grant = await openGrant(crypto, device, sealed);
  if (!grant.ok) return grant;
  const { compartments, ...rest } = grant.value;
  // The device's own compartment is in no grant: it never leaves the device.
  const own = keybag.compartments['device'];
  const next: Keybag = {
    ...keybag,
    membership: signed,
    epoch: record.epoch,
    compartments: own === undefined ? compartments : { ...compartments, device: own },
    inbox: undefined,
    formerInboxes: undefined,
    ...rest,
  };
  return ok({ keybag: next, roster: read.value });
}
