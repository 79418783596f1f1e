import { afterAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { changeUpdates, storedUpdates } from '../testing/stored-rows.ts';
import { letIn } from '../testing/team.ts';
import { createWorkspace, deadBridge, openVault, passphrase, type TestVault } from '../testing/world.ts';

afterAll(() => commands.stopAllRelays());

const now = Date.UTC(2026, 10, 22, 12);
const twoYearsAgo = Date.UTC(2024, 5, 1);

const finds = (vault: TestVault, total: number) => async (): Promise<boolean> =>
  (await vault.api.search('boiler')).total === total;

async function reopen(name: string): Promise<TestVault> {
  const vault = openVault(name, shellBridge, () => now);
  expectOk(await vault.api.unlock(passphrase));
  await vault.loaded();
  return vault;
}

async function rowsByRoom(name: string): Promise<Map<string, number[]>> {
  const byRoom = Map.groupBy(await storedUpdates(name), ({ key }) => key);
  return new Map([...byRoom].map(([room, all]) => [room, all.map(({ sequence }) => sequence)]));
}

async function forget(name: string, room: string): Promise<void> {
  await changeUpdates(name, (updates) => updates.filter(({ key }) => key !== room));
}

test('A closed month reaches a relay that never had it, comes back from there, and stays closed', async () => {
  const first = await createWorkspace('archive-sync', shellBridge, () => now);
  await first.run('inbox.ingest', {
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
  await first.api.lock();

  // The month is closed when the relay is first met.
  const second = await reopen('archive-sync');
  await eventually(finds(second, 2), 'both months to be searched');
  const url = await commands.startRelay();
  expectOk(await second.api.connectRelay(url));
  expectOk(await second.api.quiet());
  const rooms = [...(await rowsByRoom('archive-sync')).keys()];
  await eventually(async () => {
    const stored = await commands.readRelay(url);
    return rooms.filter((room) => stored.includes(room)).length >= rooms.length - 1;
  }, 'the closed month to be stored too');
  await second.api.lock();

  // This device loses the month, and all it knew of it.
  const before = await rowsByRoom('archive-sync');
  const health = [...before].toSorted((a, b) => a[1][0]! - b[1][0]!);
  for (const [room] of health.slice(1)) await forget('archive-sync', room);

  const third = await reopen('archive-sync');
  await eventually(finds(third, 2), 'both months to come back from the relay');
  await eventually(() => third.table('messages').length > 0, 'the open month to be on the screen');
  expect(third.table('messages')).toHaveLength(1);
  await third.api.lock();
});

const business = {
  name: 'Harbour Plumbing',
  trade: 'plumber',
  country: 'DE',
  currency: 'EUR',
  locale: 'de-DE',
  timeZone: 'Europe/Berlin',
  taxes: { vat: { label: 'USt', rate: '19', category: 'S' as const } },
  defaultTaxIds: ['vat'],
  pricesIncludeTax: true,
  taxRounding: 'category' as const,
  paymentTermsDays: 14,
  paperSize: 'A4' as const,
  invoiceTemplate: 'modern' as const,
  hours: {},
};

test('A payment of a closed year that another device takes back brings the invoice back into sight, for good', async () => {
  const past = await createWorkspace('archive-money', deadBridge, () => twoYearsAgo);
  await past.run('business.setUp', { profile: business, services: [] });
  const { id: contactId } = await past.run('contact.create', { name: 'Anna' });
  const lines = [{ name: 'Boiler', quantity: '1', unitPrice: '10000', taxIds: ['vat'] }];
  const { id } = await past.run('invoice.draft', { contactId, lines });
  const { issuedId } = await past.run('invoice.issue', { id });
  await past.run('invoice.recordPayment', { issuedId, amount: '10000', method: 'cash' });
  const [payment] = past.table('payments');
  await past.api.lock();

  const owner = await reopen('archive-money');
  expectOk(await owner.api.connectRelay(await commands.startRelay()));
  const manager = await letIn(owner, 'archive-money-manager', 'manager');
  const settled = owner.table('issued').length;
  await eventually(finds(manager, 1), 'the manager to find the invoice');
  await manager.run('payment.reverse', { id: payment!.id });
  await eventually(() => owner.table('issued').length === 1, 'the owner to see the invoice again');
  expect(settled).toBe(0);
  await owner.api.lock();
  const again = await reopen('archive-money');
  expect(again.table('issued')).toMatchObject([{ id: issuedId }]);
  expect(again.table('payments')).toHaveLength(2);
  await again.api.lock();
  await manager.api.lock();
});
