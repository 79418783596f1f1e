import { expectOk } from '#shared/lib/result.ts';
import type { Access, Role } from '#shared/domain/roles.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import type { TeamInvitation } from '../team/api.ts';
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

/** The code that a device shows which has used an invitation, in the latest of its attempts. */
export async function codeOn(device: TestVault, attempt = 1): Promise<string> {
  const shown = () => {
    const last = device.events.findLast((event) => event.type === 'joining');
    return last?.state.step === 'code' && last.state.attempt === attempt ? last.state.code : undefined;
  };
  await eventually(() => shown() !== undefined, 'the new device to show a code');
  return shown()!;
}

/** The invitation with which a device waits for its code to be typed. */
export async function askedAt(owner: TestVault): Promise<TeamInvitation> {
  const asked = async () => (await owner.api.team()).invitations.find(({ state }) => state === 'asked');
  await eventually(async () => (await asked()) !== undefined, 'the owner to see the new device');
  return (await asked())!;
}

/** Invites, joins and lets a device in: what two people do with two screens. */
export async function letIn(
  owner: TestVault,
  name: string,
  role: Role,
  access?: Access,
  now?: () => number,
  bridge = shellBridge,
): Promise<TestVault> {
  await forgetDevice(name);
  const { link } = expectOk(
    await owner.api.invite({ name, role, ...(access === undefined ? {} : { access }) }),
  );
  const device = openVault(name, bridge, now);
  expectOk(await device.api.join({ link, deviceName: `${name}’s laptop` }));
  const { id } = await askedAt(owner);
  const finishing = device.api.finishJoin('another good passphrase');
  expectOk(await owner.api.admit(id, await codeOn(device)));
  expectOk(await finishing);
  await device.loaded();
  return device;
}
