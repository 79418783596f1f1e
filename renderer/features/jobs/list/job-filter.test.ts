import { expect, test } from 'vitest';
import type { PlannedJob } from '#shared/domain/visit.ts';
import type { JobFilter } from './job-filter.ts';
import { matchesFilter, matchesQuery, sortRows, toRow } from './job-filter.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 21, 12);
const today = { start: now - 12 * hour, end: now + 12 * hour };
const visit = (from: number) => ({ v: { start: now + from * hour, end: now + (from + 1) * hour } });
const job = (id: string, fields: Partial<PlannedJob>): PlannedJob => ({
  id,
  contactId: 'ann',
  title: id,
  state: 'created',
  createdAt: now,
  visits: {},
  ...fields,
});

const jobs = [
  job('asked', {}),
  job('asked-later', { createdAt: now + 1 }),
  job('this-evening', { state: 'scheduled', visits: visit(6) }),
  job('tomorrow', { state: 'scheduled', visits: visit(24) }),
  job('under-way', { state: 'inProgress', visits: visit(-1) }),
  job('unbilled', { state: 'completed', completedAt: now - hour }),
  job('billed', { state: 'invoiced', completedAt: now }),
  job('plan-soon', { planId: 'plan', state: 'scheduled', visits: visit(24 * 30) }),
  job('plan-far', { planId: 'plan', state: 'scheduled', visits: visit(24 * 60) }),
  job('agreed-far', { state: 'scheduled', visits: visit(24 * 60) }),
  job('off', { state: 'cancelled' }),
];

const listed = (filter: JobFilter) =>
  sortRows(
    jobs
      .filter((one) => matchesFilter(one, filter, today))
      .map((one) => toRow(one, 'Ann de Vries', undefined, now)),
    filter,
  ).map(({ id }) => id);

test.each<[JobFilter, string[]]>([
  [
    'open',
    ['asked-later', 'asked', 'unbilled', 'under-way', 'this-evening', 'tomorrow', 'plan-soon', 'agreed-far'],
  ],
  ['ahead', ['plan-far']],
  ['unscheduled', ['asked-later', 'asked']],
  ['today', ['under-way', 'this-evening']],
  ['toInvoice', ['unbilled']],
  ['done', ['billed', 'unbilled']],
  ['cancelled', ['off']],
])('“%s” shows what an owner expects there, in the order of work', (filter, ids) => {
  expect(listed(filter)).toEqual(ids);
});

test('a job is found by its customer and its street', () => {
  const row = toRow(
    job('boiler', { title: 'Boiler', siteId: 'home' }),
    'Ann de Vries',
    { id: 'home', createdAt: 0, contactId: 'ann', address: { street: 'Kade 1' } },
    now,
  );
  expect(matchesQuery(row, 'ann kade')).toBe(true);
  expect(matchesQuery(row, 'bo smit')).toBe(false);
});
