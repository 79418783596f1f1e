import '../fakes.ts';
import { expect, test } from 'vitest';
import { createSigner } from '#shared/crypto/signing.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { roomTag, type SignedMembership, signMembership } from '#shared/sync/membership.ts';
import type { Device } from '../device.ts';
import { namesOn, withTeam, writes } from '../small-world.ts';
import type { World } from '../world.ts';

/** What the screen says of the relay. */
async function saidOn({ until }: World, device: Device, code: string): Promise<string | undefined> {
  await until(() => (device.status()?.problemCode === code ? undefined : `${code} on ${device.name}`));
  return device.status()?.problem;
}

const reach = (device: Device) => device.status()?.reach;

test.each([
  ['more books than it takes', { roomsPerWorkspace: 3 }],
  ['more bytes than it takes', { workspaceBytes: 1024 * 1024 }],
])(
  'a relay that is given %s says in words that it is full, and the work is safe here',
  async (_what, quota) => {
    await withTeam(
      ['owner'],
      async ([owner], world) => {
        await writes(owner, 'Before');
        for (let count = 0; count < 120 && owner.status()?.problemCode === undefined; count++)
          await owner.run('contact.create', { name: 'Big', notes: randomText(18_000) });
        expect(await saidOn(world, owner, 'relay.full')).toBe(
          'The relay is full: some of your work stays on this device only, where it is safe. ' +
            'Ask the relay’s operator for more room, or move to another relay.',
        );
        expect(reach(owner)).toBe('device');
        await writes(owner, 'Afterwards');
        expect(namesOn(owner)).toEqual(expect.arrayContaining(['Before', 'Afterwards']));
      },
      quota,
    );
  },
);

test('whose books the relay opens no more reads what that means; the others go on', async () => {
  await withTeam(['owner', 'manager'], async ([owner, manager], world) => {
    const { room } = manager.session.library.bookNamed('people')!;
    const narrowed = await withoutRoom(owner, manager, roomTag(room));
    expectOk(await owner.session.sync.client()!.putMemberships([narrowed]));
    expect(await saidOn(world, manager, 'relay.no-access')).toBe(
      'The relay does not open some of this device’s books to it. What is on this device is safe. ' +
        'Ask the owner which access you have. Locking and unlocking Plumbline asks the relay again.',
    );
    await writes(owner, 'Goes on');
    expect(owner.status()?.problem).toBeUndefined();
  });
});

test('who was taken out of the team reads so, and keeps what is there', async () => {
  await withTeam(['owner', 'manager'], async ([owner, manager], world) => {
    const before = namesOn(manager);
    expectOk(await owner.session.team.removeMember(manager.memberId));
    expect(await saidOn(world, manager, 'relay.auth.removed')).toBe(
      'This device was taken out of the team. What is on it stays readable here; nothing new arrives, and ' +
        'nothing you write here reaches the others. If that is a mistake, ask the owner for a new invitation.',
    );
    expect(namesOn(manager)).toEqual(before);
    // The owner signs in anew, under the new keys.
    await world.until(() => owner.status()?.problem);
  });
});

/** The next membership, under the same keys: the relay hears of it before the devices do. */
async function withoutRoom(owner: Device, device: Device, tag: string): Promise<SignedMembership> {
  const { keybag, roster } = owner.session.keyring;
  const members = roster.record.members.map((member) => {
    const { [tag]: _taken, ...access } = member.access;
    return member.id === device.memberId ? { ...member, access } : member;
  });
  const next = { members, sequence: roster.record.sequence + 1, previous: roster.hash, signer: owner.id };
  const sign = await createSigner(owner.session.keyring.crypto, fromBase64Url(keybag.signing.privateKey));
  return signMembership({ ...roster.record, ...next }, sign, roster.signed.seals);
}

/** Nothing that could be made shorter. */
function randomText(length: number): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(length / 2))).toString('hex');
}
