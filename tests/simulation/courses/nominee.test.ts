import '../fakes.ts';
import { expect, test } from 'vitest';
import { createSigner } from '#shared/crypto/signing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { extend, headOf, settle } from '#shared/sync/chain.ts';
import { signMembership } from '#shared/sync/membership.ts';
import { letIn } from '#shared/sync/nominee.ts';
import type { Keybag } from '#renderer/vault/keys/keybag.ts';
import { chainOf } from '#renderer/vault/keys/memberships.ts';
import { keysOfWords, newRecoveryWords } from '#renderer/vault/keys/recovery-words.ts';
import { askAsNominee, enterAsNominee } from '#renderer/vault/team/nominee/entering.ts';
import { newKit, openKit, readPrint } from '#renderer/vault/team/nominee/kit.ts';
import { nextMembership } from '#renderer/vault/team/change.ts';
import { recovered } from '#renderer/vault/team/reset.ts';
import { forged, putAt } from '../adversary/forgery.ts';
import { asNewcomer } from '../arrivals.ts';
import { createSimulatedCrypto } from '../crypto.ts';
import type { Device } from '../device.ts';
import { createRandom } from '../random.ts';
import { sees, withTeam, writes } from '../small-world.ts';
import type { World } from '../world.ts';

const crypto = createSimulatedCrypto(createRandom('nominees'));
const day = 24 * 60 * 60 * 1000;

const teamOf = ({ session }: Device) => ({ keybag: session.keyring.keybag, roster: session.keyring.roster });
const recordOn = ({ session }: Device) => session.keyring.roster.record;
const viewOn = async ({ session }: Device) => (await session.team.team()).nominee;

const named = async (owner: Device, name = 'Ana Ruiz') =>
  expectOk(await owner.session.team.nominees.name({ name, days: 1 })).words;

let visits = 0;
function withPrint<T>(
  world: World,
  words: string[],
  act: (deps: Parameters<typeof askAsNominee>[0]) => Promise<T>,
): Promise<T> {
  return asNewcomer(world, createRandom(`print ${visits++}`), (bridge, own) =>
    act({ bridge, crypto: own, relayUrl: world.relay.url, words }),
  );
}
const asks = (world: World, words: string[]) => withPrint(world, words, askAsNominee);
const enters = (world: World, words: string[]) => withPrint(world, words, enterAsNominee);

async function asked(world: World, words: string[], owners: Device[]): Promise<void> {
  expect(await asks(world, words)).toMatchObject({ ok: true, value: { state: 'waiting' } });
  for (const device of owners)
    await world.until(async () =>
      (await viewOn(device))?.request?.state === 'waiting' ? undefined : `${device.name} to hear of it`,
    );
}

/** The relay alone goes on: nobody looks. */
async function daysLater(world: World, days: number, devices: Device[]): Promise<void> {
  for (const device of devices) device.kill();
  await world.sleep(days * day);
  for (const device of devices) await device.start();
}

/** A relay that lies: it gives its half out at once. */
async function relayWaitsForNobody({ relay }: World): Promise<void> {
  relay.kill();
  relay.changeDatabase((database) => database.exec('update nominees set releases_at = 0'));
  await relay.start();
}

async function arrives(world: World, keybag: Keybag): Promise<Device> {
  const device = world.newDevice('owner', keybag, 0);
  await device.start();
  await device.run('team.noteOwnDevice', { deviceName: 'Ana’s laptop' });
  await device.run('team.renameMember', { id: keybag.memberId, name: 'Ana Ruiz' });
  return device;
}

const everybodySees = async (world: World, devices: Device[]): Promise<void> => {
  for (const device of devices)
    await world.until(async () => {
      const { entered = [] } = await device.session.team.team();
      return entered.some(({ name }) => name === 'Ana Ruiz')
        ? undefined
        : `${device.name} to see who came in`;
    });
};

