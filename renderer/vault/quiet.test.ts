import { afterAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { shellBridge } from './testing/shell-bridge.ts';
import { inStep, letIn } from './testing/team.ts';
import { createWorkspace, type TestVault } from './testing/world.ts';

afterAll(() => commands.stopAllRelays());

const names = (vault: TestVault) => vault.table('contacts').map(({ name }) => name);

function connection(vault: TestVault): string | undefined {
  const event = vault.events.findLast(({ type }) => type === 'sync');
  return event?.type === 'sync' ? event.status.connection : undefined;
}

test('a device without a relay is quiet when its work is saved', async () => {
  const vault = await createWorkspace('quiet-alone');
  const before = expectOk(await vault.api.quiet());
  await vault.run('contact.create', { name: 'Ann' });
  const after = expectOk(await vault.api.quiet());
  expect(after).not.toEqual(before);
  expect(expectOk(await vault.api.quiet())).toEqual(after);
  await vault.api.lock();
  expect(await vault.api.quiet()).toMatchObject({ error: { code: 'vault.locked' } });
});

test('a device is quiet only when the relay has its work on disk, and another one has it all then', async () => {
  const owner = await createWorkspace('quiet-owner', shellBridge);
  const relayUrl = await commands.startRelay();
  expectOk(await owner.api.connectRelay(relayUrl));
  const manager = await letIn(owner, 'quiet-manager', 'manager');
  await inStep(owner, manager);

  await commands.stopRelay(relayUrl);
  await eventually(() => connection(owner) !== 'online', 'the relay to be missed');
  await owner.run('contact.create', { name: 'Ann' });
  let isQuiet = false;
  const quiet = owner.api.quiet().then(() => (isQuiet = true));
  // All of it is saved on the device, and that is all.
  await owner.run('contact.create', { name: 'Ann Bell' });
  expect(isQuiet).toBe(false);
  await commands.restartRelay(relayUrl, false);
  await quiet;
  expect(owner.events.findLast(({ type }) => type === 'pending')).toEqual({ type: 'pending', records: [] });

  await manager.run('contact.create', { name: 'Bea' });
  await inStep(owner, manager);
  for (const device of [owner, manager]) expect(names(device).toSorted()).toEqual(['Ann', 'Ann Bell', 'Bea']);
  await manager.api.lock();
  await owner.api.lock();
});
