import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayOf } from '#shared/domain/day.ts';
import { boundsOf, clockChange, daysLater, momentAt, wallMinutes } from '#shared/domain/local-time.ts';
import { daysOf, turned } from './days.ts';
import { inLanes, spanOn } from './lanes.ts';
import { markOf } from './marks.ts';

/** Zones with the days of 2026 and 2027 on which their clocks change, and some on which they do not. */
const zones = {
  UTC: ['2026-03-29', '2026-11-30'],
  'America/New_York': ['2026-03-08', '2026-11-01', '2026-11-30'],
  'Europe/Vienna': ['2026-03-29', '2026-10-25', '2026-11-30'],
  'Asia/Kolkata': ['2026-03-29', '2026-11-30'],
  'Australia/Lord_Howe': ['2026-04-05', '2026-10-04', '2026-11-30'],
  'Africa/Cairo': ['2026-04-24', '2026-10-29', '2026-11-30'],
} as const;
const hour = 3_600_000;
const zoneAndDay = fc
  .constantFrom(...(Object.keys(zones) as (keyof typeof zones)[]))
  .chain((zone) => fc.record({ zone: fc.constant(zone), day: fc.constantFrom(...zones[zone]) }));
const visitIn = (day: string, zone: string) =>
  fc
    .record({ minutes: fc.integer({ min: -300, max: 1800 }), length: fc.integer({ min: 1, max: 3000 }) })
    .map(({ minutes, length }) => {
      const start = boundsOf(day, zone).start + minutes * 60_000;
      return { start, end: start + length * 60_000 };
    });

test('a week begins on its Monday and is seven days in a row, whatever day one comes from', () => {
  const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days));
  fc.assert(
    fc.property(anyDay, (day) => {
      const week = daysOf('week', day);
      expect(week).toContain(day);
      expect(new Date(week[0]!).getUTCDay()).toBe(1);
      expect(week).toEqual(Array.from({ length: 7 }, (_, index) => addDays(week[0]!, index)));
      expect(daysOf('week', turned('week', day, 1))[0]).toBe(addDays(week[6]!, 1));
      expect(turned('week', turned('week', day, 1), -1)).toBe(day);
    }),
  );
});

test('a month is whole weeks that begin as the locale has it, with all of its days and no week of another alone', () => {
  const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days));
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 7 }), (day, firstDay) => {
      const days = daysOf('month', day, firstDay);
      expect(days.length % 7).toBe(0);
      expect(days).toEqual(Array.from({ length: days.length }, (_, index) => addDays(days[0]!, index)));
      expect(new Date(`${days[0]!}T12:00Z`).getUTCDay()).toBe(firstDay % 7);
      const month = day.slice(0, 7);
      const inMonth = days.filter((each) => each.startsWith(month)).length;
      expect(inMonth).toBe(
        new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate(),
      );
      expect(days.slice(0, 7).some((each) => each.startsWith(month))).toBe(true);
      expect(days.slice(-7).some((each) => each.startsWith(month))).toBe(true);
      expect(turned('month', turned('month', day, 1), -1)).toBe(`${month}-01`);
    }),
  );
});

test('the days of a week follow each other without a gap also where the clocks change', () => {
  fc.assert(
    fc.property(zoneAndDay, ({ zone, day }) => {
      const days = daysOf('week', day).map((each) => boundsOf(each, zone));
      for (const [index, { start, end }] of days.entries()) {
        expect(end - start).toBeGreaterThan(22 * hour);
        expect(days[index + 1]?.start ?? end).toBe(end);
        expect(dayOf(start, zone)).toBe(dayOf(end - 1, zone));
      }
    }),
  );
});

test('a visit is shown on each day of which it takes a part, and on no other', () => {
  const visits = zoneAndDay.chain(({ zone, day }) =>
    visitIn(day, zone).map((visit) => ({ zone, day, visit })),
  );
  fc.assert(
    fc.property(visits, ({ zone, day, visit }) => {
      for (const each of [-1, 0, 1, 2].map((days) => addDays(day, days))) {
        const isOn = dayOf(visit.start, zone) <= each && each <= dayOf(visit.end - 1, zone);
        const span = spanOn(each, visit, zone);
        expect(span !== undefined, each).toBe(isOn);
        if (span === undefined) continue;
        expect(span.from).toBeGreaterThanOrEqual(0);
        expect(span.to).toBeLessThanOrEqual(1440);
        expect(span.to - span.from).toBeGreaterThanOrEqual(24);
      }
    }),
  );
});

