import { expectOk } from '#shared/lib/result.ts';
import type { Access, Role } from '#shared/domain/roles.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { shellBridge } from './shell-bridge.ts';
import { forgetDevice, openVault, type TestVault } from './world.ts';

/** Waits until all have stored what they did, and each has what the others did in the rooms that they share. */
export async function inStep(...vaults: TestVault[]): Promise<void> {
  await eventually(async () => {
    const heads = await Promise.all(vaults.map(async ({ api }) => expectOk(await api.quiet())));
    const rooms = new Set(heads.flatMap((each) => Object.keys(each)));
    return [...rooms].every((room) => new Set(heads.flatMap((each) => each[room] ?? [])).size === 1);
  }, 'the devices to have the same');
}

/** Invites, joins and lets a device in: what two people do with two screens. */
export async function letIn(
  owner: TestVault,
  name: string,
  role: Role,
  access?: Access,
  now?: () => number,
): Promise<TestVault> {
  await forgetDevice(name);
  const { link } = expectOk(
    await owner.api.invite({ name, role, ...(access === undefined ? {} : { access }) }),
  );
  const device = openVault(name, shellBridge, now);
  expectOk(await device.api.join({ link, deviceName: `${name}’s laptop` }));
  const asked = async () => (await owner.api.team()).invitations.find(({ state }) => state === 'asked');
  await eventually(async () => (await asked()) !== undefined, 'the owner to see the new device');
  const finishing = device.api.finishJoin('another good passphrase');
  expectOk(await owner.api.admit((await asked())!.id));
  expectOk(await finishing);
  await device.loaded();
  return device;
}
