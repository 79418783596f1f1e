import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noAttempts, waitsUntil } from './attempts.ts';

test('three wrong codes are free, then each wait is longer, up to an hour', () => {
  const waits = [0, 1, 2, 3, 4, 5, 30].map((wrong) => waitsUntil({ ...noAttempts, wrong, wrongAt: 1 }) - 1);
  expect(waits.slice(0, 3).every((wait) => wait < 0)).toBe(true);
  expect(waits.slice(3)).toEqual([30_000, 60_000, 120_000, 3_600_000]);
});

test('whoever tries for a whole day without an end tries fewer than forty codes', () => {
  let now = 1;
  let attempts = noAttempts;
  let tried = 0;
  for (const day = now + 86_400_000; now < day; tried += 1) {
    attempts = { ...attempts, wrong: attempts.wrong + 1, wrongAt: now };
    now = Math.max(now, waitsUntil(attempts));
  }
  expect(tried).toBeLessThan(40);
});

test('no wait is shorter than the one before', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2000 }), (wrong) => {
      const wait = (count: number) => waitsUntil({ ...noAttempts, wrong: count, wrongAt: 7 });
      expect(wait(wrong + 1)).toBeGreaterThanOrEqual(wait(wrong));
    }),
  );
});
