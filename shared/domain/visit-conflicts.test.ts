import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlannedJob, Visit } from './visit.ts';
import { momentOf } from './local-time.ts';
import { conflictsAmong, visitConflicts } from './visit-conflicts.ts';

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
const kinds = (jobs: PlannedJob[], of: Visit, except?: string) =>
  visitConflicts(of, jobs, { hours, timeZone }, { except }).map(({ kind }) => kind);

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

test('in a team, one is in the way of another only where the same person goes', () => {
  const of = (...staffIds: string[]) => ({ ...visit('10:00', '11:00'), staffIds });
  const kindsIn = (a: string[], b: string[]) =>
    visitConflicts(of(...a), [job('a', { v: of(...b) })], { hours, timeZone }, { isTeam: true }).length;
  expect(kindsIn(['ana'], ['ben'])).toBe(0);
  expect(kindsIn(['ana'], [])).toBe(0);
  expect(kindsIn(['ana', 'ben'], ['ben'])).toBe(1);
  expect(kindsIn([], [])).toBe(1);
});

test('a visit without an hour is in nobody’s way and needs no opening hour, only an open day', () => {
  const anyTime = { ...visit('00:00', '23:59'), anyTime: true as const };
  expect(kinds([job('a', { v: visit('10:00', '11:00') })], anyTime)).toEqual([]);
  expect(kinds([job('a', { v: anyTime })], visit('10:00', '11:00'))).toEqual([]);
  expect(kinds([], { ...visit('00:00', '23:59', '2026-11-29'), anyTime: true })).toEqual(['closed']);
});

test('what is told of all visits at once is what is told of each', () => {
  const minute = 60_000;
  const begin = momentOf('2026-11-30', '00:00', timeZone)!;
  const anyVisit = fc
    .record({
      start: fc.integer({ min: 0, max: 2880 }),
      length: fc.integer({ min: 1, max: 400 }),
      staffIds: fc.subarray(['ana', 'ben']),
      anyTime: fc.constantFrom(true as const, undefined),
    })
    .map(({ start, length, ...rest }) => ({
      ...rest,
      start: begin + start * minute,
      end: begin + (start + length) * minute,
    }));
  fc.assert(
    fc.property(fc.array(anyVisit, { maxLength: 12 }), fc.boolean(), (visits, isTeam) => {
      const jobs = visits.map((each, index) => job(`j${index}`, { [`v${index}`]: each }));
      const among = conflictsAmong(jobs, { hours, timeZone }, isTeam);
      const names = (found: ReturnType<typeof visitConflicts>) =>
        found.map((each) => (each.kind === 'overlaps' ? each.job.id : each.kind)).toSorted();
      for (const [index, each] of visits.entries()) {
        const id = `v${index}`;
        const alone = visitConflicts(each, jobs, { hours, timeZone }, { except: id, isTeam });
        expect(names(among.get(id) ?? [])).toEqual(names(alone));
      }
    }),
  );
});
