import '../fakes.ts';
import { expect, test } from 'vitest';
import { presets } from '#shared/domain/roles.ts';
import { expectOk } from '#shared/lib/result.ts';
import { keysOfWords, newRecoveryWords } from '#renderer/vault/keys/recovery-words.ts';
import { withOtherWords } from '#renderer/vault/team/reset.ts';
import { createSimulatedCrypto } from '../crypto.ts';
import type { Device } from '../device.ts';
import { compare, heal } from '../heal.ts';
import { createRandom } from '../random.ts';
import { namesOn, withTeam, writes } from '../small-world.ts';
import type { World } from '../world.ts';

const crypto = createSimulatedCrypto(createRandom('words'));

function goOffline(...devices: Device[]): void {
  for (const { link } of devices) {
    link.online = false;
    link.cut();
  }
}

function goOnline(...devices: Device[]): void {
  for (const { link } of devices) link.online = true;
}

const sees = ({ until }: World, device: Device, name: string): Promise<void> =>
  until(() => (namesOn(device).includes(name) ? undefined : `${device.name} to see ${name}`));

const stored = ({ until }: World, device: Device): Promise<void> =>
  until(() => {
    const status = device.status();
    const isStored = status?.connection === 'online' && status.reach === 'stored';
    return isStored ? undefined : `${device.name} to be stored: ${status?.problemCode}`;
  });

/** Nothing that has happened since the copy is known to the relay any more. */
async function setBack({ relay }: World): Promise<void> {
  relay.kill();
  relay.rollBack();
  await relay.start();
}

const teamsOf = (...devices: Device[]): string[] => [
  ...new Set(devices.map(({ session }) => session.keyring.roster.hash)),
];

test('two owners who changed the team apart end with one team, and nothing is lost that anybody wrote in between', async () => {
  await withTeam(['owner', 'owner', 'manager', 'technician'], async (team, world) => {
    const [laptop, desktop, manager, technician] = team;
    await writes(laptop, 'Before');
    for (const device of team) await sees(world, device, 'Before');
    for (const device of team) await stored(world, device);
    world.relay.copy();

    goOffline(desktop, technician);
    expectOk(
      (await laptop.ask((own) =>
        own.team.setAccess(manager.memberId, { ...presets.manager, people: 'write' }),
      )) as never,
    );
    await writes(laptop, 'By the laptop');
    await sees(world, manager, 'By the laptop');
    await writes(manager, 'By the manager');
    await sees(world, laptop, 'By the manager');
    goOffline(laptop, manager);
    await setBack(world);

    goOnline(desktop, technician);
    await stored(world, desktop);
    expectOk(
      (await desktop.ask((own) => own.team.setAccess(technician.memberId, presets.technician))) as never,
    );
    await writes(desktop, 'By the desktop');
    await sees(world, technician, 'By the desktop');
    await writes(technician, 'By the technician');
    await sees(world, desktop, 'By the technician');
    const before = teamsOf(laptop, desktop);
    expect(before).toHaveLength(2);

    goOnline(manager);
    await world.sleep(3000);
    goOnline(laptop);
    await world.until(() => (teamsOf(...team).length === 1 ? undefined : 'all to know one team'));
    expect(before).not.toContain(teamsOf(laptop)[0]);
    for (const device of team)
      for (const who of ['laptop', 'manager', 'desktop', 'technician'])
        await sees(world, device, `By the ${who}`);
    expect(await compare(world, await heal(world))).toEqual([]);
    // And so it is from the disks alone.
    for (const device of team) {
      device.kill();
      await device.start();
      await world.until(() => (namesOn(device).length >= 5 ? undefined : `${device.name} to read all`));
    }
  });
});

test('where each has taken the other out, a device that knows both keeps its work to itself until the words tell', async () => {
  await withTeam(['owner', 'owner', 'manager', 'technician'], async (team, world) => {
    const [laptop, desktop, manager, technician] = team;
    await writes(laptop, 'Before');
    for (const device of team) await sees(world, device, 'Before');
    for (const device of team) await stored(world, device);
    world.relay.copy();

    goOffline(desktop, technician);
    expectOk((await laptop.ask((own) => own.team.removeDevice(desktop.id))) as never);
    await writes(laptop, 'By the laptop');
    await sees(world, manager, 'By the laptop');
    goOffline(laptop, manager);
    await setBack(world);
    goOnline(desktop);
    await stored(world, desktop);
    expectOk((await desktop.ask((own) => own.team.removeDevice(laptop.id))) as never);
    await stored(world, desktop);

    // The manager knows what the laptop did, and is shown what the desktop did.
    goOnline(manager, laptop);
    for (const device of [manager, laptop])
      await world.until(() =>
        device.status()?.problemCode === 'team.held-back' ? undefined : `${device.name} to hold back`,
      );
    await writes(manager, 'Kept by the manager');
    await writes(laptop, 'Kept by the laptop');
    await world.sleep(100_000);
    expect(namesOn(desktop)).not.toContain('Kept by the manager');
    expect(desktop.warnings).not.toContain('team.held-back');
    // Also after a restart.
    manager.kill();
    await manager.start();
    await world.sleep(5000);
    expect(manager.status()).toMatchObject({ problemCode: 'team.held-back', reach: 'device' });
    expect(namesOn(manager)).toContain('Kept by the manager');

    const words = { old: world.words, new: newRecoveryWords() };
    const keys = {
      old: expectOk(await keysOfWords(crypto, words.old)),
      new: expectOk(await keysOfWords(crypto, words.new)),
    };
    expectOk(
      (await laptop.ask(({ team: own }) =>
        own.make((each) => withOtherWords(crypto, each, keys, Math.floor(world.now()))),
      )) as never,
    );
    goOnline(technician);
    const stay = [laptop, manager, technician];
    await world.until(
      () => (teamsOf(...stay).length === 1 ? undefined : 'all who stay to know one team'),
      120_000,
    );
    for (const device of stay)
      for (const who of ['laptop', 'manager']) await sees(world, device, `Kept by the ${who}`);
    await sees(world, technician, 'By the laptop');
    for (const device of stay) await stored(world, device);
    expect(namesOn(desktop)).not.toContain('Kept by the laptop');
  });
});

test('what was written under a history that does not count outlives a crash before it could be sealed anew', async () => {
  await withTeam(['owner', 'owner', 'manager'], async (team, world) => {
    const [laptop, desktop, manager] = team;
    for (const device of team) await stored(world, device);
    world.relay.copy();
    goOffline(desktop);
    expectOk((await laptop.ask((own) => own.team.setAccess(manager.memberId, presets.manager))) as never);
    await world.until(() => (teamsOf(laptop, manager).length === 1 ? undefined : 'the new keys'));
    await writes(manager, 'By the manager');
    await stored(world, manager);
    goOffline(laptop, manager);
    await setBack(world);
    goOnline(desktop);
    await stored(world, desktop);
    expectOk((await desktop.ask((own) => own.team.removeDevice(laptop.id))) as never);

    // It takes the team over, and can store nothing behind that.
    manager.disk.fullAfterKeys = true;
    goOnline(manager);
    await world.until(() =>
      manager.disk.full && teamsOf(desktop, manager).length === 1 ? undefined : 'the removal to be known',
    );
    manager.kill();
    manager.disk.full = false;
    manager.disk.fullAfterKeys = false;
    await manager.start();
    expect(namesOn(manager)).toContain('By the manager');
    await sees(world, desktop, 'By the manager');
  });
});
