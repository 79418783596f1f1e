import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localTime, openShift } from './clock.ts';
import { freeSlots, type Slot } from './slots.ts';
import { fridayMorning, plumber } from './testing.ts';

const hour = 3_600_000;
const open = (taken: Slot[] = []) => ({ working: { ...plumber, isClosed: () => false }, taken });
const written = (slots: { start: number }[]) =>
  slots.map(({ start }) => new Date(start).toISOString().slice(0, 16));

test('the next times within the hours are offered, two hours from now at the soonest', () => {
  // Friday at ten in Dublin, where it is UTC then.
  expect(written(freeSlots(open(), fridayMorning))).toEqual([
    '2026-11-20T13:00',
    '2026-11-21T09:00',
    '2026-11-23T08:00',
  ]);
});

test('a time is free only where no visit is planned, for as long as the work takes', () => {
  const busy = [{ start: Date.UTC(2026, 10, 20, 13), end: Date.UTC(2026, 10, 20, 15) }];
  expect(written(freeSlots(open(busy), fridayMorning, 120))[0]).toBe('2026-11-20T15:00');
  expect(written(freeSlots(open(busy), fridayMorning, 180))[0]).toBe('2026-11-21T09:00');
});

test('whatever is planned, an offered time is open, free and still to come', () => {
  const visit = fc
    .tuple(fc.integer({ min: 0, max: 14 * 48 }), fc.integer({ min: 1, max: 16 }))
    .map(([at, length]) => {
      const start = fridayMorning + at * (hour / 2);
      return { start, end: start + length * (hour / 2) };
    });
  fc.assert(
    fc.property(fc.array(visit, { maxLength: 30 }), fc.integer({ min: 15, max: 240 }), (busy, minutes) => {
      for (const { start, end } of freeSlots(open(busy), fridayMorning, minutes)) {
        expect(start).toBeGreaterThan(fridayMorning);
        expect(end - start).toBe(minutes * 60_000);
        expect(openShift(plumber, localTime(start, plumber.timeZone))).toBeDefined();
        expect(busy.some((each) => each.start < end && start < each.end)).toBe(false);
      }
    }),
  );
});
