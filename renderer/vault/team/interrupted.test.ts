import { afterAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { expectOk } from '#shared/lib/result.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { mortalDevice } from '../testing/mortal-device.ts';
import { isSealedAnew } from '../testing/epochs.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { askedAt, codeOn, letIn } from '../testing/team.ts';
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

/** An invited device that shows its code to an owner whose device will die at a request. */
async function asking(name: string) {
  const owner = mortalDevice();
  const vault = await createWorkspace(`${name}-owner`, owner.bridge);
  expectOk(await vault.api.connectRelay(await commands.startRelay()));
  await vault.run('contact.create', { name: 'Ann' });
  await forgetDevice(`${name}-new`);
  const { link } = expectOk(await vault.api.invite({ name: 'Tom', role: 'manager' }));
  const device = openVault(`${name}-new`, shellBridge);
  expectOk(await device.api.join({ link, deviceName: 'Tom’s laptop' }));
  const { id } = await askedAt(vault);
  const finishing = device.api.finishJoin('another good passphrase');
  return { owner, vault, device, id, finishing, code: await codeOn(device) };
}

async function isInTheTeam(owner: TestVault, device: TestVault): Promise<void> {
  await device.loaded();
  await eventually(() => names(device).length === 1, 'the new device to see Ann');
  await eventually(
    async () => (await owner.api.team()).invitations.every(({ state }) => state === 'used'),
    'the invitation to be used',
  );
  const { members } = await owner.api.team();
  expect(members.map(({ name, devices }) => [name, devices.length])).toEqual([
    ['', 1],
    ['Tom', 1],
  ]);
  await owner.api.lock();
  await device.api.lock();
}

test.each([
  { name: 'told', dies: /^PUT .*\/membership$/, when: 'the relay had heard of the new device' },
  { name: 'half', dies: /^PUT .*\/notes\/1$/, when: 'the new device had heard that its code was right' },
])('an owner’s device that died when $when lets it in by itself when it is back', async ({ name, dies }) => {
  const { owner, vault, device, id, finishing, code } = await asking(name);
  owner.dieAfter(dies);
  ignore(vault.api.admit(id, code));
  await owner.gone;

  const again = await reopened(`${name}-owner`, passphrase);
  expect(await finishing).toMatchObject({ ok: true });
  await isInTheTeam(again, device);
});

test('a restart of the owner’s device keeps the code, and gives nobody another try at it', async () => {
  const { vault, device, id, finishing, code } = await asking('again');
  const wrong = code === '000000' ? '000001' : '000000';
  expect(await vault.api.admit(id, wrong)).toMatchObject({ error: { code: 'team.wrong-code' } });
  await vault.api.lock();
  const again = await reopened('again-owner', passphrase);
  const second = await codeOn(device, 2);
  expect(await askedAt(again)).toMatchObject({ attempt: 2 });
  expectOk(await again.api.admit(id, second));
  expectOk(await finishing);
  await isInTheTeam(again, device);
});
