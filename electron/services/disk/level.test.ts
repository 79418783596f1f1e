import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DiskLevel } from '#shared/bridge/contract.ts';
import { diskLimits } from '#shared/lib/disk-limits.ts';
import { fitsReserve, hasRoomFor, mayStillWrite, nextLevel } from './level.ts';

const MB = 1_000_000;
const limits = { limit: 100 * MB, reserve: 25 * MB, last: 25 * MB, margin: 6 * MB };
const levels: DiskLevel[] = ['enough', 'low', 'last'];
const next = (level: DiskLevel, freeMB: number, hasReserve: boolean) =>
  nextLevel(level, { free: freeMB * MB, limits, hasReserve });

test('new work stops below the limit, and the reserve is given back below the last one', () => {
  expect(next('enough', 100, true)).toBe('enough');
  expect(next('enough', 99, true)).toBe('low');
  expect(next('low', 25, true)).toBe('low');
  expect(next('low', 24, true)).toBe('last');
  expect(next('enough', 24, false)).toBe('last');
});

test('work goes on with some space to spare, and only when the reserve can be made again', () => {
  expect(next('low', 105, true)).toBe('low');
  expect(next('low', 106, true)).toBe('enough');
  expect(next('low', 106, false)).toBe('low');
  expect(next('last', 40, false)).toBe('last');
  expect(next('last', 130, false)).toBe('last');
  expect(next('last', 131, false)).toBe('enough');
});

test('a disk that changes by less than the margin never makes work stop and go on again and again', () => {
  const disks = fc.integer({ min: 64, max: 2 ** 45 });
  const wobbles = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 30 });
  fc.assert(
    fc.property(
      disks,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.boolean(),
      wobbles,
      (total, at, hasReserve, parts) => {
        const found = diskLimits(total);
        const changes: DiskLevel[] = [];
        for (const part of parts) {
          const free = Math.floor(total * at + part * found.margin * 0.99);
          const level = nextLevel(changes.at(-1) ?? 'enough', { free, limits: found, hasReserve });
          if (level !== changes.at(-1)) changes.push(level);
        }
        expect(isDownhill(changes)).toBe(true);
      },
    ),
  );
});

/** Whether each level is worse than the one before. */
function isDownhill(changes: DiskLevel[]): boolean {
  return changes.every((level, i) => i === 0 || levels.indexOf(level) > levels.indexOf(changes[i - 1]!));
}

test('the reserve is made only where the disk stays well with it, and then the level stays as it is', () => {
  fc.assert(
    fc.property(
      fc.nat(2 ** 45),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(...levels),
      (total, part, level) => {
        const found = { free: Math.floor(total * part), limits: diskLimits(total), hasReserve: false };
        if (!fitsReserve(found)) return;
        expect(nextLevel(level, found)).toBe('enough');
        const after = { ...found, free: found.free - found.limits.reserve, hasReserve: true };
        expect(nextLevel('enough', after)).toBe('enough');
      },
    ),
  );
});

test('giving the reserve back alone never looks as if there were enough', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 64, max: 2 ** 45 }),
      fc.double({ min: 0, max: 0.99, noNaN: true }),
      (total, part) => {
        const found = diskLimits(total);
        const free = Math.floor(found.last * part) + found.reserve;
        expect(nextLevel('last', { free, limits: found, hasReserve: false })).toBe('last');
      },
    ),
  );
});

test('what begins needs room after it; what ends may be written while anything is left', () => {
  const state = (level: DiskLevel, freeMB: number) => ({
    level,
    freeBytes: freeMB * MB,
    totalBytes: 1000 * MB,
    limitBytes: 100 * MB,
  });
  expect(hasRoomFor(state('enough', 150), 50 * MB)).toBe(true);
  expect(hasRoomFor(state('enough', 150), 50 * MB + 1)).toBe(false);
  expect(hasRoomFor(state('low', 104), 1)).toBe(false);
  expect(mayStillWrite(state('enough', 100), MB)).toBe(true);
  expect(mayStillWrite(state('enough', 120), 30 * MB)).toBe(false);
  expect(mayStillWrite(state('low', 50), MB)).toBe(true);
  expect(mayStillWrite(state('low', 50), 2 * MB)).toBe(false);
  expect(mayStillWrite(state('last', 30), MB)).toBe(true);
  expect(mayStillWrite(state('last', 1), MB)).toBe(false);
  const unknown = { level: 'enough', freeBytes: 0, totalBytes: 0, limitBytes: 0 } as const;
  expect(hasRoomFor(unknown, 50 * MB) && mayStillWrite(unknown, 50 * MB)).toBe(true);
});
