import { afterAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { dutchBusiness } from '#shared/commands/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { copyProfile, switchedBridge } from '../testing/copy-profile.ts';
import { inStep, letIn } from '../testing/team.ts';
import { createWorkspace, openVault, type TestVault } from '../testing/world.ts';

afterAll(() => commands.stopAllRelays());

const names = (vault: TestVault): string[] =>
  vault
    .table('contacts')
    .map(({ name }) => name)
    .toSorted();

async function invoiceOn(vault: TestVault): Promise<void> {
  const [contact] = vault.table('contacts');
  const lines = [{ name: 'Work', quantity: '1', unitPrice: '10000' }];
  const { id } = await vault.run('invoice.draft', { contactId: contact!.id, lines });
  await vault.run('invoice.issue', { id });
}

const secret = 'another good passphrase';

test('a copied profile is named at the first contact, and one click stops both; what both wrote stays, and is told side by side', async () => {
  const owner = await createWorkspace('copies-owner', shellBridge);
  expectOk(await owner.api.connectRelay(await commands.startRelay()));
  await owner.run('business.setUp', { profile: dutchBusiness, services: [] });
  await owner.run('contact.create', { name: 'Ann' });
  const manager = await letIn(owner, 'copies-manager', 'manager');
  await inStep(owner, manager);
  const [device] = (await owner.api.team()).members.find(({ role }) => role === 'manager')!.devices;
  expect(await owner.api.stopCopies(device!.id)).toMatchObject({ error: { code: 'team.not-copied' } });

  await manager.api.lock();
  await copyProfile('copies-manager', 'copies-copy');
  const open = async (name: string): Promise<TestVault> => {
    const vault = openVault(name, shellBridge);
    expectOk(await vault.api.unlock(secret));
    await vault.loaded();
    return vault;
  };
  const first = await open('copies-manager');
  await invoiceOn(first);
  await inStep(owner, first);
  await first.api.lock();
  // It writes before it has heard of that.
  const network = switchedBridge();
  const copy = openVault('copies-copy', network.bridge);
  expectOk(await copy.api.unlock(secret));
  await copy.loaded();
  await invoiceOn(copy);
  network.switchOn();
  await copy.api.networkIsBack();

  await eventually(
    () => owner.events.some((event) => event.type === 'relay' && event.problem.code === 'trust.forked'),
    'the owner to be told',
  );
  const copied = (await owner.api.team()).members.flatMap(({ devices }) =>
    devices.filter(({ copied }) => copied),
  );
  expect(copied.map(({ id }) => id)).toEqual([device!.id]);
  expect(owner.table('issued')).toHaveLength(2);

  expectOk(await owner.api.stopCopies(device!.id));
  const team = await owner.api.team();
  expect(team.members.flatMap(({ devices }) => devices)).toHaveLength(1);
  expect(team.stopped).toMatchObject([{ id: device!.id, name: 'copies-manager’s laptop' }]);
  const wrote = team.stopped![0]!.copies!.wrote.filter(({ collection }) => collection === 'issued');
  expect(new Set(wrote.map(({ side }) => side))).toEqual(new Set([0, 1]));
  expect(new Set(wrote.map(({ id }) => id)).size).toBe(2);

  const isStopped = async (vault: TestVault) => (await vault.api.team()).stoppedBy === 'copied';
  await eventually(() => isStopped(copy), 'the copy to hear that it was stopped');
  expect(await copy.api.run('contact.create', { name: 'Later' })).toMatchObject({
    ok: false,
    error: { code: 'team.stopped' },
  });
  expect(names(copy)).toEqual(['Ann']);
  const again = await open('copies-manager');
  await eventually(() => isStopped(again), 'the other one to hear it as well');
  expect(owner.table('issued')).toHaveLength(2);
  for (const vault of [owner, copy, again]) await vault.api.lock();
});

test('a device does not stop itself: its copy could do the same', async () => {
  const owner = await createWorkspace('alone-copied', shellBridge);
  const { members } = await owner.api.team();
  const { id } = members[0]!.devices[0]!;
  expect(await owner.api.stopCopies(id)).toMatchObject({ error: { code: 'team.copied-self' } });
  await owner.api.lock();
});