test('where a visit stands is the time that a clock on the wall shows then', () => {
  const times = zoneAndDay.chain(({ zone, day }) =>
    fc.integer({ min: 0, max: 1380 }).map((minutes) => ({ zone, day, minutes })),
  );
  fc.assert(
    fc.property(times, ({ zone, day, minutes }) => {
      const start = momentAt(day, minutes, zone);
      const span = spanOn(day, { start, end: start + hour }, zone);
      const change = clockChange(day, zone);
      const isSkipped = change?.kind === 'skipped' && change.from <= minutes && minutes < change.to;
      const expected = isSkipped ? minutes + change.to - change.from : minutes;
      expect(span?.from).toBe(Math.min(expected, 1416));
    }),
  );
});

test('what the clocks skip or show twice is known for each day', () => {
  const changes = (zone: keyof typeof zones) => zones[zone].map((day) => clockChange(day, zone));
  expect(changes('UTC')).toEqual([undefined, undefined]);
  expect(changes('Asia/Kolkata')).toEqual([undefined, undefined]);
  expect(changes('America/New_York')).toEqual([
    { kind: 'skipped', from: 120, to: 180 },
    { kind: 'twice', from: 60, to: 120 },
    undefined,
  ]);
  expect(changes('Europe/Vienna')).toEqual([
    { kind: 'skipped', from: 120, to: 180 },
    { kind: 'twice', from: 120, to: 180 },
    undefined,
  ]);
  expect(changes('Australia/Lord_Howe')).toEqual([
    { kind: 'twice', from: 90, to: 120 },
    { kind: 'skipped', from: 120, to: 150 },
    undefined,
  ]);
  expect(changes('Africa/Cairo')).toEqual([
    { kind: 'skipped', from: 0, to: 60 },
    { kind: 'twice', from: 1380, to: 1440 },
    undefined,
  ]);
});

test('the same time a day later is the same time on the wall, unless the clocks skip it', () => {
  const times = zoneAndDay.chain(({ zone, day }) =>
    fc.integer({ min: 0, max: 95 }).map((quarter) => ({ zone, day, minutes: quarter * 15 })),
  );
  fc.assert(
    fc.property(times, ({ zone, day, minutes }) => {
      const start = momentAt(addDays(day, -1), minutes, zone);
      const later = daysLater(start, 1, zone);
      expect(later).toBe(momentAt(day, wallMinutes(start, zone), zone));
    }),
  );
});

test('visits at the same time stand beside each other, and each is as wide as there is room', () => {
  const spans = fc.array(
    fc
      .record({ from: fc.integer({ min: 0, max: 1300 }), length: fc.integer({ min: 1, max: 140 }) })
      .map(({ from, length }) => ({ from, to: from + length })),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(spans, (items) => {
      const placed = inLanes(items);
      expect(placed).toHaveLength(items.length);
      for (const [index, one] of placed.entries()) {
        expect(one.lane).toBeLessThan(one.lanes);
        for (const other of placed.slice(index + 1)) {
          const meet = one.from < other.to && other.from < one.to;
          if (!meet) continue;
          expect(one.lanes).toBe(other.lanes);
          expect(one.lane).not.toBe(other.lane);
        }
      }
      // No more lanes than at the busiest moment.
      const busiest = Math.max(
        0,
        ...items.map(({ from }) => items.filter((each) => each.from <= from && from < each.to).length),
      );
      expect(Math.max(0, ...placed.map(({ lanes }) => lanes))).toBe(busiest);
    }),
  );
});

test('each visit of a job shows how far it has come, and one that nobody set out to is late', () => {
  const now = Date.UTC(2026, 10, 30, 10);
  const visits = {
    first: { start: now - 26 * hour, end: now - 25 * hour, state: 'done' as const },
    second: { start: now - hour, end: now + hour, state: 'paused' as const },
    missed: { start: now - hour, end: now + hour },
    third: { start: now + 24 * hour, end: now + 25 * hour },
  };
  const job = { id: 'j', contactId: 'c', title: 'Boiler', createdAt: 0, visits };
  const marks = (state: 'inProgress' | 'completed') =>
    Object.keys(visits).map((id) => markOf({ ...job, state }, id, now));
  expect(marks('inProgress')).toEqual(['done', 'inProgress', 'late', undefined]);
  expect(marks('completed')).toEqual(['done', 'done', 'done', 'done']);
});
