import { presets, type Role } from '#shared/domain/roles.ts';
import { newId } from '#shared/lib/ids.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createKeybag, type Keybag, newDeviceKeys } from '#renderer/vault/keys/keybag.ts';
import { recordsOf } from '#renderer/vault/keys/memberships.ts';
import { keysOfWords, newRecoveryWords } from '#renderer/vault/keys/recovery-words.ts';
import { takeOver } from '#renderer/vault/team/adopt.ts';
import { nextMembership } from '#renderer/vault/team/change.ts';
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
  const words = newRecoveryWords();
  let owner = await createKeybag(crypto, expectOk(await keysOfWords(crypto, words)));
  const { workspace, memberId: ownerId } = owner;
  const begun = expectOk(await readRoster(crypto, owner.membership, workspace));
  owner = expectOk(
    await nextMembership(crypto, owner, begun, {
      useRelay: { url: relay.url, id: relay.id },
    }),
  ).keybag;
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
  const records = recordsOf(owner);
  const head = expectOk(await readRoster(crypto, owner.membership, workspace)).hash;
  const enrolled = others.map(async (device) =>
    expectOk(await takeOver({ crypto, workspace, device, records }, head)),
  );
  return { keybags: [owner, ...(await Promise.all(enrolled))], words };
}
