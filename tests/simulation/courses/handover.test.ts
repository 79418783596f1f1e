import '../fakes.ts';
import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { rootSigner, signMembership } from '#shared/sync/membership.ts';
import { createSigner } from '#shared/crypto/signing.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import { extend } from '#shared/sync/chain.ts';
import { chainOf } from '#renderer/vault/keys/memberships.ts';
import { keysOfWords, newRecoveryWords } from '#renderer/vault/keys/recovery-words.ts';
import { agreementOf, passedOn } from '#renderer/vault/team/handover.ts';
import { recoverKeybag } from '#renderer/vault/team/recovery.ts';
import { recovered } from '#renderer/vault/team/reset.ts';
import type { HandoverView } from '#renderer/vault/team/api.ts';
import { forged, putAt } from '../adversary/forgery.ts';
import { asNewcomer } from '../arrivals.ts';
import { createSimulatedCrypto } from '../crypto.ts';
import type { Device } from '../device.ts';
import { compare, heal } from '../heal.ts';
import { createRandom } from '../random.ts';
import { namesOn, sees, withTeam, writes } from '../small-world.ts';
import type { World } from '../world.ts';

const crypto = createSimulatedCrypto(createRandom('handovers'));

const handoversOf = ({ session }: Device) => session.team.handovers;
const rosterOf = ({ session }: Device) => session.keyring.roster;
const teamOf = ({ session }: Device) => ({ keybag: session.keyring.keybag, roster: session.keyring.roster });

/** What a device's screen says of the proposal. */
async function answers(world: World, device: Device, answer: HandoverView['answer'] | 'none'): Promise<void> {
  await world.until(async () => {
    const view = await handoversOf(device).view();
    return (view?.answer ?? 'none') === answer ? undefined : `${device.name} to say ${answer}`;
  });
}

async function proposed(world: World, owner: Device, to: Device, stays?: 'manager' | 'technician') {
  expectOk(await handoversOf(owner).propose(to.memberId, stays));
  await answers(world, to, 'open');
  // The note of it comes by the books.
  await world.until(() =>
    [...to.session.library.all('handovers')].length > 0 ? undefined : 'the note of the proposal',
  );
}

/** Proposed and agreed to; gives the successor's words. */
async function agreed(world: World, owner: Device, to: Device, stays?: 'manager' | 'technician') {
  await proposed(world, owner, to, stays);
  const words = newRecoveryWords();
  expectOk(await handoversOf(to).agree(words));
  await answers(world, owner, 'agreed');
  return words;
}

const ownersIn = (device: Device): string[] =>
  rosterOf(device).record.members.flatMap(({ id, role }) => (role === 'owner' ? [id] : []));

const owns = ({ until }: World, device: Device, owner: Device): Promise<void> =>
  until(() =>
    ownersIn(device).join() === owner.memberId ? undefined : `${device.name} to see the new owner`,
  );

/** The successor's device has made keys that who gave the business up does not know. */
const tookOver = ({ until }: World, device: Device, epoch: number): Promise<void> =>
  until(() => (rosterOf(device).record.epoch >= epoch ? undefined : `${device.name} to make new keys`));

test('the business passes to another member: everybody sees whose it is, the former owner’s devices are out, and only the new words open it', async () => {
  await withTeam(
    ['owner', 'owner', 'manager', 'technician'],
    async ([laptop, desktop, next, helper], world) => {
      await writes(laptop, 'Before');
      for (const device of [desktop, next, helper]) await sees(world, device, 'Before');
      const words = await agreed(world, laptop, next);
      expectOk(await handoversOf(laptop).handOver(world.words));
      for (const device of [next, helper]) await owns(world, device, next);
      await tookOver(world, next, 3);
      for (const device of [laptop, desktop])
        await world.until(async () => {
          const { stoppedBy } = await device.session.team.team();
          return stoppedBy === 'handed-over' ? undefined : `${device.name} to be out`;
        });
      expect(handoversOf(helper).passedOn()).toMatchObject({ at: expect.any(Number) });
      expect(await laptop.run('contact.create', { name: 'Too late' })).toMatchObject({
        error: { code: 'team.stopped-by-handover' },
      });
      await writes(next, 'By the new owner');
      await sees(world, helper, 'By the new owner');
      await writes(helper, 'By the helper');
      await sees(world, next, 'By the helper');
      expect(namesOn(laptop)).not.toContain('By the new owner');
      // All that the former owner could know of is older than what is sealed now.
      const known = Object.keys(laptop.session.keyring.keybag.compartments['people']!.epochs);
      expect(known).not.toContain(String(rosterOf(next).record.epoch));

      const byWords = async (each: string[]) => {
        const keys = expectOk(await keysOfWords(crypto, each));
        return asNewcomer(world, createRandom(each[0]!), (bridge) =>
          recoverKeybag({
            bridge,
            crypto,
            relayUrl: world.relay.url,
            words: keys,
            now: Math.floor(world.now()),
          }),
        );
      };
      expect((await byWords(world.words)).ok).toBe(false);
      const keybag = expectOk(await byWords(words));
      expect(keybag.memberId).toBe(next.memberId);
    },
  );
});

