import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstFew } from './first-few.ts';

it('gives what sorting all and taking the first would give', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ key: fc.nat(20), id: fc.nat() })),
      fc.integer({ min: 0, max: 12 }),
      (rows, count) => {
        const compare = (a: { key: number }, b: { key: number }): number => a.key - b.key;
        expect(firstFew(rows, count, compare)).toEqual(rows.toSorted(compare).slice(0, count));
      },
    ),
  );
});
