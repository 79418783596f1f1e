import { afterAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { expectOk } from '#shared/lib/result.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { mortalDevice } from '../testing/mortal-device.ts';
import { isSealedAnew } from '../testing/epochs.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { letIn } from '../testing/team.ts';
import { createWorkspace, forgetDevice, openVault, passphrase, type TestVault } from '../testing/world.ts';

afterAll(() => commands.stopAllRelays());

const names = (vault: TestVault): string[] =>
  vault
    .table('contacts')
    .map(({ name }) => name)
    .toSorted();

async function teamOfThree(name: string) {
  const owner = mortalDevice();
  const vault = await createWorkspace(`${name}-owner`, owner.bridge);
  const url = await commands.startRelay();
  expectOk(await vault.api.connectRelay(url));
  await vault.run('contact.create', { name: 'Ann' });
  const manager = await letIn(vault, `${name}-manager`, 'manager');
  const helper = await letIn(vault, `${name}-helper`, 'technician');
  await eventually(() => names(manager).length === 1 && names(helper).length === 1, 'all to see Ann');
  const { members } = await vault.api.team();
  const helperId = members.find(({ role }) => role === 'technician')!.id;
  return { owner, vault, manager, helper, helperId };
}

async function reopened(databaseName: string, phrase: string): Promise<TestVault> {
  const vault = openVault(databaseName, shellBridge);
  expectOk(await vault.api.unlock(phrase));
  await vault.loaded();
  return vault;
}

test('a removal whose device died after the relay had heard of it is completed by the others, and by the device itself', async () => {
  const { owner, vault, manager, helper, helperId } = await teamOfThree('cut');
  owner.dieAfter(/^PUT .*\/membership$/);
  ignore(vault.api.removeMember(helperId));
  await owner.gone;

  await eventually(() => isSealedAnew('cut-manager'), 'the manager’s device to seal the books anew');
  await helper.run('contact.create', { name: 'Written after removal' });
  await manager.run('contact.create', { name: 'Bea' });
  const again = await reopened('cut-owner', passphrase);
  await eventually(() => names(again).length === 2, 'the owner to go on');
  expect((await again.api.team()).members.map(({ role }) => role)).toEqual(['owner', 'manager']);
  await eventually(() => isSealedAnew('cut-owner'), 'the owner’s device to have the books sealed anew');
  expect([names(again), names(manager), names(helper)]).toEqual([
    ['Ann', 'Bea'],
    ['Ann', 'Bea'],
    ['Ann', 'Written after removal'],
  ]);
  await again.api.lock();
  await manager.api.lock();
});

test('a removal whose device died when it had the new keys, and had sealed nothing with them, is completed at its next start', async () => {
  const owner = mortalDevice();
  const vault = await createWorkspace('keys-owner', owner.bridge, Date.now, owner.mortalDatabase);
  expectOk(await vault.api.connectRelay(await commands.startRelay()));
  await vault.run('contact.create', { name: 'Ann' });
  const helper = await letIn(vault, 'keys-helper', 'technician');
  await eventually(() => names(helper).length === 1, 'the helper to see Ann');
  const { members } = await vault.api.team();
  owner.dieAfterKeys();
  ignore(vault.api.removeMember(members.find(({ role }) => role === 'technician')!.id));
  await owner.gone;
  expect(await isSealedAnew('keys-owner')).toBe(false);

  const again = await reopened('keys-owner', passphrase);
  await eventually(() => isSealedAnew('keys-owner'), 'the books to be sealed anew');
  await again.run('contact.create', { name: 'Bea' });
  const manager = await letIn(again, 'keys-manager', 'manager');
  await eventually(() => names(manager).length === 2, 'a device that is let in later to read all');
  await eventually(() => isSealedAnew('keys-manager'), 'the relay to have nothing else');
  expect(names(again)).toEqual(['Ann', 'Bea']);
  await again.api.lock();
  await manager.api.lock();
});

test('a device that was let in and not told so, because the owner’s died, is told by a second yes', async () => {
  const owner = mortalDevice();
  const vault = await createWorkspace('told-owner', owner.bridge);
  expectOk(await vault.api.connectRelay(await commands.startRelay()));
  await vault.run('contact.create', { name: 'Ann' });
  await forgetDevice('told-new');
  const { link, id } = expectOk(await vault.api.invite({ name: 'Tom', role: 'manager' }));
  const device = openVault('told-new', shellBridge);
  expectOk(await device.api.join({ link, deviceName: 'Tom’s laptop' }));
  const asks = async (at: TestVault): Promise<boolean> =>
    (await at.api.team()).invitations.some(({ state }) => state === 'asked');
  await eventually(() => asks(vault), 'the owner to see the device');
  const finishing = device.api.finishJoin('another good passphrase');
  owner.dieAfter(/^PUT .*\/membership$/);
  ignore(vault.api.admit(id));
  await owner.gone;

  const again = await reopened('told-owner', passphrase);
  await eventually(() => asks(again), 'the owner to be asked again');
  await eventually(async () => (await again.api.team()).members.length === 2, 'the team to be taken over');
  expectOk(await again.api.admit(id));
  expectOk(await finishing);
  await device.loaded();
  await eventually(() => names(device).length === 1, 'the new device to see Ann');
  const { members, invitations } = await again.api.team();
  expect(members.map(({ name, devices }) => [name, devices.length])).toEqual([
    ['', 1],
    ['Tom', 1],
  ]);
  expect(invitations.map(({ state }) => state)).toEqual(['used']);
  await again.api.lock();
  await device.api.lock();
});