test('an owner stays with fewer rights, and a death at any point of it leaves one owner or the other', async () => {
  await withTeam(['owner', 'technician', 'manager'], async ([owner, next, manager], world) => {
    await writes(owner, 'Before');
    await agreed(world, owner, next, 'technician');
    // Cut off after the relay has it, before this device does.
    world.relay.kill();
    await world.relay.start();
    const under = owner.ask(({ team }) => team.handovers.handOver(world.words));
    await world.until(() => (ownersIn(next).join() === next.memberId ? undefined : 'the relay to have it'));
    owner.kill();
    next.kill();
    await under;
    await next.start();
    await owner.start();
    for (const device of [owner, next, manager]) await owns(world, device, next);
    await tookOver(world, next, 3);
    await tookOver(world, owner, 3);
    expect(rosterOf(owner).record.members.map(({ role }) => role)).toEqual([
      'owner',
      'technician',
      'manager',
    ]);
    expect(Object.keys(owner.session.keyring.keybag.compartments).toSorted()).not.toContain('money');
    await writes(owner, 'As a technician');
    for (const device of [next, manager]) await sees(world, device, 'As a technician');
    expect(await handoversOf(owner).propose(manager.memberId, undefined)).toMatchObject({
      error: { code: 'team.not-owner' },
    });
  });
});

test('either side takes it back, and nothing that was said before counts afterwards', async () => {
  await withTeam(['owner', 'manager', 'technician'], async ([owner, next, helper], world) => {
    expect(await handoversOf(owner).handOver(world.words)).toMatchObject({
      error: { code: 'team.not-agreed' },
    });
    await agreed(world, owner, next);
    expectOk(await handoversOf(next).refuse());
    await answers(world, owner, 'refused');
    expect(await handoversOf(owner).handOver(world.words)).toMatchObject({
      error: { code: 'team.not-agreed' },
    });
    const again = newRecoveryWords();
    expectOk(await handoversOf(next).agree(again));
    await answers(world, owner, 'agreed');
    const [note] = owner.session.library.all('handovers');
    // Any other change of the team: what was agreed to is another team.
    expectOk(await owner.session.team.removeMember(helper.memberId));
    await answers(world, owner, 'outdated');
    expect(await handoversOf(owner).handOver(world.words)).toMatchObject({
      error: { code: 'team.not-agreed' },
    });
    expectOk(await handoversOf(owner).withdraw());
    await answers(world, next, 'none');
    const keys = expectOk(await keysOfWords(crypto, world.words));
    const replayed = await passedOn(crypto, teamOf(owner), {
      words: keys,
      agreement: note!.agreement!,
      heads: {},
    });
    expect(replayed).toMatchObject({ error: { code: 'team.not-agreed' } });
    expect(await handoversOf(next).agree(newRecoveryWords())).toMatchObject({
      error: { code: 'team.not-proposed' },
    });
    expect(ownersIn(next)).toEqual([owner.memberId]);
  });
});

test('nobody takes a business by what they write: a manager proposes themself, a helper agrees in another’s name, the old words sign again', async () => {
  await withTeam(['owner', 'manager', 'technician'], async ([owner, next, helper], world) => {
    const self = { id: 'proposed-by-self', at: 1, from: owner.memberId, to: next.memberId };
    const wish = await forged(next.session.keyring.keybag, rosterOf(owner), { handover: self });
    expect(await putAt(world, owner.session.workspace, wish)).toBe(403);
    expect((await extend(crypto, chainOf(helper.session.keyring.keybag), [wish])).ok).toBe(false);

    await proposed(world, owner, next);
    // A helper’s own root, put in the place of the successor’s.
    const theirs = expectOk(await keysOfWords(crypto, newRecoveryWords()));
    const inTheirName = { ...helper.session.keyring.keybag, memberId: next.memberId };
    const roster = rosterOf(owner);
    const lie = expectOk(await agreementOf(crypto, { keybag: inTheirName, roster }, theirs, 1));
    const { id } = roster.record.handover!;
    for (const agreement of [lie, { ...lie, deviceId: next.id }]) {
      await helper.run('handover.agree', { id, agreement });
      await answers(world, owner, 'outdated');
      expect(await handoversOf(owner).handOver(world.words)).toMatchObject({
        error: { code: 'team.not-agreed' },
      });
    }

    expectOk(await handoversOf(next).agree(newRecoveryWords()));
    await answers(world, owner, 'agreed');
    const before = teamOf(owner);
    const { agreement } = [...owner.session.library.all('handovers')][0]!;
    const old = expectOk(await keysOfWords(crypto, world.words));
    expectOk(await handoversOf(owner).handOver(world.words));
    for (const device of [next, helper]) await owns(world, device, next);
    await tookOver(world, next, 3);
    // The same once more, another one like it, and a reset as if nothing had happened.
    const sign = await createSigner(crypto, old.root.privateKey);
    const twin = expectOk(await passedOn(crypto, before, { words: old, agreement: agreement!, heads: {} }));
    const { record } = twin.roster;
    const later = rosterOf(next);
    const attempts = [
      twin.roster.signed,
      await signMembership({ ...record, sequence: 99 }, sign),
      await signMembership({ ...record, sequence: 99, previous: later.hash }, sign),
      await signMembership({ ...record, members: before.roster.record.members }, sign),
      expectOk(await recovered(crypto, before, { words: old, now: 1 })).roster.signed,
    ];
    for (const [index, signed] of attempts.entries())
      for (const by of [next, helper]) {
        const known = chainOf(by.session.keyring.keybag);
        const shown = await extend(crypto, known, [signed]);
        expect([index, shown.ok]).toEqual([index, false]);
        expect(await putAt(world, owner.session.workspace, signed)).toBeGreaterThanOrEqual(400);
      }
    expect(fromBase64Url(rosterOf(next).record.roots.at(-1)!.key)).not.toEqual(old.root.publicKey);
  });
});