/** With both halves in hand: the record by which somebody comes in, as they could make it anywhere. */
async function ownRecord(world: World, words: string[], base: Device, change = {}) {
  const { record, hash } = base.session.keyring.roster;
  const half = halfAt(world);
  const print = expectOk(await readPrint(crypto, words));
  const keys = (await openKit(crypto, print, half))!;
  const device = { ...record.devices[0]!, id: 'thiefs-device-01', memberId: 'thief-000001', place: 99 };
  const member = { ...record.members[0]!, id: 'thief-000001' };
  const next = { ...letIn(record, hash, { member, device }), grants: record.grants, ...change };
  return signMembership(next, await createSigner(crypto, keys.sign.privateKey));
}

let lastHalf = '';
function halfAt({ relay }: World): string {
  relay.changeDatabase((database) => {
    const row = database.prepare('select half from nominees').get() as { half: string } | undefined;
    lastHalf = row?.half ?? lastHalf;
  });
  return lastHalf;
}

test('whoever is named waits for days that every owner’s device sees, and then opens the business as one more owner, in sight of all', async () => {
  await withTeam(['owner', 'owner', 'technician'], async ([laptop, desktop, helper], world) => {
    const team = [laptop, desktop, helper];
    await writes(laptop, 'Before');
    for (const device of team) await sees(world, device, 'Before');
    const words = await named(laptop);
    await world.until(async () =>
      (await viewOn(desktop))?.name === 'Ana Ruiz' ? undefined : 'the other device to know',
    );
    await asked(world, words, [laptop, desktop]);
    expect(await viewOn(helper)).toBeUndefined();
    expect(await enters(world, words)).toMatchObject({ error: { code: 'relay.nominee.held-back' } });
    // A restart of the relay, and to ask again, change nothing.
    const first = expectOk(await asks(world, words));
    world.relay.kill();
    await world.relay.start();
    expect(expectOk(await asks(world, words))).toMatchObject({ requestedAt: first.requestedAt });
    await daysLater(world, 1, team);
    expect(await asks(world, words)).toMatchObject({ value: { state: 'released' } });

    const ana = await arrives(world, expectOk(await enters(world, words)));
    await sees(world, ana, 'Before');
    await everybodySees(world, [...team, ana]);
    await writes(ana, 'By the nominee');
    for (const device of team) await sees(world, device, 'By the nominee');
    // In step, it ends the kit: nobody comes in by it a second time.
    for (const device of [...team, ana])
      await world.until(() =>
        recordOn(device).nominee === undefined ? undefined : `${device.name}: the end`,
      );
    expect(await enters(world, words)).toMatchObject({ error: { code: 'relay.nominee.unknown' } });
    expect(recordOn(laptop).members.map(({ role }) => role)).toEqual(['owner', 'technician', 'owner']);
    await world.until(() =>
      [...laptop.session.library.all('nominees')].length === 0 ? undefined : 'the name to go as well',
    );
  });
});

test('neither half opens anything alone, and no member is given the relay’s', async () => {
  const [one, other] = [await newKit(crypto), await newKit(crypto)];
  const print = expectOk(await readPrint(crypto, one.words));
  expect(await openKit(crypto, print, other.half)).toBeUndefined();
  expect(await openKit(crypto, print, one.half)).toBeDefined();
  expect((await readPrint(crypto, one.words.toReversed())).ok).toBe(false);

  await withTeam(['owner', 'manager'], async ([owner, manager], world) => {
    const words = await named(owner);
    const path = `/v1/workspaces/${owner.session.workspace}/nominee`;
    const ask = (device: Device) => device.session.sync.client()!.signed({ method: 'GET', path });
    expect(await ask(manager)).toMatchObject({ error: { code: 'relay.auth.role' } });
    expect(JSON.stringify(await ask(owner))).not.toContain(halfAt(world));
    // What a manager can do with a print that they have found: ask, like anybody.
    await asked(world, words, [owner]);
    expect(await enters(world, words)).toMatchObject({ error: { code: 'relay.nominee.held-back' } });
    const statement = recordOn(owner).nominee!;
    const wish = await forged(teamOf(manager).keybag, teamOf(owner).roster, {
      nominee: { ...statement, ...one.keys, by: manager.id },
    });
    expect(await putAt(world, owner.session.workspace, wish)).toBe(403);
    expect((await extend(crypto, chainOf(teamOf(owner).keybag), [wish])).ok).toBe(false);
    expect(await manager.run('nominee.note', { id: 'x'.repeat(22), name: 'Me' })).toMatchObject({
      error: { code: 'team.owner-only' },
    });
  });
});

