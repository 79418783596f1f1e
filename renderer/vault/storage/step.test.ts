import fc from 'fast-check';
import { expect, test } from 'vitest';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { expectOk } from '#shared/lib/result.ts';
import { memoryCopy, type MemoryJournal } from '../testing/memory-journal.ts';
import { makeRow, type NewRow, type Row, standing } from './row.ts';
import { bringIntoStep } from './step.ts';

const cryptography = webCrypto(crypto);

/** What a device does to its storage, in the order of the sequences. */
const newRow: fc.Arbitrary<NewRow> = fc.oneof(
  fc.record({
    kind: fc.constant('update' as const),
    key: fc.constantFrom('room-a', 'room-b'),
    bytes: fc.uint8Array({ maxLength: 40 }).map((bytes) => new Uint8Array(bytes)),
  }),
  fc.record({
    kind: fc.constantFrom('lock' as const, 'blob' as const),
    key: fc.constantFrom('one', 'two'),
    replaces: fc.constant('earlier' as const),
    bytes: fc.uint8Array({ maxLength: 10 }).map((bytes) => new Uint8Array(bytes)),
  }),
  fc.record({
    kind: fc.constant('piece' as const),
    key: fc.constantFrom('one', 'two'),
    part: fc.nat(2),
    replaces: fc.constant('earlier' as const),
  }),
  fc.record({
    kind: fc.constant('piece' as const),
    key: fc.constantFrom('one', 'two'),
    removed: fc.constant(true),
  }),
  // A room written anew as one row.
  fc.record({
    kind: fc.constant('update' as const),
    key: fc.constantFrom('room-a', 'room-b'),
    replaces: fc.constant('earlier' as const),
  }),
);

const sequencesIn = (copy: MemoryJournal): number[] => copy.rows().map(({ sequence }) => sequence);

async function step(indexedDb: MemoryJournal, journal: MemoryJournal) {
  const states = { indexedDb: expectOk(await indexedDb.state()), journal: expectOk(await journal.state()) };
  return expectOk(await bringIntoStep({ indexedDb, journal, crypto: cryptography }, states));
}

test('whatever either copy has missed, both hold the same afterwards: all that stands, and nothing that was replaced', async () => {
  const history = fc.array(fc.record({ row: newRow, inDatabase: fc.boolean(), inJournal: fc.boolean() }), {
    maxLength: 40,
  });
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const [indexedDb, journal] = [memoryCopy(), memoryCopy()];
      const written: Row[] = [];
      for (const [index, { row, inDatabase, inJournal }] of steps.entries()) {
        const made = await makeRow(cryptography, index + 1, row);
        if (inDatabase) await indexedDb.write([made]);
        if (inJournal) await journal.write([made]);
        if (inDatabase || inJournal) written.push(made);
      }
      const { last } = await step(indexedDb, journal);
      const expected = standing(written).map(({ sequence }) => sequence);
      expect(sequencesIn(indexedDb)).toEqual(expected);
      expect(sequencesIn(journal)).toEqual(expected);
      expect(last).toBe(written.at(-1)?.sequence ?? 0);
    }),
    { numRuns: 300 },
  );
});

test('a row that is damaged in the only copy that has it is counted as lost, and harms no other', async () => {
  const [indexedDb, journal] = [memoryCopy(), memoryCopy()];
  const rows = await Promise.all(
    [1, 2].map((sequence) =>
      makeRow(cryptography, sequence, { kind: 'update', key: 'room', bytes: new Uint8Array([sequence]) }),
    ),
  );
  await journal.write([{ ...rows[0]!, bytes: new Uint8Array([9]) }, rows[1]!]);
  expect(await step(indexedDb, journal)).toMatchObject({ toDatabase: 1, lost: 1 });
  expect(sequencesIn(indexedDb)).toEqual([2]);
});