test('two proposals that were made apart are none, and a proposal that the relay hides changes nothing', async () => {
  await withTeam(['owner', 'owner', 'manager', 'technician'], async (team, world) => {
    const [laptop, desktop, manager, technician] = team;
    await writes(laptop, 'Before');
    for (const device of team) await sees(world, device, 'Before');
    await world.until(() => (laptop.status()?.reach === 'stored' ? undefined : 'all to be stored'));
    world.relay.copy();
    desktop.link.online = false;
    desktop.link.cut();
    expectOk(await handoversOf(laptop).propose(manager.memberId, 'manager'));
    await answers(world, manager, 'open');
    laptop.link.online = false;
    laptop.link.cut();
    // The relay has forgotten it: an older state of its disk was put back.
    world.relay.kill();
    world.relay.rollBack();
    await world.relay.start();
    desktop.link.online = true;
    expectOk(await handoversOf(desktop).propose(technician.memberId, undefined));
    await answers(world, technician, 'open');
    laptop.link.online = true;
    for (const device of team) await answers(world, device, 'none');
    expect(ownersIn(manager)).toEqual([laptop.memberId]);
    expect(await compare(world, await heal(world))).toEqual([]);
  });
});

test('a device that was led away by a reset with a number far ahead finds back when the words are others', async () => {
  await withTeam(['owner', 'manager', 'technician'], async ([owner, next, helper], world) => {
    await writes(owner, 'Before');
    for (const device of [next, helper]) await sees(world, device, 'Before');
    await agreed(world, owner, next);
    for (const device of [owner, next]) goOffline(device);
    // Signed in advance with the words that counted then, and brought out by a relay that is in league with who did it.
    const { record, hash, signed } = rosterOf(owner);
    const { handover: _none, ...team } = record;
    const old = expectOk(await keysOfWords(crypto, world.words));
    const far = await signMembership(
      {
        ...team,
        sequence: 1_000_000,
        previous: hash,
        signer: rootSigner,
        reset: { at: 1, why: 'recovered' },
      },
      await createSigner(crypto, old.root.privateKey),
    );
    world.relay.copy();
    expect(await putAt(world, owner.session.workspace, { ...far, seals: signed.seals })).toBeLessThan(300);
    helper.link.cut();
    await world.until(() =>
      rosterOf(helper).record.sequence === 1_000_000 ? undefined : 'the helper to be led away',
    );
    goOffline(helper);
    world.relay.kill();
    world.relay.rollBack();
    await world.relay.start();
    await writes(helper, 'Written astray');
    for (const device of [owner, next]) comeBack(device);
    await answers(world, owner, 'agreed');
    expectOk(await handoversOf(owner).handOver(world.words));
    await owns(world, next, next);
    await tookOver(world, next, 3);
    comeBack(helper);
    await owns(world, helper, next);
    await writes(next, 'By the new owner');
    await sees(world, helper, 'By the new owner');
    await sees(world, next, 'Written astray');
    // Brought out once more, it leads nobody away any more, and no relay takes it in.
    for (const device of [next, helper])
      expect((await extend(crypto, chainOf(device.session.keyring.keybag), [far])).ok).toBe(false);
    expect(await putAt(world, next.session.workspace, far)).toBeGreaterThanOrEqual(400);
  });
});

function goOffline({ link }: Device): void {
  link.online = false;
  link.cut();
}

function comeBack({ link }: Device): void {
  link.online = true;
  link.cut();
}
