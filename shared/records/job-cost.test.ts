import { expect, test } from 'vitest';
import type { ArgsOf } from '#shared/commands/index.ts';
import { createMemoryRecords, dutchBusiness } from '#shared/commands/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { readJobCost } from './job-cost.ts';
import { readJob } from './jobs.ts';

const hour = 3_600_000;

function begin({ pricesIncludeTax = false } = {}) {
  const world = createMemoryRecords();
  const profile: ArgsOf<'business.setUp'>['profile'] = {
    ...dutchBusiness,
    taxes: { vat: { label: 'BTW', rate: '21', category: 'S' } },
    defaultTaxIds: ['vat'],
    pricesIncludeTax,
  };
  expectOk(world.run('business.setUp', { profile, services: [] }));
  const contact = expectOk(world.run('contact.create', { name: 'Maria Keller' }));
  const { id: serviceId } = expectOk(
    world.run('service.add', { name: 'Copper pipe', unitPrice: '1200', unit: 'm' }),
  );
  const items = [{ name: 'Repair', quantity: '1', unitPrice: '20000', currency: 'EUR' }];
  const { id } = expectOk(world.run('job.create', { contactId: contact.id, title: 'Leak', items }));
  const staff = expectOk(world.run('staff.create', { kind: 'person', name: 'Timo' }));
  const cost = () => readJobCost(world.records, readJob(world.records, id)!, world.context.now)!;
  const used = (fields: { name: string; quantity: string; serviceId?: string }) =>
    expectOk(world.run('job.setMaterial', { id, fields })).materialId;
  return { world, id, serviceId, staffId: staff.id, cost, used, contactId: contact.id };
}

test('labour by the hour and materials by what they cost give the margin, and what has no cost is said', () => {
  const { world, id, serviceId, staffId, cost, used } = begin();
  const end = world.context.now - hour;
  expectOk(world.run('job.addTime', { id, workerId: staffId, start: end - 1.5 * hour, end }));
  const pipe = used({ name: 'Copper pipe', quantity: '2.5', serviceId });
  expect(cost()).toMatchObject({ price: 20_000n, cost: 0n, isComplete: false });
  expectOk(world.run('cost.set', { of: 'staff', subjectId: staffId, cost: { amount: '3000' } }));
  expectOk(world.run('cost.set', { of: 'service', subjectId: serviceId, cost: { amount: '400' } }));
  expect(cost()).toMatchObject({
    cost: 4500n + 1000n,
    price: 20_000n,
    margin: 14_500n,
    isComplete: true,
    labour: [{ workerId: staffId, milliseconds: 1.5 * hour, amount: 4500n }],
  });
  expectOk(world.run('cost.set', { of: 'material', subjectId: pipe, cost: { amount: '1000' } }));
  expect(cost().cost).toBe(4500n + 2500n);
  expectOk(world.run('cost.set', { of: 'material', subjectId: pipe, cost: null }));
  expect(cost().cost).toBe(5500n);
});

test('a rate that goes up leaves the cost of days that are over as it was', () => {
  const { world, id, staffId, cost } = begin();
  const end = world.context.now - hour;
  const set = (amount: string) =>
    expectOk(world.run('cost.set', { of: 'staff', subjectId: staffId, cost: { amount } }));
  set('3000');
  expectOk(world.run('job.addTime', { id, workerId: staffId, start: end - hour, end }));
  world.context.now += 30 * 24 * hour;
  set('6000');
  expect(cost().cost).toBe(3000n);
  const later = world.context.now - hour;
  expectOk(world.run('job.addTime', { id, workerId: staffId, start: later - hour, end: later }));
  expect(cost().cost).toBe(9000n);
});

test('what was used is charged once, at the price of the list', () => {
  const { world, id, serviceId, cost, used } = begin();
  const materialId = used({ name: 'Copper pipe', quantity: '2', serviceId });
  expectOk(world.run('job.chargeMaterial', { id, materialId }));
  expectOk(world.run('job.chargeMaterial', { id, materialId }));
  expect(Object.values(world.records.get('jobs', id)!.items!)).toHaveLength(2);
  expect(cost().price).toBe(22_400n);
});

test('a cost in another currency is no cost here, and is said to be missing', () => {
  const { world, staffId, id, cost } = begin();
  const end = world.context.now - hour;
  expectOk(world.run('job.addTime', { id, workerId: staffId, start: end - hour, end }));
  const dollars = { amount: '3000', currency: 'USD' };
  expectOk(world.run('cost.set', { of: 'staff', subjectId: staffId, cost: dollars }));
  expect(cost()).toMatchObject({ cost: 0n, isComplete: false });
});

test('a return visit names its job, and copies neither work nor prices', () => {
  const { world, id, contactId } = begin();
  const back = expectOk(world.run('job.comeBack', { id, kind: 'warranty', title: 'Leak again' }));
  const job = world.records.get('jobs', back.id)!;
  expect(job).toMatchObject({ contactId, parentId: id, returnKind: 'warranty', title: 'Leak again' });
  expect(job.items).toBeUndefined();
  expect(world.records.by('jobs', 'parentId', id)).toHaveLength(1);
});

test('where prices include tax the margin is of what is left without it', () => {
  const { cost } = begin({ pricesIncludeTax: true });
  expect(cost().price).toBe(16_529n);
});

test('what was invoiced is the price, less what was taken back', () => {
  const { world, id, cost, contactId } = begin();
  const draft = expectOk(world.run('invoice.draft', { contactId, jobId: id }));
  const [lineId] = Object.keys(world.records.get('documents', draft.id)!.lines!);
  expectOk(world.run('invoice.setLine', { id: draft.id, lineId, fields: { unitPrice: '25000' } }));
  expect(cost().price).toBe(25_000n);
  expectOk(world.run('invoice.issue', { id: draft.id }));
  expect(cost().price).toBe(25_000n);
});
