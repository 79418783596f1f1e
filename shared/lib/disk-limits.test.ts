import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diskLimits } from './disk-limits.ts';

const MiB = 1024 * 1024;
const GiB = 1024 * MiB;

test('the space that is left alone fits the disk: a large one, an old one, a stick, a tiny one', () => {
  expect(diskLimits(500 * GiB)).toEqual({
    limit: 256 * MiB,
    reserve: 64 * MiB,
    last: 64 * MiB,
    margin: 16 * MiB,
  });
  expect(diskLimits(10 * GiB).limit).toBe(Math.floor((10 * GiB) / 100));
  expect(diskLimits(2 * GiB)).toMatchObject({ limit: 32 * MiB, reserve: 8 * MiB, last: 8 * MiB });
  expect(diskLimits(300 * MiB).limit).toBe(32 * MiB);
  expect(diskLimits(80 * MiB).limit).toBe(10 * MiB);
  expect(diskLimits(0)).toEqual({ limit: 0, reserve: 0, last: 0, margin: 0 });
});

test('on no disk is more than an eighth kept from the owner, and a larger disk never has a lower limit', () => {
  const sizes = fc.maxSafeNat();
  fc.assert(
    fc.property(sizes, sizes, (a, b) => {
      const [small, large] = [diskLimits(Math.min(a, b)), diskLimits(Math.max(a, b))];
      expect(small.limit).toBeLessThanOrEqual(large.limit);
      for (const [limits, size] of [[small, Math.min(a, b)] as const, [large, Math.max(a, b)] as const]) {
        expect(limits.limit).toBeLessThanOrEqual(size / 8);
        expect(limits.limit).toBeLessThanOrEqual(256 * MiB);
        expect(limits.reserve).toBeLessThanOrEqual(64 * MiB);
        // Given back, the reserve alone never makes the disk look as if there were enough.
        expect(limits.last + limits.reserve + limits.margin).toBeLessThanOrEqual(limits.limit);
        expect(Object.values(limits).every(Number.isSafeInteger)).toBe(true);
      }
    }),
  );
});
