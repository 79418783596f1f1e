import '../fakes.ts';
import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import type { Keybag } from '#renderer/vault/keys/keybag.ts';
import { recoveryDropOf } from '#renderer/vault/keys/lock.ts';
import { asNewDevice } from '#renderer/vault/team/own-device.ts';
import { recoverKeybag } from '#renderer/vault/team/recovery.ts';
import { asNewcomer, joinByInvitation } from '../arrivals.ts';
import { createSimulatedCrypto } from '../crypto.ts';
import type { Device } from '../device.ts';
import { createRandom } from '../random.ts';
import { namesOn, withTeam, writes } from '../small-world.ts';
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

async function sees({ until }: World, device: Device, name: string): Promise<void> {
  await until(() => (namesOn(device).includes(name) ? undefined : `${device.name} to see ${name}`));
}

test('an owner’s backup from before somebody came to the team finds its place in it, and both go on', async () => {
  await withTeam(['owner', 'manager'], async ([owner, manager], world) => {
    const keys = keysOf(owner);
    // Another restored device is somebody new, too.
    const other = await restored(world, keys);
    await writes(other, 'First');
    await sees(world, owner, 'First');
    const device = await restored(world, keys);
    await writes(device, 'From the backup');
    for (const one of [owner, manager, other]) await sees(world, one, 'From the backup');
    await writes(manager, 'From the manager');
    await sees(world, device, 'From the manager');
    expect(device.session.keyring.roster.record).toMatchObject({ epoch: 1, formerDevices: [] });
    const places = device.session.keyring.roster.record.devices.map((one) => one.place);
    expect(new Set(places).size).toBe(4);
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
    expect(device.session.keyring.keybag.epoch).toBe(2);
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
    await world.until(() =>
      device.status()?.problemCode === 'relay.auth.removed' ? undefined : 'the words',
    );
    await writes(device, 'From outside');
    await writes(manager, 'Goes on');
    await sees(world, owner, 'Goes on');
    expect(namesOn(owner)).not.toContain('From outside');
    expect(owner.session.keyring.roster.record.devices.map(({ id }) => id)).toEqual([owner.id, manager.id]);
  });
});

test('the words bring a device into the team of today, where what the relay keeps for them is from before a removal', async () => {
  await withTeam(['owner', 'manager', 'technician'], async ([owner, manager, helper], world) => {
    const drop = expectOk(await recoveryDropOf(crypto, world.words));
    const path = `/v1/recovery/${drop.id}`;
    const read = async () =>
      (await world.relay.handle({ method: 'GET', path, headers: {} })).body as { sealed?: string };
    await world.until(async () => ((await read()).sealed === undefined ? 'the drop' : undefined));
    const { sealed } = await read();
    expectOk(await owner.session.team.removeMember(helper.memberId));
    await world.until(async () => ((await read()).sealed === sealed ? 'the drop to be renewed' : undefined));
    const put = {
      method: 'PUT' as const,
      path: `/v1/workspaces/${owner.session.keyring.keybag.workspace}/recovery/${drop.id}`,
    };
    expectOk(await owner.session.sync.client()!.signed({ ...put, body: { sealed } }));
    owner.kill();

    const keybag = expectOk(
      await asNewcomer(world, createRandom(1), (bridge) =>
        recoverKeybag({ bridge, crypto, relayUrl: world.relay.url, drop }),
      ),
    );
    expect(keybag.epoch).toBe(2);
    const device = world.newDevice('owner', keybag, 0);
    world.devices.push(device);
    await device.start();
    await writes(device, 'By the words');
    await sees(world, manager, 'By the words');
    await writes(manager, 'From the manager');
    await sees(world, device, 'From the manager');
    expect(manager.session.keyring.roster.record.epoch).toBe(2);
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
