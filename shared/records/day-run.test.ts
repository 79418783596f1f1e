import { expect, test } from 'vitest';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { momentOf } from '#shared/domain/local-time.ts';
import { expectOk } from '#shared/lib/result.ts';
import { dayRun } from './day-run.ts';

test('a day’s run has where, the way in, whom to ring and the notes of each visit, in order, and no price', () => {
  const world = createMemoryRecords();
  const timeZone = 'UTC';
  const at = (time: string) => momentOf('2026-12-01', time, timeZone)!;
  const ana = expectOk(world.run('staff.create', { kind: 'person', name: 'Ana' })).id;
  const phones = { p: { number: '+431234567' } };
  const maria = expectOk(world.run('contact.create', { name: 'Maria', phones })).id;
  const tenant = expectOk(
    world.run('contact.create', { name: 'Tom', phones: { p: { number: '+43999' } } }),
  ).id;
  const site = { contactId: maria, address: { street: 'Ring 1', city: 'Wien' }, access: 'Key at the bakery' };
  const siteId = expectOk(world.run('site.create', site)).id;
  expectOk(world.run('relationship.create', { contactId: tenant, role: 'livesAt', siteId }));
  const visit = (title: string, from: string, to: string, staffIds: string[], notes = '') => {
    const id = expectOk(
      world.run('job.create', { contactId: maria, title, siteId, notes: 'Bring the valve' }),
    ).id;
    expectOk(world.run('job.schedule', { id, start: at(from), end: at(to), staffIds, notes }));
  };
  visit('Second', '10:00', '11:00', [ana], 'Ring twice');
  visit('First', '08:00', '09:00', [ana]);
  visit('Not hers', '12:00', '13:00', []);
  const run = dayRun(world.records, ana, '2026-12-01', timeZone);
  expect(run.map(({ work }) => work)).toEqual(['First', 'Second']);
  expect(run[1]).toMatchObject({
    customer: { name: 'Maria', phones: ['+431234567'] },
    onSite: [{ name: 'Tom', phones: ['+43999'] }],
    address: { street: 'Ring 1', city: 'Wien' },
    access: 'Key at the bakery',
    notes: ['Ring twice', 'Bring the valve'],
  });
  expect(JSON.stringify(run)).not.toMatch(/price|currency/i);
  expect(dayRun(world.records, ana, '2026-12-02', timeZone)).toEqual([]);
});
