import { expect, test } from 'vitest';
import { dayOf } from './day.ts';
import { dayBounds, momentOf, timeOf } from './local-time.ts';

const amsterdam = 'Europe/Amsterdam';

test('a visit at half past eight is at half past eight where the business is', () => {
  const at = momentOf('2026-11-23', '08:30', amsterdam)!;
  expect(new Date(at).toISOString()).toBe('2026-11-23T07:30:00.000Z');
  expect([dayOf(at, amsterdam), timeOf(at, amsterdam)]).toEqual(['2026-11-23', '08:30']);
  expect(dayOf(at, 'Pacific/Auckland')).toBe('2026-11-23');
  expect(timeOf(at, 'Asia/Kolkata')).toBe('13:00');
});

test('the hour that the clocks skip in spring is the one after it', () => {
  expect(timeOf(momentOf('2026-03-29', '02:30', amsterdam)!, amsterdam)).toBe('03:30');
});

test('the day on which the clocks go back has twenty-five hours', () => {
  const { start, end } = dayBounds(momentOf('2026-10-25', '12:00', amsterdam)!, amsterdam);
  expect((end - start) / 3_600_000).toBe(25);
});

test('what is no day or time is not guessed', () => {
  expect(momentOf('2026-02-30', '08:00', amsterdam)).toBeUndefined();
  expect(momentOf('', '', amsterdam)).toBeUndefined();
});