test('one click of an owner ends a request, also where the half was given out, and says by whom', async () => {
  await withTeam(['owner', 'owner'], async ([laptop, desktop], world) => {
    const words = await named(laptop);
    await asked(world, words, [laptop, desktop]);
    expectOk(await desktop.session.team.nominees.refuse());
    expect((await viewOn(desktop))?.request?.state).toBe('refused');
    laptop.session.team.nominees.look();
    const desktopsName = desktop.session.library.get('devices', desktop.id)?.name;
    await world.until(async () =>
      (await viewOn(laptop))?.refusedBy === desktopsName ? undefined : 'who has refused',
    );
    expect(await enters(world, words)).toMatchObject({ error: { code: 'relay.nominee.held-back' } });
    expect(await asks(world, words)).toMatchObject({ value: { state: 'refused' } });
    // A day later it can be asked for again, and the days begin anew.
    await daysLater(world, 1, [laptop, desktop]);
    await asked(world, words, [laptop]);
    await daysLater(world, 1, [laptop, desktop]);
    expect(await asks(world, words)).toMatchObject({ value: { state: 'released' } });
    // Fetched, and refused before it was used.
    const record = await ownRecord(world, words, laptop);
    laptop.session.team.nominees.look();
    await world.until(async () =>
      (await viewOn(laptop))?.request?.state === 'released' ? undefined : 'the release',
    );
    expectOk(await laptop.session.team.nominees.refuse());
    expect(await putAt(world, laptop.session.workspace, record)).toBe(403);
    expect(recordOn(laptop).members).toHaveLength(1);
  });
});

test('a relay that lies skips the wait, for the print alone, and everybody sees who came', async () => {
  await withTeam(['owner', 'technician'], async ([owner, helper], world) => {
    const words = await named(owner);
    await asked(world, words, [owner]);
    await relayWaitsForNobody(world);
    expect(await enters(world, newRecoveryWords())).toMatchObject({
      error: { code: 'relay.nominee.unknown' },
    });
    const ana = await arrives(world, expectOk(await enters(world, words)));
    await everybodySees(world, [owner, helper, ana]);
    // The owner takes them out again, as anybody else.
    expectOk(await owner.session.team.removeMember(ana.memberId));
    await world.until(() => (recordOn(helper).members.length === 2 ? undefined : 'the helper to see it'));
  });
});

test('with both halves in hand somebody comes in, and does nothing else by that record', async () => {
  await withTeam(['owner', 'technician'], async ([owner, helper], world) => {
    const words = await named(owner);
    const known = chainOf(teamOf(helper).keybag);
    const before = recordOn(owner);
    const shown = async (change: object) =>
      (await extend(crypto, chainOf(teamOf(owner).keybag), [await ownRecord(world, words, owner, change)]))
        .ok;
    expect(await shown({})).toBe(true);
    const { devices, members } = before;
    expect(await shown({ devices: devices.slice(1) })).toBe(false);
    expect(await shown({ members: members.slice(1) })).toBe(false);
    expect(await shown({ relay: { url: 'http://127.0.0.1:1', id: before.relay!.id } })).toBe(false);
    expect(await shown({ epoch: before.epoch + 1 })).toBe(false);
    expect(await shown({ grants: { ...before.grants, recovery: 'A'.repeat(43) } })).toBe(false);
    expect(await shown({ formerDevices: [devices[0]!] })).toBe(false);
    // Nobody has asked at the relay, so that it takes nobody in.
    const record = await ownRecord(world, words, owner);
    expect(await putAt(world, owner.session.workspace, record)).toBe(403);
    expect(known.length).toBeLessThanOrEqual(chainOf(teamOf(helper).keybag).length);
  });
});

