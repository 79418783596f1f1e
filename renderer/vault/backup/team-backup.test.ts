import { afterAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { inStep, letIn } from '../testing/team.ts';
import { createWorkspace, forgetDevice, openVault, passphrase, type TestVault } from '../testing/world.ts';

afterAll(() => commands.stopAllRelays());

const names = (vault: TestVault): string =>
  vault
    .table('contacts')
    .map(({ name }) => name)
    .toSorted()
    .join();

const copy = async (vault: TestVault) => ({ bytes: expectOk(await vault.api.backupCopy()).bytes });

test('after a removal old backups still restore, and what the removed one forges with old keys never does', async () => {
  const owner = await createWorkspace('team-backup-owner', shellBridge);
  expectOk(await owner.api.connectRelay(await commands.startRelay()));
  await owner.run('contact.create', { name: 'Ann' });
  const tom = await letIn(owner, 'team-backup-tom', 'technician');
  const { id } = await tom.run('contact.create', { name: 'By Tom' });
  await inStep(owner, tom);
  expect(names(owner)).toBe('Ann,By Tom');
  const before = await copy(owner);

  const { members } = await owner.api.team();
  expectOk(await owner.api.removeMember(members.find(({ role }) => role === 'technician')!.id));
  await tom.run('contact.create', { name: 'Forged' });
  await tom.run('contact.update', { id, fields: { name: 'Forged too' } });
  const forged = await copy(tom);

  const preview = expectOk(await owner.api.previewBackup(forged));
  expect(preview).toMatchObject({ missingEntries: 0 });
  expect(expectOk(await owner.api.restoreBackup(forged, ['contacts']))).toMatchObject({ broughtBack: 0 });
  expect(names(owner)).toBe('Ann,By Tom');

  await owner.run('contact.update', { id, fields: { name: 'Oops' } });
  await owner.run('contact.create', { name: 'Later' });
  expect(expectOk(await owner.api.restoreBackup(before, ['contacts'])).setBack).toBe(1);
  await eventually(() => names(owner) === 'Ann,By Tom,Later', 'the name to be back');
  expectOk(await owner.api.quiet());
  // The vaults of a test share a shell, and whoever locks takes its way to the relay along.
  await tom.api.lock();
  await owner.api.lock();

  const again = openVault('team-backup-owner', shellBridge);
  expectOk(await again.api.unlock(passphrase));
  await again.loaded();
  expect(names(again)).toBe('Ann,By Tom,Later');
  await again.api.lock();

  // The team has newer keys than this backup: the device that it makes is shown them by the relay.
  await forgetDevice('team-backup-new');
  const device = openVault('team-backup-new', shellBridge);
  expectOk(await device.api.restoreDevice(before, { passphrase }));
  await eventually(() => names(device) === 'Ann,By Tom,Later', 'what came after the backup to arrive');
  await device.run('contact.create', { name: 'From the new device' });
  await device.api.lock();
});
