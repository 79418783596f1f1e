import '../fakes.ts';
import { expect, test } from 'vitest';
import { presets } from '#shared/domain/roles.ts';
import { expectOk } from '#shared/lib/result.ts';
import { startJoin } from '#renderer/vault/team/join.ts';
import type { JoinState } from '#renderer/vault/team/joiner-pairing.ts';
import type { Keybag } from '#renderer/vault/keys/keybag.ts';
import { asNewcomer } from '../arrivals.ts';
import type { Device } from '../device.ts';
import { createRandom } from '../random.ts';
import { namesOn, sees, withTeam, writes } from '../small-world.ts';
import type { World } from '../world.ts';

function goOffline(...devices: Device[]): void {
  for (const { link } of devices) {
    link.online = false;
    link.cut();
  }
}

const isStored = (device: Device): boolean => {
  const status = device.status();
  return status?.connection === 'online' && status.reach === 'stored';
};

const stored = ({ until }: World, device: Device): Promise<void> =>
  until(() =>
    isStored(device) ? undefined : `${device.name} to be stored: ${device.status()?.problemCode}`,
  );

async function setBack({ relay }: World): Promise<void> {
  relay.kill();
  relay.rollBack();
  await relay.start();
}

/** The owner invites a manager, who joins; both do their part at once. */
function letsIn(world: World, owner: Device): Promise<Keybag> {
  return asNewcomer(world, createRandom('newcomer'), async (bridge, crypto) => {
    const invited = await owner.ask(({ team }) => team.invite({ name: 'New', role: 'manager' }));
    const { link, id } = expectOk(invited as never) as { link: string; id: string };
    let code = '';
    const onState = (state: JoinState) => (code = state.step === 'code' ? state.code : code);
    const { timers } = world;
    const newcomer = { bridge, crypto, timers, link, deviceName: 'New', onState };
    const joining = expectOk(await startJoin(newcomer));
    await world.until(async () => {
      const { invitations } = await owner.session.team.team();
      return invitations.some((one) => one.id === id && one.state === 'asked') ? undefined : 'the request';
    });
    const [admitted, keybag] = await Promise.all([
      owner.ask(({ team }) => team.admit(id, code)),
      joining.admitted(),
    ]);
    expectOk(admitted as never);
    return expectOk(keybag);
  });
}

/** One owner’s device lets somebody in; the other one, which knows nothing of it, does something else at a relay set back. */
async function apart(
  [laptop, desktop, manager]: [Device, Device, Device],
  world: World,
  meanwhile: (desktop: Device) => Promise<unknown>,
): Promise<Device> {
  for (const device of [laptop, desktop, manager]) await stored(world, device);
  world.relay.copy();
  goOffline(desktop, manager);
  const joined = world.newDevice('manager', await letsIn(world, laptop), 0);
  await joined.start();
  await stored(world, joined);
  await writes(joined, 'By who joined');
  await sees(world, laptop, 'By who joined');
  await stored(world, joined);
  goOffline(laptop, joined);
  await setBack(world);
  desktop.link.online = true;
  await stored(world, desktop);
  expectOk((await meanwhile(desktop)) as never);
  await stored(world, desktop);
  return joined;
}

const teamsOf = (...devices: Device[]): number =>
  new Set(devices.map(({ session }) => session.keyring.roster.hash)).size;

test('who was let in under one of two histories is in the team that comes of both, and so is their work', async () => {
  await withTeam(['owner', 'owner', 'manager'], async ([laptop, desktop, manager], world) => {
    const joined = await apart([laptop, desktop, manager], world, (device) =>
      device.ask(({ team }) => team.setAccess(manager.memberId, presets.manager)),
    );
    const all = [laptop, desktop, manager, joined];
    for (const { link } of all) link.online = true;
    await world.until(() => (teamsOf(...all) === 1 ? undefined : 'all to know one team'));
    await writes(joined, 'After the merge');
    for (const device of all)
      for (const name of ['By who joined', 'After the merge']) await sees(world, device, name);
    await writes(desktop, 'For who joined');
    await sees(world, joined, 'For who joined');
    const { invitations } = await laptop.session.team.team();
    expect(invitations.map(({ state }) => state)).toEqual(['used']);
  });
});

test('who was let in by a device that the other history has taken out is told so, and counts nowhere', async () => {
  await withTeam(['owner', 'owner', 'manager'], async ([laptop, desktop, manager], world) => {
    const joined = await apart([laptop, desktop, manager], world, (device) =>
      device.ask(({ team }) => team.removeDevice(laptop.id)),
    );
    for (const { link } of [manager, joined, laptop]) link.online = true;
    await world.until(() => (teamsOf(desktop, manager) === 1 ? undefined : 'the manager to know'));
    await world.until(() =>
      joined.status()?.problemCode === 'relay.auth.removed'
        ? undefined
        : `to be told: ${joined.status()?.problemCode}`,
    );
    await writes(joined, 'For nobody');
    await world.sleep(60_000);
    for (const device of [desktop, manager]) {
      expect(namesOn(device)).not.toContain('For nobody');
      const { devices } = device.session.keyring.roster.record;
      expect(devices.map(({ id }) => id)).not.toContain(joined.id);
    }
    expect(namesOn(joined)).toContain('By who joined');
  });
});
