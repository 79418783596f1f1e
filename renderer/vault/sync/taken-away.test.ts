import { afterAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { letIn } from '../testing/team.ts';
import { createWorkspace, openVault, passphrase, type TestVault } from '../testing/world.ts';

afterAll(() => commands.stopAllRelays());

const now = Date.UTC(2026, 10, 22, 12);

const isStored = (vault: TestVault) => (): boolean => {
  const event = vault.events.findLast((each) => each.type === 'sync');
  return event?.type === 'sync' && event.status.connection === 'online' && event.status.reach === 'stored';
};

const finds = (vault: TestVault, total: number) => async (): Promise<boolean> =>
  (await vault.api.search('boiler')).total === total;

async function reopen(name: string, secret: string): Promise<TestVault> {
  const vault = openVault(name, shellBridge, () => now);
  expectOk(await vault.api.unlock(secret));
  await vault.loaded();
  return vault;
}

test('a relay that takes everything out of every room takes nothing from any device, and is given it back', async () => {
  const owner = await createWorkspace('taken-owner', shellBridge, () => now);
  const url = await commands.startRelay();
  expectOk(await owner.api.connectRelay(url));
  await owner.run('inbox.ingest', {
    events: [0, 9].map((months) => ({
      kind: 'message' as const,
      channel: 'whatsapp' as const,
      accountId: '1065',
      externalId: `wamid.${months}`,
      customer: { phone: '31612345678', name: 'Anna' },
      at: Date.UTC(2026, 10 - months, 15),
      type: 'text' as const,
      text: 'the boiler',
      echo: false,
    })),
  });
  const manager = await letIn(owner, 'taken-manager', 'manager');
  await eventually(finds(manager, 2), 'the manager to have both months');
  await eventually(isStored(owner), 'all of it to be stored');
  await owner.api.lock();
  await manager.api.lock();

  expect(await commands.emptyRelay(url)).toBeGreaterThan(4);

  // The old month is closed on both now: nobody looks into it while it is synced.
  const ownerAgain = await reopen('taken-owner', passphrase);
  const managerAgain = await reopen('taken-manager', 'another good passphrase');
  await eventually(isStored(ownerAgain), 'the owner to be in step');
  await eventually(isStored(managerAgain), 'the manager to be in step');
  await eventually(finds(ownerAgain, 2), 'the owner to find both');
  await eventually(finds(managerAgain, 2), 'the manager to find both');
  // A device that has nothing gets all of it from the relay: it was given back.
  const third = await letIn(ownerAgain, 'taken-third', 'manager');
  await eventually(finds(third, 2), 'a new device to get both');
  for (const vault of [ownerAgain, managerAgain, third]) await vault.api.lock();

  const last = await reopen('taken-manager', 'another good passphrase');
  await eventually(finds(last, 2), 'both to be there after a restart');
  expect(last.table('messages')).toHaveLength(1);
  await last.api.lock();
});
