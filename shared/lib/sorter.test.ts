import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSorter } from './sorter.ts';

interface Row {
  key: number;
  id: number;
}

const byKey = (a: Row, b: Row) => a.key - b.key || a.id - b.id;

test('A list that is sorted again after some rows changed stands as if all of it had been sorted', () => {
  const changes = fc.array(fc.array(fc.record({ at: fc.nat(60), key: fc.nat(20) }), { maxLength: 12 }), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(changes, (rounds) => {
      const sort = createSorter(byKey);
      const rows = new Map<number, Row>(Array.from({ length: 50 }, (_, id) => [id, { id, key: id % 7 }]));
      for (const round of rounds) {
        for (const { at, key } of round) {
          if (key === 0) rows.delete(at);
          else rows.set(at, { id: at, key });
        }
        const all = [...rows.values()];
        expect(sort(all)).toEqual(all.toSorted(byKey));
      }
    }),
  );
});
