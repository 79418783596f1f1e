import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { expectOk, ok } from '#shared/lib/result.ts';
import { type Journal, sizeOf, turnLongLog } from './database.ts';
import { countRows } from './reading.ts';
import type { Use } from './slices.ts';
import { makeTestFolder, sequencesIn, write } from './testing/folder.ts';
import { makeRemoval, makeRow, type TestRow } from './testing/rows.ts';
import { tidyRows } from './tidying.ts';

const ends: (() => unknown)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

function open() {
  const place = makeTestFolder();
  ends.push(() => place.remove());
  const { journal } = place.open();
  const use: Use = (step) => step(journal);
  const tidy = (upTo: number) => tidyRows(use, upTo);
  return { ...place, journal, use, tidy };
}

const canary = 'CANARY OF A ROW THAT IS GONE';

/** In groups, as rows come. */
function writeAllOf(journal: Journal, rows: TestRow[]): void {
  for (let start = 0; start < rows.length; start += 40) {
    write(journal, ...rows.slice(start, start + 40));
    turnLongLog(journal);
  }
}

/**
 * Rows of some rooms, mixed, of which those of all but the first are replaced by one each, now and then and at
 * the end. `size`: of each row, by its sequence.
 */
function writeManyReplaced(journal: Journal, rooms: number, size: (sequence: number) => number): void {
  const rows: TestRow[] = [];
  for (let sequence = 1; sequence <= 6000; sequence++) {
    // Mixed as if by chance, and the same in each run.
    const room = ((sequence * 2_654_435_761) >>> 7) % rooms;
    const rest = { key: `room${room}`, about: '{"team":3}' };
    const isCheckpoint = room > 0 && sequence % 1000 < 3;
    if (room === 0) rows.push(makeRow(sequence, size(sequence), rest));
    else if (isCheckpoint) rows.push(makeRow(sequence, 20_000, { ...rest, replaces: sequence - 1 }));
    else rows.push(makeRow(sequence, canary + 'x'.repeat(size(sequence)), rest));
  }
  for (let room = 1; room < rooms; room++)
    rows.push(makeRow(7000 + room, 9000, { key: `room${room}`, replaces: 6999 }));
  writeAllOf(journal, rows);
}

const spread = (sequence: number, least: number, most: number) =>
  least + ((sequence * 7919) % (most - least));
const sizes = {
  /** As a business has them: messages, and now and then a piece of a photo. */
  'all sizes': (sequence: number) => (sequence % 50 === 0 ? 200_000 : spread(sequence, 200, 3000)),
  'small ones': (sequence: number) => spread(sequence, 100, 600),
  'middle ones': (sequence: number) => spread(sequence, 1500, 2500),
};

describe('after thousands of rows were replaced and it was tidied', () => {
  test.for(Object.entries(sizes))(
    'the journal takes no more than twice what it holds, and nothing of them can be read: %s',
    async ([, size]) => {
      const { journal, file, log, tidy } = open();
      writeManyReplaced(journal, 4, size);
      const before = sequencesIn(journal);
      const held = countRows(journal).size;
      expect(sizeOf(file)).toBeGreaterThan(2 * held);
      expectOk(await tidy(0));
      expect(sizeOf(file) + sizeOf(log)).toBeLessThan(2 * held);
      for (const place of [file, log]) expect(readFileSync(place).includes(canary)).toBe(false);
      expect(sequencesIn(journal)).toEqual(before);
      expect(journal.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    },
  );

  test('space that was given back is not needed again while as much comes as goes', async () => {
    const { journal, file, tidy } = open();
    let largest = 0;
    for (let round = 0; round < 12; round++) {
      const replaces = round * 400;
      const rows = Array.from({ length: 300 }, (_, part) =>
        makeRow(replaces + part + 1, 2000, { part, replaces }),
      );
      writeAllOf(journal, rows);
      expectOk(await tidy(0));
      largest = Math.max(largest, sizeOf(file));
    }
    expect(largest).toBeLessThan(2 * 300 * 2000);
  });

  test('writes go on in between', async () => {
    const { journal, tidy } = open();
    writeManyReplaced(journal, 4, sizes['all sizes']);
    const tidying = tidy(0);
    let isTidied = false;
    void tidying.then(() => (isTidied = true));
    let sequence = 8000;
    while (!isTidied) {
      write(journal, makeRow(sequence++, 'meanwhile'));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expectOk(await tidying);
    // Packing alone takes several slices.
    expect(sequence).toBeGreaterThan(8003);
    expect(sequencesIn(journal).filter((one) => one >= 8000).length).toBe(sequence - 8000);
  });
});

test('removals are forgotten once both copies know of them, and not before', async () => {
  const { journal, tidy, use } = open();
  write(journal, makeRow(1, 'x', { key: 'a' }), makeRow(2, 'x', { key: 'b' }), makeRow(3, 'x', { key: 'c' }));
  write(journal, makeRemoval(4, 'a'), makeRemoval(5, 'b'));
  expect(sequencesIn(journal)).toEqual([3, 4, 5]);
  expectOk(await tidy(4));
  expect(sequencesIn(journal)).toEqual([3, 5]);
  expect(use((open) => ok(countRows(open)))).toEqual(ok({ rows: 2, size: 1, last: 5 }));
});
