import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { VisitRecord } from '#shared/domain/visit.ts';
import { momentOf } from '#shared/domain/local-time.ts';
import { changesOf, promiseOf, spanOf, valuesOf } from './visit-form.ts';

const zone = 'Europe/Vienna';
const at = (day: string, time: string) => momentOf(day, time, zone)!;
const proposal = { start: at('2026-11-30', '08:00'), minutes: 90 };
const visit = (fields: Partial<VisitRecord> = {}): VisitRecord => ({
  id: 'v',
  jobId: 'j',
  createdAt: 0,
  plannedFor: 0,
  time: { start: at('2026-12-01', '10:00'), end: at('2026-12-01', '11:30'), zone },
  ...fields,
});

test('a visit that is only looked at is not changed, also on the days on which the clocks change', () => {
  const days = fc.constantFrom('2026-03-28', '2026-03-29', '2026-10-25', '2026-12-01');
  const anyVisit = fc
    .record({ day: days, minutes: fc.integer({ min: 0, max: 95 }), length: fc.integer({ min: 1, max: 30 }) })
    .map(({ day, minutes, length }) => {
      const start = at(day, '00:00') + minutes * 15 * 60_000;
      return visit({ time: { start, end: start + length * 15 * 60_000, zone } });
    })
    // The second of two times that are written alike cannot be told from the first.
    .filter(
      ({ time: { start } }) =>
        spanOf(valuesOf(visit({ time: { start, end: start + 1, zone } }), proposal, zone), zone)?.start ===
        start,
    );
  fc.assert(
    fc.property(anyVisit, (each) => {
      const values = valuesOf(each, proposal, zone);
      expect(spanOf(values, zone)).toEqual({ start: each.time.start, end: each.time.end });
      expect(changesOf(each, values, zone)).toEqual({});
    }),
  );
});

test('a new visit begins with what is proposed, and nobody who goes', () => {
  const values = valuesOf(undefined, proposal, zone);
  expect(values).toMatchObject({ day: '2026-11-30', time: '08:00', minutes: '90', staffIds: [] });
  expect(changesOf(undefined, values, zone)).toEqual({});
});

test('without an hour it is the whole day, be it of 23 hours', () => {
  const values = { ...valuesOf(visit(), proposal, zone), day: '2026-03-29', isAnyTime: true };
  expect(spanOf(values, zone)).toEqual({
    start: at('2026-03-29', '00:00'),
    end: at('2026-03-30', '00:00'),
    anyTime: true,
  });
});

test('what was promised is two times in their order, or nothing', () => {
  const values = valuesOf(visit(), proposal, zone);
  const promised = (promisedFrom: string, promisedTo: string) =>
    promiseOf({ ...values, promisedFrom, promisedTo }, zone);
  expect(promised('09:00', '12:00')).toEqual({
    start: at('2026-12-01', '09:00'),
    end: at('2026-12-01', '12:00'),
  });
  expect(promised('', '')).toBeNull();
  expect(promised('09:00', '')).toBeUndefined();
  expect(promised('12:00', '09:00')).toBeUndefined();
});

test('a promise that is emptied is taken away, and one that is shown holds on the new day', () => {
  const window = { start: at('2026-12-01', '09:00'), end: at('2026-12-01', '12:00') };
  const before = visit({ window });
  const values = valuesOf(before, proposal, zone);
  expect(changesOf(before, { ...values, promisedFrom: '', promisedTo: '' }, zone)).toEqual({ window: null });
  expect(changesOf(before, { ...values, day: '2026-12-03' }, zone)).toEqual({
    window: { start: at('2026-12-03', '09:00'), end: at('2026-12-03', '12:00') },
  });
});
