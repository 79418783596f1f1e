import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { type RowHead, rowKeySchema } from '#shared/bridge/contract/journal.ts';
import { countRows } from './reading.ts';
import { makeTestFolder, sequencesIn, write } from './testing/folder.ts';
import { makeRow, type TestRow } from './testing/rows.ts';
import { writeAll } from './writing.ts';

const ends: (() => unknown)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** The contract's rule: whether one row stands for another. */
function standsFor(later: RowHead, row: RowHead): boolean {
  return (
    later.sequence > row.sequence &&
    later.replaces >= row.sequence &&
    later.kind === row.kind &&
    later.key === row.key &&
    (later.removed || (!row.removed && later.part === row.part))
  );
}

/** What has to be there when rows have come in this order. */
function remaining(rows: RowHead[]): number[] {
  let there: RowHead[] = [];
  for (const row of rows) {
    if (there.some((other) => standsFor(other, row))) continue;
    there = [...there.filter((other) => !standsFor(row, other)), row];
  }
  return there.map(({ sequence }) => sequence).toSorted((a, b) => a - b);
}

const rowsInSomeOrder = fc
  .array(
    fc.record({
      kind: fc.constantFrom('update', 'piece'),
      key: fc.constantFrom('a', 'b'),
      part: fc.integer({ min: 0, max: 2 }),
      back: fc.integer({ min: 0, max: 12 }),
      removed: fc.integer({ min: 0, max: 5 }).map((dice) => dice === 0),
      order: fc.integer(),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((plans) =>
    plans
      .map(({ back, order, ...rest }, index) => {
        const sequence = index + 1;
        const replaces = Math.max(0, rest.removed ? sequence - 1 : back > 6 ? 0 : sequence - 1 - back);
        return { order, row: makeRow(sequence, index * 10, { ...rest, replaces }) };
      })
      .toSorted((a, b) => a.order - b.order)
      .map(({ row }) => row),
  );

test('in whatever order and groups rows come in, exactly those are there that none stands for', () => {
  fc.assert(
    fc.property(rowsInSomeOrder, fc.integer({ min: 1, max: 7 }), (rows, groupSize) => {
      const place = makeTestFolder();
      const { journal } = place.open();
      for (let start = 0; start < rows.length; start += groupSize)
        write(journal, ...rows.slice(start, start + groupSize));
      const expected = remaining(rows.map(({ head }) => head));
      expect(sequencesIn(journal)).toEqual(expected);
      const size = rows
        .filter(({ head }) => expected.includes(head.sequence))
        .reduce((sum, { head }) => sum + head.length, 0);
      expect(countRows(journal)).toEqual({ rows: expected.length, size, last: rows.length });
      place.remove();
    }),
    { numRuns: 150 },
  );
});

test('an envelope that was taken out of its book is stored under its full name, and taken away by it', () => {
  const place = makeTestFolder();
  ends.push(() => place.remove());
  const { journal } = place.open();
  const key = ['r'.repeat(64), 'd'.repeat(16), '9007199254740991', 'h'.repeat(43)].join('/');
  write(journal, makeRow(1, 'sealed', { kind: 'envelope', key: rowKeySchema.parse(key) }));
  expect(sequencesIn(journal)).toEqual([1]);
  write(journal, makeRow(2, '', { kind: 'envelope', key, removed: true, replaces: 1 }));
  expect(sequencesIn(journal)).toEqual([2]);
});

test('a row that the contract does not allow is refused, and harms none that is written with it', () => {
  const place = makeTestFolder();
  ends.push(() => place.remove());
  const { journal } = place.open();
  const bad: TestRow[] = [
    makeRow(11, 'x', { kind: 'UPDATE' }),
    makeRow(12, 'x', { key: '../x' }),
    makeRow(13, 'x', { key: '' }),
    makeRow(14, 'x', { part: -1 }),
    makeRow(15, 'x', { about: 'x'.repeat(4001) }),
  ];
  const writes = [makeRow(1, 'one'), ...bad, makeRow(2, 'two')].map(({ head, bytes }) => ({
    rows: [makeRow(head.sequence + 100, 'in the same write').head, head],
    pieces: [makeRow(head.sequence + 100, 'in the same write').bytes, bytes],
  }));
  const codes = writeAll(journal, writes).map((done) => (done.ok ? 'written' : done.error.code));
  expect(codes).toEqual(['written', ...bad.map(() => 'journal.mismatch'), 'written']);
  expect(sequencesIn(journal)).toEqual([1, 2, 101, 102]);
});
