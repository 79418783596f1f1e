import { presets, type Role } from '#shared/domain/roles.ts';
import { newId } from '#shared/lib/ids.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createKeybag, type Keybag, newDeviceKeys } from '#renderer/vault/keys/keybag.ts';
import { newRecoveryWords, recoveryDropOf } from '#renderer/vault/keys/lock.ts';
import { nextMembership } from '#renderer/vault/team/change.ts';
import { enrolledKeybag } from '#renderer/vault/team/enrol.ts';
import { readRoster } from '#renderer/vault/keys/roster.ts';
import { createSimulatedCrypto } from './crypto.ts';
import type { Random } from './random.ts';

/**
 * The keybags of a whole team, without the invitations, passphrases and waiting in between. The first is the
 * owner's; a further owner is another device of the same person.
 */
export async function foundTeam(
  relay: { url: string; id: string },
  roles: Role[],
  random: Random,
): Promise<{ keybags: Keybag[]; words: string[] }> {
  const crypto = createSimulatedCrypto(random);
  const place = { relayUrl: relay.url, relayId: relay.id };
  const words = newRecoveryWords();
  const drop = expectOk(await recoveryDropOf(crypto, words));
  let owner: Keybag = { ...(await createKeybag(crypto, drop)), ...place };
  const { workspace, memberId: ownerId } = owner;
  const others = [];
  for (const role of roles.slice(1)) {
    const device = await newDeviceKeys(crypto);
    const memberId = role === 'owner' ? ownerId : newId(crypto);
    const roster = expectOk(await readRoster(crypto, owner.membership, workspace));
    const next = await nextMembership(crypto, owner, roster, {
      addMember: role === 'owner' ? undefined : { id: memberId, role, access: presets[role] },
      addDevice: {
        id: device.deviceId,
        memberId,
        signKey: device.signing.publicKey,
        boxKey: device.box.publicKey,
      },
    });
    owner = expectOk(next).keybag;
    others.push(device);
  }
  const signed = owner.membership;
  const enrolled = others.map(async (device) =>
    expectOk(await enrolledKeybag({ crypto, workspace, ...place, device, signed })),
  );
  return { keybags: [owner, ...(await Promise.all(enrolled))], words };
}
