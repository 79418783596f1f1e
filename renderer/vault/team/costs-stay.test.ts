import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { ukBusiness } from '#shared/commands/testing.ts';
import { presets } from '#shared/domain/roles.ts';
import { expectOk } from '#shared/lib/result.ts';
import { readJobCost } from '#shared/records/job-cost.ts';
import { readJob } from '#shared/records/jobs.ts';
import { scanning } from '#shared/records/reader.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { storedUpdates } from '../testing/stored-rows.ts';
import { inStep, letIn } from '../testing/team.ts';
import { createWorkspace, openVault, passphrase, type TestVault } from '../testing/world.ts';

let relayUrl: string;
beforeAll(async () => {
  relayUrl = await commands.startRelay();
});
afterAll(() => commands.stopAllRelays());

const hour = 3_600_000;
const profile = { ...ukBusiness, pricesIncludeTax: false };
/** Figures that stand nowhere else. */
const rate = '731906';
const unitCost = '904217';
const worth = '618245';

/** What a device would make of cost and margin, from all that it has. */
function marginAt(vault: TestVault, jobId: string) {
  const records = scanning({
    get: (collection, id) => vault.table(collection).find((record) => record.id === id) as never,
    all: (collection) => vault.table(collection) as never,
  });
  return readJobCost(records, readJob(records, jobId)!, Date.now());
}

test('a technician writes down what was used, and no cost, margin or worth of an enquiry reaches their device', async () => {
  const owner = await createWorkspace('costs-owner', shellBridge);
  expectOk(await owner.api.connectRelay(relayUrl));
  await owner.run('business.setUp', { profile, services: [] });
  const contact = await owner.run('contact.create', { name: 'Maria Keller' });
  const service = await owner.run('service.add', { name: 'Pump', unitPrice: '50000' });
  const enquiry = await owner.run('enquiry.create', { contactId: contact.id, title: 'New bathroom' });
  const { id } = await owner.run('job.create', { contactId: contact.id, title: 'Leak' });
  const office = await letIn(owner, 'costs-office', 'manager');
  const van = await letIn(owner, 'costs-van', 'technician');
  expect(presets.technician).not.toHaveProperty('money');
  await inStep(owner, office, van);

  await van.run('job.setMaterial', {
    id,
    fields: { name: 'Pump', quantity: '2', serviceId: service.id },
  });
  await van.run('job.addTime', { id, start: Date.now() - 2 * hour, end: Date.now() - hour });
  await inStep(owner, office, van);
  const worker = van.table('jobEvents')[0]!.memberId;
  const before = expectOk(await owner.api.quiet());
  await owner.run('cost.set', { of: 'staff', subjectId: worker, cost: { amount: rate } });
  await owner.run('cost.set', { of: 'service', subjectId: service.id, cost: { amount: unitCost } });
  await owner.run('enquiry.setWorth', { id: enquiry.id, worth: { amount: worth, currency: 'GBP' } });
  await inStep(owner, office, van);

  const cost = BigInt(rate) + 2n * BigInt(unitCost);
  for (const each of [owner, office]) {
    await eventually(() => each.table('costs').length === 2, 'the costs to be told to their window');
    expect(marginAt(each, id)).toMatchObject({ cost, margin: -cost, isComplete: true });
  }

  await eventually(() => office.table('enquiryWorths').length === 1, 'the worth to be told to the office');
  expect(van.table('enquiries')).toMatchObject([{ title: 'New bathroom' }]);
  expect([van.table('costs'), van.table('enquiryWorths')]).toEqual([[], []]);
  expect(marginAt(van, id)).toMatchObject({ cost: 0n, isComplete: false });
  // What the device was told, what it knows and what it asks for: none of it has the figures.
  const told = JSON.stringify(van.events);
  for (const figure of [rate, unitCost, worth, String(cost)]) expect(told).not.toContain(figure);
  // The room in which the costs are is one that they are not in, and nothing of it lies on their disk.
  const after = expectOk(await owner.api.quiet());
  const changed = Object.keys(after).filter((room) => after[room] !== before[room]);
  const theirs = expectOk(await van.api.quiet());
  const money = changed.filter((room) => !Object.hasOwn(theirs, room));
  expect(money).toHaveLength(1);
  expect((await storedUpdates('costs-van')).map(({ key }) => key)).not.toContain(money[0]);
  expect((await storedUpdates('costs-owner')).map(({ key }) => key)).toContain(money[0]);
  // They cannot write one either: what they are not told they do not decide.
  const tried = await van.api.run('cost.set', { of: 'staff', subjectId: worker, cost: { amount: '1' } });
  expect(tried.ok).toBe(false);
  const valued = await van.api.run('enquiry.setWorth', {
    id: enquiry.id,
    worth: { amount: '1', currency: 'GBP' },
  });
  expect(valued.ok).toBe(false);
  await inStep(owner, office, van);
  expect(
    owner
      .table('costs')
      .map(({ amount }) => amount)
      .toSorted(),
  ).toEqual([rate, unitCost]);
  await Promise.all([owner.api.lock(), office.api.lock(), van.api.lock()]);
});

test('what is kept in a book without a year is there again after the device was locked', async () => {
  const owner = await createWorkspace('costs-again');
  await owner.run('business.setUp', { profile, services: [] });
  await owner.run('cost.set', { of: 'staff', subjectId: 'timo', cost: { amount: rate } });
  await owner.api.lock();
  const again = openVault('costs-again');
  expectOk(await again.api.unlock(passphrase));
  await again.loaded();
  expect(again.table('costs')).toMatchObject([{ amount: rate }]);
  await again.api.lock();
});
