import { expect, test } from 'vitest';
import type { PlannedJob } from './visit.ts';
import { momentOf } from './local-time.ts';
import { visitConflicts } from './visit-conflicts.ts';

const timeZone = 'Europe/Vienna';
const hours = {
  mon: [
    { from: '08:00', to: '12:00' },
    { from: '13:00', to: '17:00' },
  ],
  sun: [],
};
/** 2026-11-30 is a Monday. */
const visit = (from: string, to: string, day = '2026-11-30') => ({
  start: momentOf(day, from, timeZone)!,
  end: momentOf(day, to, timeZone)!,
});
const job = (
  id: string,
  visits: PlannedJob['visits'],
  state: PlannedJob['state'] = 'scheduled',
): PlannedJob => {
  return { id, contactId: 'c', title: id, state, createdAt: 0, visits };
};
const kinds = (jobs: PlannedJob[], of: ReturnType<typeof visit>, except?: string) =>
  visitConflicts(of, jobs, { hours, timeZone }, except).map(({ kind }) => kind);

test('a visit at a free time within the hours has nothing against it', () => {
  expect(kinds([job('a', { v: visit('10:00', '11:00') })], visit('11:00', '12:00'))).toEqual([]);
});

test('two visits in one hour are told, with the job that is there already', () => {
  const jobs = [
    job('boiler', { v: visit('10:00', '11:00') }),
    job('done', { w: visit('10:00', '11:00') }, 'closed'),
  ];
  const found = visitConflicts(visit('10:30', '11:30'), jobs, { hours, timeZone });
  expect(found).toMatchObject([{ kind: 'overlaps', job: { id: 'boiler' }, visit: jobs[0]!.visits['v'] }]);
});

test('a visit that is moved does not stand in its own way', () => {
  expect(kinds([job('a', { v: visit('10:00', '11:00') })], visit('10:30', '11:30'), 'v')).toEqual([]);
});

test('a closed day and the middle of the night are told', () => {
  expect(kinds([], visit('10:00', '11:00', '2026-11-29'))).toEqual(['closed']);
  expect(kinds([], visit('03:00', '04:00'))).toEqual(['outside']);
  expect(kinds([], visit('11:30', '12:30'))).toEqual(['outside']);
  expect(kinds([], visit('16:30', '17:00'))).toEqual([]);
});

test('a business without hours has said nothing of when it works', () => {
  expect(visitConflicts(visit('03:00', '04:00'), [], { hours: {}, timeZone })).toEqual([]);
});
