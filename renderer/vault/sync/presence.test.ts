import { afterAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import type { Present, SyncStatus } from './api.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { letIn } from '../testing/team.ts';
import { createWorkspace, openVault, passphrase, type TestVault } from '../testing/world.ts';

afterAll(() => commands.stopAllRelays());

const hours = 3_600_000;

function last<Type extends TestVault['events'][number]['type']>(vault: TestVault, type: Type) {
  const event = vault.events.findLast((each) => each.type === type);
  return event as Extract<TestVault['events'][number], { type: Type }> | undefined;
}

const presentAt = (vault: TestVault): Present[] => last(vault, 'presence')?.present ?? [];
const pendingAt = (vault: TestVault): string[] => last(vault, 'pending')?.records ?? [];
const statusOf = (vault: TestVault): SyncStatus | undefined => last(vault, 'sync')?.status;
const isStored = (vault: TestVault) => (): boolean =>
  statusOf(vault)?.connection === 'online' && statusOf(vault)?.reach === 'stored';

test('colleagues see who looks at the same job, also where a clock is hours off, and the relay never reads it', async () => {
  const owner = await createWorkspace('presence-owner', shellBridge, () => Date.now() + 3 * hours);
  const relayUrl = await commands.startRelay();
  expectOk(await owner.api.connectRelay(relayUrl));
  await eventually(isStored(owner), 'the owner to be at the relay');
  expect(Math.abs((statusOf(owner)?.clockAhead ?? 0) - 3 * hours)).toBeLessThan(60_000);
  // An invitation ends by the relay's clock: one that is hours ahead makes none that is too long.
  const technician = await letIn(owner, 'presence-technician', 'technician');
  await eventually(() => statusOf(technician)?.clockAhead !== undefined, 'the relay to tell its time');
  expect(Math.abs(statusOf(technician)!.clockAhead!)).toBeLessThan(60_000);

  const { id: contactId } = await owner.run('contact.create', { name: 'Ann' });
  const { id } = await owner.run('job.create', { contactId, title: 'Leak' });
  await eventually(() => technician.table('jobs').length === 1, 'the job to arrive');
  await technician.api.setPresence([{ collection: 'jobs', id }]);
  await eventually(() => presentAt(owner).length === 1, 'the owner to see the technician');
  const { members } = await owner.api.team();
  const memberId = members.find(({ role }) => role === 'technician')!.id;
  expect(presentAt(owner)).toMatchObject([{ memberId, collection: 'jobs', id }]);
  await owner.api.setPresence([{ collection: 'jobs', id }]);
  await eventually(() => presentAt(technician).length === 1, 'the technician to see the owner');

  await technician.api.setPresence([]);
  await eventually(() => presentAt(owner).length === 0, 'the technician to be gone');
  await owner.api.lock();
  await eventually(() => presentAt(technician).length === 0, 'the owner to be gone with the connection');
  const written = await commands.readRelay(relayUrl);
  expect(written.includes('{"epoch":')).toBe(false);
  expect(written.includes(id)).toBe(false);
  expect(written.includes('envelopes')).toBe(true);
  await technician.api.lock();
});

test('a record is marked as being on this device only until the relay has it on disk, over a restart too', async () => {
  const vault = await createWorkspace('pending', shellBridge);
  await vault.run('contact.create', { name: 'Before the relay' });
  expect(pendingAt(vault)).toEqual([]);
  const url = await commands.startRelay();
  expectOk(await vault.api.connectRelay(url));
  await eventually(isStored(vault), 'everything to be stored');
  await commands.stopRelay(url);
  const { id } = await vault.run('contact.create', { name: 'Ann' });
  await eventually(() => pendingAt(vault).includes(`contacts/${id}`), 'the mark to be there');
  await vault.api.lock();

  const again = openVault('pending', shellBridge);
  expectOk(await again.api.unlock(passphrase));
  await again.loaded();
  await eventually(() => pendingAt(again).includes(`contacts/${id}`), 'the mark to be there after a restart');
  expect(pendingAt(again).filter((record) => record.startsWith('contacts/'))).toEqual([`contacts/${id}`]);
  await commands.restartRelay(url, false);
  await again.api.networkIsBack();
  await eventually(isStored(again), 'the new work to be stored');
  await eventually(() => pendingAt(again).length === 0, 'the mark to be gone');
  await again.api.lock();

  const last = openVault('pending', shellBridge);
  expectOk(await last.api.unlock(passphrase));
  await last.loaded();
  await eventually(isStored(last), 'the relay to be met');
  expect(pendingAt(last)).toEqual([]);
  await last.api.lock();
});
