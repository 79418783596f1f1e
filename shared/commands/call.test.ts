import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import type { ArgsOf } from './index.ts';
import { createMemoryRecords, dutchBusiness } from './testing.ts';
import { invert } from './undo.ts';

const hour = 60 * 60 * 1000;

function withBusiness() {
  const world = createMemoryRecords();
  expectOk(world.run('business.setUp', { profile, services: [] }));
  return world;
}
const profile: ArgsOf<'business.setUp'>['profile'] = {
  ...dutchBusiness,
  country: 'DE',
  locale: 'de-DE',
  timeZone: 'Europe/Berlin',
  taxes: { vat: { label: 'MwSt.', rate: '19', category: 'S' } },
};
const visitAt = (start: number) => ({ start, end: start + hour });

test('one form saves who called, where it is and what they want', () => {
  const world = withBusiness();
  const { id, siteId, enquiryId } = expectOk(
    world.run('call.record', {
      name: 'Ada Braun',
      phone: '0171 5550123',
      wanted: 'Boiler drips',
      notes: 'Mornings only',
      address: { street: 'Lindenweg 4', city: 'Berlin' },
    }),
  );
  expect(world.list('contacts')).toMatchObject([{ id, name: 'Ada Braun', source: 'owner' }]);
  expect(Object.values(world.list('contacts')[0]!.phones!)).toEqual([{ number: '+491715550123' }]);
  expect(world.list('sites')).toMatchObject([{ id: siteId, contactId: id, address: { city: 'Berlin' } }]);
  expect(world.list('enquiries')).toMatchObject([
    { id: enquiryId, contactId: id, siteId, title: 'Boiler drips', stage: 'contacted', source: 'call' },
  ]);
  expect(world.list('jobs')).toEqual([]);
});

test('with a time it is a job on the calendar at once, and one undo takes all of it back', () => {
  const world = withBusiness();
  const called = world.run('call.record', {
    name: 'Ada Braun',
    wanted: 'Boiler drips',
    address: { street: 'Lindenweg 4' },
    visit: visitAt(world.context.now + 24 * hour),
  });
  const { jobId, enquiryId, siteId } = expectOk(called);
  expect(world.list('jobs')).toMatchObject([{ id: jobId, enquiryId, siteId, title: 'Boiler drips' }]);
  expect(world.list('visits')).toMatchObject([{ jobId, time: visitAt(world.context.now + 24 * hour) }]);
  world.apply(invert(world.lastChanges, world.records).changes);
  for (const name of ['contacts', 'sites', 'enquiries', 'jobs', 'visits'] as const)
    expect(world.list(name)).toEqual([]);
});

test('who calls again is the same person, by their number or as they were chosen', () => {
  const world = withBusiness();
  const { id } = expectOk(world.run('call.record', { name: 'Ada Braun', phone: '0171 5550123' }));
  const again = expectOk(world.run('call.record', { phone: '+49 171 5550123', wanted: 'Tap' }));
  const chosen = expectOk(world.run('call.record', { contactId: id, phone: '030 123456', wanted: 'Bath' }));
  expect([again.id, chosen.id]).toEqual([id, id]);
  expect(world.list('contacts')).toHaveLength(1);
  expect(Object.values(world.list('contacts')[0]!.phones!)).toHaveLength(2);
  expect(world.list('enquiries')).toHaveLength(2);
});

test('work at an address that is known is at that site', () => {
  const world = withBusiness();
  const address = { street: 'Lindenweg 4', city: 'Berlin' };
  const first = expectOk(world.run('call.record', { name: 'Ada', wanted: 'Tap', address }));
  const second = expectOk(
    world.run('call.record', { contactId: first.id, wanted: 'Bath', address: { street: 'lindenweg 4' } }),
  );
  expect(second.siteId).toBe(first.siteId);
});

test('a missed call is a task about who called, with their number', () => {
  const world = withBusiness();
  const callBack = { title: 'Call back', due: { day: '2026-11-30', time: '16:00' } };
  const { id, taskId } = expectOk(world.run('call.record', { phone: '0171 5550123', callBack }));
  expect(world.list('contacts')).toMatchObject([{ id, name: '0171 5550123' }]);
  expect(world.list('tasks')).toMatchObject([
    { id: taskId, title: 'Call back', aboutId: id, due: callBack.due },
  ]);
  expect(world.list('enquiries')).toEqual([]);
});

test.each([
  ['nobody', {}, 'name'],
  ['a time for nothing', { name: 'Ada', visit: visitAt(1_800_000_000_000) }, 'wanted'],
])('%s is said at the field, and nothing is saved', (_what, args, field) => {
  const world = withBusiness();
  expect(world.run('call.record', args)).toMatchObject({ ok: false, error: { fields: [{ path: [field] }] } });
  expect(world.list('contacts')).toEqual([]);
});

test('a visit that ends before it begins saves nothing', () => {
  const world = withBusiness();
  const visit = { start: world.context.now + 2 * hour, end: world.context.now + hour };
  expect(world.run('call.record', { name: 'Ada', wanted: 'Tap', visit })).toMatchObject({ ok: false });
  expect(world.list('contacts')).toEqual([]);
});
