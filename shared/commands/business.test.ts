import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords } from './testing.ts';
import { invert } from './undo.ts';
import type { ArgsOf } from './index.ts';

const profile: ArgsOf<'business.setUp'>['profile'] = {
  name: 'Rivera Plumbing',
  trade: 'plumbing',
  country: 'NL',
  currency: 'EUR',
  locale: 'nl-NL',
  timeZone: 'Europe/Amsterdam',
  taxes: { vat: { label: 'BTW', rate: '21', category: 'S' } },
  defaultTaxIds: ['vat'],
  pricesIncludeTax: false,
  taxRounding: 'category',
  paymentTermsDays: 14,
  paperSize: 'A4',
  invoiceTemplate: 'modern',
  hours: {
    mon: [
      { from: '08:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ],
  },
};

function openedBusiness() {
  const world = createMemoryRecords();
  const services = [
    { name: 'Call-out', unitPrice: '7500' },
    { name: 'Hour of work', unitPrice: '6500', unit: 'hour' },
  ];
  expectOk(world.run('business.setUp', { profile, services }));
  return world;
}

test('Setting up gives the owner a business, a price list in order and an assistant that keeps to the device', () => {
  const world = openedBusiness();
  expect(world.list('business')).toMatchObject([
    { id: 'business', name: 'Rivera Plumbing', createdAt: world.context.now },
  ]);
  expect(world.list('services').map(({ name, order }) => [name, order])).toEqual([
    ['Call-out', 0],
    ['Hour of work', 1],
  ]);
  expect(world.list('aiSettings')).toMatchObject([{ localOnly: true, chain: [] }]);
});

test('A business that is set up is never set up over', () => {
  const world = openedBusiness();
  const again = world.run('business.setUp', { profile: { ...profile, name: 'Other' }, services: [] });
  expect(again).toMatchObject({ ok: false, error: { code: 'business.exists' } });
});

test('A business cannot lose its name', () => {
  const world = openedBusiness();
  expect(world.run('business.update', { fields: { name: '  ' } }).ok).toBe(false);
});

test("One day's hours change alone, so that another device's change to another day stays", () => {
  const world = openedBusiness();
  const hours = { mon: profile.hours.mon, tue: [{ from: '09:00', to: '15:00' }] };
  expectOk(world.run('business.update', { fields: { hours } }));
  expect(world.lastChanges.map((change) => change.path)).toEqual([['hours', 'tue']]);
  expect(world.list('business')[0]?.hours).toEqual(hours);
});

test('A day that is no longer worked disappears, and undo brings it back', () => {
  const world = openedBusiness();
  expectOk(world.run('business.update', { fields: { hours: {} } }));
  expect(world.list('business')[0]?.hours).toEqual({});
  world.apply(invert(world.lastChanges, world.records).changes);
  expect(world.list('business')[0]?.hours).toEqual(profile.hours);
});

test('A new service goes to the end of the price list', () => {
  const world = openedBusiness();
  const { id } = expectOk(world.run('service.add', { name: 'Boiler check', unitPrice: '9900' }));
  expect(world.records.get('services', id)).toMatchObject({ order: 2, unitPrice: '9900' });
});

test('A removed service is kept for old documents and can be brought back', () => {
  const world = openedBusiness();
  const id = world.list('services')[0]?.id ?? '';
  expectOk(world.run('service.archive', { id }));
  expect(world.records.get('services', id)?.archivedAt).toBe(world.context.now);
  world.apply(invert(world.lastChanges, world.records).changes);
  expect(world.records.get('services', id)?.archivedAt).toBeUndefined();
});

test('A price must be whole minor units', () => {
  const world = openedBusiness();
  expect(world.run('service.add', { name: 'Odd', unitPrice: '12.50' }).ok).toBe(false);
});
