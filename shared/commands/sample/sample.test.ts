import { allJobs } from '#shared/records/jobs.ts';
import { expect, test } from 'vitest';
import { collections, type CollectionName } from '#shared/domain/collections.ts';
import { countries, suggestTaxes } from '#shared/domain/countries.ts';
import { trades, usualPrice } from '#shared/domain/trades.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createMemoryRecords } from '../testing.ts';

const plumbing = trades[0]?.services ?? [];

function sampleWorld(code: string) {
  const country = countries.find((known) => known.code === code);
  if (country === undefined) throw new Error(`${code} is no country here`);
  const world = createMemoryRecords();
  const profile = {
    name: 'Northside Plumbing',
    trade: 'plumbing',
    country: country.code,
    currency: country.currency,
    locale: country.locale,
    timeZone: 'Europe/London',
    ...suggestTaxes(country),
    pricesIncludeTax: false,
    taxRounding: country.taxRounding,
    paymentTermsDays: 14,
    paperSize: country.paperSize,
    invoiceTemplate: 'modern' as const,
    hours: {},
  };
  const services = plumbing.map(({ name, unit, ...service }) => ({
    name,
    unit,
    unitPrice: usualPrice({ name, ...service }, country.currency),
  }));
  expectOk(world.run('business.setUp', { profile, services }));
  expectOk(world.run('sample.load', {}));
  return world;
}

test('The sample shows a business in the middle of its week', () => {
  const world = sampleWorld('GB');
  expect(world.list('contacts')).toHaveLength(12);
  expect(world.list('conversations')).toHaveLength(3);
  const stages = world.list('enquiries').map(({ stage }) => stage);
  expect(new Set(stages)).toEqual(new Set(['new', 'contacted', 'quoted', 'lost']));
  const states = allJobs(world.records).map(({ state }) => state);
  expect(states).toHaveLength(8);
  expect(new Set(states)).toEqual(
    new Set(['created', 'scheduled', 'inProgress', 'completed', 'invoiced', 'cancelled']),
  );
});

test('One sample invoice is paid, one is open and late, one is a draft', () => {
  const world = sampleWorld('GB');
  expect(world.list('documents')).toHaveLength(3);
  const [open, paid] = world.list('issued').toSorted((a, b) => a.issuedAt - b.issuedAt);
  expect(world.list('payments')).toMatchObject([{ issuedId: paid?.id, amount: paid?.totals.gross }]);
  expect(open?.dueDate).toBe('2026-11-07');
  expect(world.list('issued')).toHaveLength(2);
});

test('The sample fits its schemas and can be invoiced in every country', () => {
  for (const { code } of countries) {
    for (const [name, records] of Object.entries(sampleWorld(code).snapshot())) {
      const { schema } = collections[name as CollectionName];
      for (const record of records)
        expect(schema.safeParse(record).error, `${name} in ${code}`).toBeUndefined();
    }
  }
});

test('The sample is loaded once', () => {
  const world = sampleWorld('GB');
  expect(world.run('sample.load', {})).toMatchObject({ ok: false, error: { code: 'sample.loaded' } });
});

test('the demo’s number reaches the sample’s customers', () => {
  const { list, run } = sampleWorld('GB');
  expectOk(run('sample.connect', { accountId: '106' }));
  expect(new Set(list('conversations').map(({ accountId }) => accountId))).toEqual(new Set(['106']));
  const reached = new Set(list('identities').map(({ contactId }) => contactId));
  expect(list('conversations').every(({ contactId }) => reached.has(contactId))).toBe(true);
});
