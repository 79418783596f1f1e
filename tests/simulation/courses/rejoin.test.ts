import '../fakes.ts';
import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { presets } from '#shared/domain/roles.ts';
import { expectOk } from '#shared/lib/result.ts';
import type { Keybag } from '#renderer/vault/keys/keybag.ts';
import { keysOfWords } from '#renderer/vault/keys/recovery-words.ts';
import { asNewDevice } from '#renderer/vault/team/own-device.ts';
import { recoverKeybag } from '#renderer/vault/team/recovery.ts';
import { rogueIn } from '../adversary/rogue.ts';
import { asNewcomer, joinByInvitation } from '../arrivals.ts';
import { createSimulatedCrypto } from '../crypto.ts';
import type { Device } from '../device.ts';
import { createRandom } from '../random.ts';
import { namesOn, sees, withTeam, writes } from '../small-world.ts';
import type { World } from '../world.ts';

/** Of machines that are not in the team yet. */
const crypto = createSimulatedCrypto(createRandom('newcomers'));

/** What a backup of now would hold of the device's keys. */
const keysOf = (device: Device): Keybag => structuredClone(device.session.keyring.keybag);

/** A machine that begins with a backup's keys: see `restoreOntoDevice`. */
async function restored(world: World, keys: Keybag): Promise<Device> {
  const device = world.newDevice('owner', expectOk(await asNewDevice(crypto, keys)), 0);
  world.devices.push(device);
  await device.start();
  return device;
}

/** A machine that has nothing but the words and the relay's address. */
async function byWords(world: World): Promise<Device> {
  const words = expectOk(await keysOfWords(crypto, world.words));
  const keybag = await asNewcomer(world, createRandom(1), (bridge) =>
    recoverKeybag({ bridge, crypto, relayUrl: world.relay.url, words, now: Math.floor(world.now()) }),
  );
  const device = world.newDevice('owner', expectOk(keybag), 0);
  world.devices.push(device);
  await device.start();
  return device;
}

const isAtRelay = (device: Device): boolean =>
  device.status()?.connection === 'online' && device.status()?.reach === 'stored';

/** What the screen says of the relay. */
async function says({ until }: World, device: Device, code: string): Promise<void> {
  await until(() => (device.status()?.problemCode === code ? undefined : `${code} on ${device.name}`));
}

test('an owner’s backup from before somebody came to the team takes its device’s place in it, once', async () => {
  await withTeam(['owner', 'manager'], async ([owner, manager], world) => {
    const keys = keysOf(owner);
    const { memberId } = owner;
    await writes(owner, 'Before');
    await sees(world, manager, 'Before');
    expectOk(await owner.session.team.setAccess(manager.memberId, presets.manager));
    const device = await restored(world, keys);
    await writes(device, 'From the backup');
    await sees(world, manager, 'From the backup');
    await sees(world, device, 'Before');
    await writes(manager, 'From the manager');
    await sees(world, device, 'From the manager');
    const { devices, formerDevices = [] } = device.session.keyring.roster.record;
    expect(devices.map((one) => [one.memberId, one.place])).toEqual([
      [manager.memberId, 2],
      [memberId, 3],
    ]);
    expect(formerDevices.map(({ id }) => id)).toEqual([owner.id]);
    await says(world, owner, 'relay.auth.removed');

    // The old device's key has been used up: nobody comes in with it again.
    const late = await restored(world, keys);
    await says(world, late, 'team.outdated-backup');
    await writes(manager, 'Goes on');
    await sees(world, device, 'Goes on');
  });
});

test('an owner’s backup of today, under keys that were given anew, takes its device’s place too', async () => {
  await withTeam(['owner', 'manager'], async ([owner, manager], world) => {
    expectOk(await owner.session.team.setAccess(manager.memberId, presets.manager));
    await writes(owner, 'Before');
    await sees(world, manager, 'Before');
    const device = await restored(world, keysOf(owner));
    await sees(world, device, 'Before');
    await writes(device, 'From the backup');
    await sees(world, manager, 'From the backup');
    await says(world, owner, 'relay.auth.removed');
    const { devices } = manager.session.keyring.roster.record;
    expect(devices.map(({ id }) => id)).toEqual([manager.id, device.id]);
  });
});

test('an owner’s backup from before a removal gets the new keys: books, and what the relay seals of a customer since', async () => {
  await withTeam(['owner', 'manager', 'technician'], async ([owner, manager, helper], world) => {
    const keys = keysOf(owner);
    expectOk(await owner.session.team.removeMember(helper.memberId));
    await writes(owner, 'After the removal');
    await sees(world, manager, 'After the removal');
    const account = {
      appSecret: 'secret-of-the-app-0001',
      verifyToken: 'token-of-the-hook-0001',
      accounts: ['106540352242922'],
    };
    expectOk(await owner.session.sync.client()!.putHooks([account]));
    owner.kill();
    manager.kill();

    const device = await restored(world, keys);
    await sees(world, device, 'After the removal');
    expect(device.session.keyring.keybag.epoch).toBeGreaterThanOrEqual(2);
    await customerWrites(world, keys.workspace, account);
    const texts = () => [...device.session.library.all('messages')].map(({ text }) => text);
    await world.until(() => (texts().includes('Is Friday all right?') ? undefined : 'the message'));
    expect(device.session.inbox.unreadable()).toBe(0);
    await manager.start();
    await writes(device, 'From the backup');
    await sees(world, manager, 'From the backup');
  });
});

