import { afterAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import type { SyncStatus } from './api.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import type { Row } from '../storage/row.ts';
import { changeUpdates } from '../testing/stored-rows.ts';
import { createWorkspace, openVault, passphrase, type TestVault } from '../testing/world.ts';

function status(vault: TestVault): SyncStatus | undefined {
  const event = vault.events.findLast((each) => each.type === 'sync');
  return event?.type === 'sync' ? event.status : undefined;
}

afterAll(() => commands.stopAllRelays());

const isStored = (vault: TestVault) => (): boolean =>
  status(vault)?.connection === 'online' && status(vault)?.reach === 'stored';

test('work done without a network reaches the relay as soon as there is one, and the owner sees how far it has got', async () => {
  const vault = await createWorkspace('sync-offline', shellBridge);
  await vault.run('contact.create', { name: 'Ann' });
  expect(status(vault)).toMatchObject({ connection: 'none', reach: 'device' });
  const url = await commands.startRelay();
  expectOk(await vault.api.connectRelay(url));
  await eventually(isStored(vault), 'everything to be stored');

  await commands.stopRelay(url);
  await eventually(() => status(vault)?.connection !== 'online', 'the loss to be noticed');
  await vault.run('contact.create', { name: 'Bea' });
  await eventually(() => status(vault)?.reach === 'device', 'the new work to be on this device only');
  await commands.restartRelay(url, false);
  await eventually(isStored(vault), 'the new work to be stored');
  await vault.api.lock();
});

test('a relay that lost everything but its key is filled again by the device, and gives it all to the next start', async () => {
  const vault = await createWorkspace('sync-wiped', shellBridge);
  const url = await commands.startRelay({ identityApart: true });
  expectOk(await vault.api.connectRelay(url));
  await vault.run('contact.create', { name: 'Ann' });
  await eventually(isStored(vault), 'everything to be stored');
  await commands.stopRelay(url);
  await commands.restartRelay(url, true);
  // Only what is new cannot be taken for stored from before.
  await vault.run('contact.create', { name: 'Bea' });
  await eventually(isStored(vault), 'the wiped relay to be full again');
  await vault.api.lock();

  // Only the relay has the books now: the device keeps its keys and loses the rest.
  await changeUpdates('sync-wiped', (updates) => {
    const rooms = Map.groupBy(updates, ({ key }) => key);
    const [people] = [...rooms.keys()].filter((room) => room !== deskRoom(updates));
    return updates.filter(({ key }) => key !== people);
  });

  const again = openVault('sync-wiped', shellBridge);
  expectOk(await again.api.unlock(passphrase));
  await again.loaded();
  await eventually(() => again.table('contacts').length === 2, 'the contacts to come back from the relay');
  expect(again.table('contacts').map(({ name }) => name)).toEqual(expect.arrayContaining(['Ann', 'Bea']));
  await again.api.lock();
});

test('the relay holds nothing readable', async () => {
  const vault = await createWorkspace('sync-blind', shellBridge);
  const url = await commands.startRelay();
  expectOk(await vault.api.connectRelay(url));
  await vault.run('contact.create', { name: 'Zanzibar Quokka', phones: { a: { number: '+31612345678' } } });
  await eventually(isStored(vault), 'everything to be stored');
  const written = await commands.readRelay(url);
  for (const word of ['Quokka', '612345678', 'contacts', 'people'])
    expect(written.includes(word), word).toBe(false);
  // The search reads what is there: ids that the relay must know are found.
  expect(written.includes('envelopes')).toBe(true);
  await vault.api.lock();
});

test('an address that is no relay is refused with words, and changes nothing', async () => {
  const vault = await createWorkspace('sync-wrong', shellBridge);
  expect(await vault.api.connectRelay('nonsense')).toMatchObject({ error: { code: 'relay.bad-url' } });
  expect(await vault.api.connectRelay('http://relay.example.org')).toMatchObject({
    error: { code: 'relay.refused' },
  });
  expect(await vault.api.connectRelay(location.origin)).toMatchObject({
    error: { code: 'relay.not-a-relay' },
  });
  expect(
    vault.events.filter((event) => event.type === 'sync').map((event) => event.status.connection),
  ).not.toContain('online');
  await vault.api.lock();
});

/** The desk is opened first, so its row is the first one. */
function deskRoom(updates: Row[]): string {
  return updates[0]!.key;
}
