import fc from 'fast-check';
import { expect, test } from 'vitest';
import { currencies } from '#shared/domain/currencies.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords, dutchBusiness } from './testing.ts';
import { invert } from './undo.ts';
import type { ArgsOf } from './index.ts';

const profile: ArgsOf<'business.setUp'>['profile'] = {
  ...dutchBusiness,
  taxes: { vat: { label: 'BTW', rate: '21', category: 'S' } },
  defaultTaxIds: ['vat'],
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
  const hours = { mon: profile.hours['mon']!, tue: [{ from: '09:00', to: '15:00' }] };
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

test('Whatever currencies the business changes to, every price keeps its number and its currency', () => {
  const codes = fc.array(fc.constantFrom(...currencies.keys()), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(codes, fc.boolean(), (chosen, invoiced) => {
      const world = openedBusiness();
      const contactId = expectOk(world.run('contact.create', { name: 'Ann' })).id;
      const items = [{ name: 'Call-out', quantity: '1', unitPrice: '7500' }];
      const jobId = expectOk(world.run('job.create', { contactId, title: 'Tap', items })).id;
      if (invoiced) expectOk(world.run('invoice.draft', { contactId, jobId }));
      for (const currency of chosen) expectOk(world.run('business.update', { fields: { currency } }));
      const { id } = expectOk(world.run('invoice.draft', { contactId, jobId }));
      expect(world.list('services')).toMatchObject([
        { unitPrice: '7500', currency: 'EUR' },
        { unitPrice: '6500', currency: 'EUR' },
      ]);
      expect(Object.values(world.list('jobs')[0]!.items!)).toMatchObject([
        { unitPrice: '7500', currency: 'EUR' },
      ]);
      expect(world.records.get('documents', id)).toMatchObject({ currency: 'EUR' });
    }),
    { numRuns: 50 },
  );
});

test('After a change of currency the numbers of the price list are taken over only when the owner says so', () => {
  const world = openedBusiness();
  expectOk(world.run('business.update', { fields: { currency: 'JPY' } }));
  expectOk(world.run('service.add', { name: 'New', unitPrice: '80' }));
  expectOk(world.run('service.adoptCurrency', {}));
  const prices = world.list('services').map(({ unitPrice, currency }) => `${unitPrice} ${currency}`);
  expect(prices).toEqual(['75 JPY', '65 JPY', '80 JPY']);
});

test('A number that is set without its currency is of the business’s own', () => {
  const world = openedBusiness();
  const { id } = world.list('services')[0]!;
  expectOk(world.run('business.update', { fields: { currency: 'JPY' } }));
  expectOk(world.run('service.update', { id, fields: { name: 'Visit' } }));
  expect(world.records.get('services', id)).toMatchObject({ unitPrice: '7500', currency: 'EUR' });
  expectOk(world.run('service.update', { id, fields: { unitPrice: '8000' } }));
  expect(world.records.get('services', id)).toMatchObject({ unitPrice: '8000', currency: 'JPY' });
});

test('Work in two currencies is not made into one invoice, and the owner is told why', () => {
  const world = openedBusiness();
  const contactId = expectOk(world.run('contact.create', { name: 'Ann' })).id;
  const items = [
    { name: 'Call-out', quantity: '1', unitPrice: '7500' },
    { name: 'Tap', quantity: '1', unitPrice: '2000', currency: 'GBP' },
  ];
  const jobId = expectOk(world.run('job.create', { contactId, title: 'Tap', items })).id;
  const drafted = world.run('invoice.draft', { contactId, jobId });
  expect(drafted).toMatchObject({ ok: false, error: { code: 'invoice.currencies' } });
  expect(JSON.stringify(drafted)).toContain('EUR and GBP');
});