test('a backup of a device that was taken out of the team since stays out, says so, and harms nobody', async () => {
  await withTeam(['owner', 'owner', 'manager'], async ([owner, second, manager], world) => {
    const keys = keysOf(second);
    expectOk(await owner.session.team.removeDevice(second.id));
    const device = await restored(world, keys);
    await says(world, device, 'team.outdated-backup');
    await writes(device, 'From outside');
    await writes(manager, 'Goes on');
    await sees(world, owner, 'Goes on');
    expect(namesOn(owner)).not.toContain('From outside');
    expect(owner.session.keyring.roster.record.devices.map(({ id }) => id)).toEqual([owner.id, manager.id]);
  });
});

test('the words bring back all that a lone device had left at the relay', async () => {
  await withTeam(['owner'], async ([owner], world) => {
    await writes(owner, 'Before');
    await owner.session.quiet();
    await world.until(() => (isAtRelay(owner) ? undefined : 'the relay to have all'));
    const names = namesOn(owner).toSorted();
    owner.kill();
    const device = await byWords(world);
    await sees(world, device, 'Before');
    const isOpen = () => device.session.keyring.roster.openEnded().includes(owner.id);
    await world.until(() => (isOpen() ? 'the end of the lost device to be named' : undefined));
    await device.lock();
    await device.start();
    await sees(world, device, 'Before');
    expect(namesOn(device).toSorted()).toEqual(names);
  });
});

test('the words bring a device into the team of today, put the lost one out, and everybody is told', async () => {
  await withTeam(['owner', 'manager', 'technician'], async ([owner, manager, helper], world) => {
    await writes(owner, 'Before');
    await sees(world, manager, 'Before');
    expectOk(await owner.session.team.removeMember(helper.memberId));
    const device = await byWords(world);
    expect(device.session.keyring.keybag.epoch).toBe(3);
    await writes(device, 'By the words');
    await sees(world, manager, 'By the words');
    await writes(manager, 'From the manager');
    for (const name of ['From the manager', 'Before']) await sees(world, device, name);
    for (const one of [device, manager]) {
      const { record } = one.session.keyring.roster;
      expect(record.devices.map(({ id }) => id)).toEqual([manager.id, device.id]);
      expect((await one.session.team.team()).reset).toMatchObject({ why: 'recovered' });
    }
    await says(world, owner, 'relay.auth.removed');
  });
});

/** As Meta delivers it. */
async function customerWrites(
  { relay }: World,
  workspace: string,
  { appSecret, accounts }: { appSecret: string; accounts: string[] },
): Promise<void> {
  const from = '31612345678';
  const text = { body: 'Is Friday all right?' };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550001111', phone_number_id: accounts[0] },
    contacts: [{ wa_id: from, profile: { name: 'Anna' } }],
    messages: [{ id: 'wamid.1', from, timestamp: '1794000000', type: 'text', text }],
  };
  const entry = [{ id: accounts[0], changes: [{ field: 'messages', value }] }];
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry });
  const signature = createHmac('sha256', appSecret).update(body).digest('hex');
  const answer = await relay.handle({
    method: 'POST',
    path: `/v1/hooks/meta/${workspace}`,
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body,
  });
  expect(answer.status).toBe(200);
}

test('all devices know of somebody new within seconds, without connecting anew', async () => {
  await withTeam(['owner', 'manager'], async ([owner, manager], world) => {
    const said = await joinByInvitation(world, owner, createRandom(3));
    expect(world.devices, said).toHaveLength(3);
    const team = () => manager.session.keyring.roster.record.devices.length;
    await world.until(() => (team() === 3 ? undefined : 'the manager to know'));
  });
});

test('who comes by the words and takes somebody out at once loses nothing of what that one wrote, nor what stands on it', async () => {
  await withTeam(['owner', 'manager', 'manager'], async ([owner, kept, outcast], world) => {
    await writes(outcast, 'Written in time');
    await sees(world, kept, 'Written in time');
    await sees(world, owner, 'Written in time');
    owner.kill();
    const rogue = await rogueIn(outcast, 'people');
    await rogue.write(Y.encodeStateAsUpdateV2(rogue.inner), 2);
    await world.sleep(1000);

    const device = await byWords(world);
    expectOk(await device.session.team.removeMember(outcast.memberId));
    const openEnded = (): string[] => device.session.keyring.roster.openEnded();
    expect(openEnded()).toContain(outcast.id);
    expect(await device.session.team.setAccess(kept.memberId, presets.manager)).toMatchObject({
      error: { code: 'team.not-all-here' },
    });
    await world.until(() => (openEnded().length === 0 ? undefined : 'the ends to be named'));
    for (const one of [device, kept]) await sees(world, one, 'Written in time');
    expectOk(await device.session.team.setAccess(kept.memberId, presets.manager));
  });
});
