import { afterAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { isSealedAnew } from '../testing/epochs.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { letIn } from '../testing/team.ts';
import { createWorkspace, deadBridge, openVault, passphrase, type TestVault } from '../testing/world.ts';

afterAll(() => commands.stopAllRelays());

const month = 30 * 24 * 60 * 60 * 1000;
const longAgo = Date.now() - 36 * month;
const monthsAgo = [0, 6, 7, 36];

/** A job of three years ago that is done with, and messages since then. */
async function businessWithPast(name: string): Promise<void> {
  const vault = await createWorkspace(name, deadBridge, () => longAgo);
  await vault.run('inbox.ingest', {
    events: monthsAgo.map((months) => ({
      kind: 'message' as const,
      channel: 'whatsapp' as const,
      accountId: '1065',
      externalId: `wamid.${months}`,
      customer: { phone: '31612345678', name: 'Anna' },
      at: Date.now() - months * month,
      type: 'text' as const,
      text: `The boiler of ${months} months ago`,
      echo: false,
    })),
  });
  const { id: contactId } = vault.table('contacts')[0]!;
  const job = await vault.run('job.create', { contactId, title: 'Look at the boiler' });
  await vault.run('job.cancel', { id: job.id, reason: 'Not needed' });
  await vault.api.lock();
}

const finds = (vault: TestVault, total: number) => async (): Promise<boolean> => {
  const found = await vault.api.search('boiler');
  return found.complete && found.total === total;
};

test('a removal seals months and years anew that are closed; they stay closed, and nothing of them is lost', async () => {
  await businessWithPast('past-owner');
  const owner = openVault('past-owner', shellBridge);
  expectOk(await owner.api.unlock(passphrase));
  await owner.loaded();
  expectOk(await owner.api.connectRelay(await commands.startRelay()));
  const all = monthsAgo.length + 1;
  await eventually(finds(owner, all), 'the past to be found');
  expect([owner.table('messages').length, owner.table('jobs').length]).toEqual([1, 0]);
  await letIn(owner, 'past-helper', 'technician');
  const { members } = await owner.api.team();
  expectOk(await owner.api.removeMember(members.find(({ role }) => role === 'technician')!.id));

  // index, talk, people, desk, device, four months of talk, a year of work, and the audit log.
  expect(await isSealedAnew('past-owner', 11)).toBe(true);
  expect([owner.table('messages').length, owner.table('jobs').length]).toEqual([1, 0]);
  expect(await finds(owner, all)()).toBe(true);

  const manager = await letIn(owner, 'past-manager', 'manager');
  await eventually(finds(manager, all), 'a new device to find the past');
  await eventually(
    () => isSealedAnew('past-manager', 11),
    'the relay to have nothing under the keys of before',
  );
  await owner.api.lock();
  await manager.api.lock();
});
