import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JobEvent } from './job-event.ts';
import { boundsOf, momentOf } from './local-time.ts';
import { proven } from './proven.ts';
import { hoursByDay, lengthOf, workedTime } from './timesheet.ts';

const hour = 3_600_000;
let salts = 0;
const event = (fields: Partial<JobEvent> & Pick<JobEvent, 'kind' | 'at'>): JobEvent =>
  proven<Omit<JobEvent, 'id'>>({
    jobId: 'job',
    visitId: 'v',
    recordedAt: fields.at,
    order: 0,
    filedAt: 0,
    memberId: 'ana',
    deviceId: 'd',
    salt: `${salts++}`,
    ...fields,
  }) as JobEvent;

test('who worked how long: pauses are left out, and the end of the visit stops everybody', () => {
  const worked = workedTime(
    [
      event({ kind: 'started', at: 0 }),
      event({ kind: 'started', at: hour, memberId: 'ben' }),
      event({ kind: 'paused', at: 2 * hour }),
      event({ kind: 'started', at: 3 * hour }),
      event({ kind: 'done', at: 5 * hour }),
    ],
    9 * hour,
  );
  const of = (id: string) => lengthOf(worked.filter(({ memberId }) => memberId === id)) / hour;
  expect([of('ana'), of('ben')]).toEqual([4, 4]);
  expect(worked.some(({ isRunning }) => isRunning)).toBe(false);
});

test('who begins elsewhere has stopped where they were, and what nobody has stopped goes on', () => {
  const worked = workedTime(
    [event({ kind: 'started', at: 0 }), event({ kind: 'started', at: hour, visitId: 'w', jobId: 'other' })],
    3 * hour,
  );
  expect(worked).toMatchObject([
    { visitId: 'v', start: 0, end: hour, isRunning: false },
    { visitId: 'w', start: hour, end: 3 * hour, isRunning: true },
  ]);
});

test('time that was put down afterwards counts beside what runs, for whom it is about', () => {
  const worked = workedTime(
    [event({ kind: 'worked', at: hour, until: 2 * hour, workerId: 'ben' })],
    9 * hour,
  );
  expect(worked).toMatchObject([{ memberId: 'ben', start: hour, end: 2 * hour, isRunning: false }]);
});

test('the night in which the clocks go back has an hour more, and the one in spring an hour less', () => {
  const zone = 'Europe/Vienna';
  const night = (day: string, next: string) => [
    { start: momentOf(day, '22:00', zone)!, end: momentOf(next, '06:00', zone)! },
  ];
  expect([...hoursByDay(night('2026-10-24', '2026-10-25'), zone)].map(([, ms]) => ms / hour)).toEqual([2, 7]);
  expect([...hoursByDay(night('2026-03-28', '2026-03-29'), zone)].map(([, ms]) => ms / hour)).toEqual([2, 5]);
});

const zones = fc.constantFrom(
  'UTC',
  'America/New_York',
  'Europe/Vienna',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Cairo',
);
const year = Date.UTC(2026, 0, 1);
const anyEvents = fc
  .array(
    fc.record({
      kind: fc.constantFrom('setOut', 'started', 'paused', 'done', 'reopened', 'worked'),
      at: fc.integer({ min: 0, max: 365 * 24 * 60 }).map((minute) => year + minute * 60_000),
      length: fc.integer({ min: -60, max: 3000 }),
      visitId: fc.constantFrom('v', 'w'),
      memberId: fc.constantFrom('ana', 'ben'),
    }),
    { maxLength: 20 },
  )
  .map((all) =>
    all.map(({ length, ...rest }) => event({ ...rest, until: rest.at + length * 60_000 } as JobEvent)),
  );

test('in every zone and over both changes of the clocks the days add up, and no day is longer than it is', () => {
  fc.assert(
    fc.property(anyEvents, zones, (events, zone) => {
      const now = year + 366 * 24 * hour;
      const worked = workedTime(events, now);
      expect(worked.every(({ start, end }) => end > start)).toBe(true);
      for (const member of ['ana', 'ben']) {
        const timed = worked.filter(
          ({ memberId, eventId }) => memberId === member && !isPutDown(events, eventId),
        );
        // Nobody is in two places at once.
        timed.slice(1).forEach(({ start }, at) => expect(start).toBeGreaterThanOrEqual(timed[at]!.end));
        const days = hoursByDay(timed, zone);
        expect([...days.values()].reduce((sum, ms) => sum + ms, 0)).toBe(lengthOf(timed));
        for (const [day, ms] of days) {
          const { start, end } = boundsOf(day, zone);
          expect(ms).toBeLessThanOrEqual(end - start);
        }
      }
    }),
    { numRuns: 60 },
  );
});

function isPutDown(events: readonly JobEvent[], id: string): boolean {
  return events.find((each) => each.id === id)?.kind === 'worked';
}