test('a kit that was ended or replaced opens nothing: its half is gone, and a second history in which it counts counts for nobody', async () => {
  await withTeam(['owner', 'technician'], async ([owner, helper], world) => {
    const first = await named(owner);
    const stolen = await ownRecord(world, first, owner);
    const second = await named(owner, 'Ben Okoye');
    expect(await asks(world, first)).toMatchObject({ error: { code: 'relay.nominee.unknown' } });
    expect(await asks(world, second)).toMatchObject({ value: { state: 'waiting' } });
    expect([...owner.session.library.all('nominees')].map(({ name }) => name)).toEqual(['Ben Okoye']);
    const shown = expectOk(await extend(crypto, chainOf(teamOf(owner).keybag), [stolen]));
    if (shown.what !== 'fork') throw new Error('It is a second history');
    const chain = chainOf(teamOf(owner).keybag);
    const own = chain.slice(chain.indexOf(shown.common!) + 1);
    expect(settle([own[0]!, ...own.slice(1)], shown.branch)).toBe('mine');
    expect(await putAt(world, owner.session.workspace, stolen)).toBe(409);

    expectOk(await owner.session.team.nominees.end());
    expect(await asks(world, second)).toMatchObject({ error: { code: 'relay.nominee.unknown' } });
    expect(await viewOn(owner)).toBeUndefined();
    await writes(helper, 'Goes on');
    await sees(world, owner, 'Goes on');
  });
});

test('the right ends with the device that gave it, with a reset, and where the business passes on; a closed business lets nobody in', async () => {
  await withTeam(['owner', 'owner', 'manager'], async ([laptop, desktop, manager], world) => {
    const words = await named(desktop);
    await world.until(async () => ((await viewOn(laptop))?.name ? undefined : 'the name'));
    await world.until(() => (recordOn(laptop).nominee ? undefined : 'the statement'));
    // New keys for another reason: the kit opens these too.
    const before = recordOn(laptop).grants!['for-nominee'];
    expectOk(await laptop.session.team.setAccess(manager.memberId, { people: 'write' }));
    expect(recordOn(laptop).nominee).toBeDefined();
    expect(recordOn(laptop).grants!['for-nominee']).not.toBe(before);

    const closing = { at: 1, removeAt: Math.floor(world.now()) + 30 * day };
    const change = (what: Parameters<typeof nextMembership>[3]) =>
      laptop.session.team.make((team) => nextMembership(crypto, team.keybag, team.roster, what));
    expectOk(await change({ closing }));
    expect(await asks(world, words)).toMatchObject({ error: { code: 'relay.nominee.unknown' } });
    const meanwhile = await ownRecord(world, words, laptop);
    expect((await extend(crypto, chainOf(teamOf(laptop).keybag), [meanwhile])).ok).toBe(false);
    expectOk(await change({ closing: null }));
    expect(await asks(world, words)).toMatchObject({ value: { state: 'waiting' } });

    const reset = expectOk(
      await recovered(crypto, teamOf(laptop), {
        words: expectOk(await keysOfWords(crypto, world.words)),
        now: 1,
      }),
    );
    expect(reset.roster.record.nominee).toBeUndefined();
    expect(Object.keys(reset.roster.record.grants!)).not.toContain('for-nominee');

    expectOk(await laptop.session.team.removeDevice(desktop.id));
    expect(recordOn(laptop).nominee).toBeUndefined();
    expect(await asks(world, words)).toMatchObject({ error: { code: 'relay.nominee.unknown' } });
    expect(await viewOn(laptop)).toMatchObject({ state: 'ended', name: 'Ana Ruiz' });
    expect(headOf(chainOf(teamOf(laptop).keybag)).record.nominee).toBeUndefined();
  });
});

test('a device that dies after it came in does not take the way in with it', async () => {
  await withTeam(['owner'], async ([owner], world) => {
    const words = await named(owner);
    await asked(world, words, [owner]);
    await daysLater(world, 1, [owner]);
    const lost = expectOk(await enters(world, words));
    const ana = await arrives(world, expectOk(await enters(world, words)));
    await everybodySees(world, [owner, ana]);
    await world.until(() => (recordOn(ana).nominee === undefined ? undefined : 'the end of the kit'));
    expect(recordOn(ana).devices.map(({ id }) => id)).toContain(lost.deviceId);
  });
});
