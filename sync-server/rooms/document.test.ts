import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { passingDocument } from './document.ts';

/** What two devices wrote into one room, in pieces. */
function pieces(): { doc: Y.Doc; updates: Uint8Array[] } {
  const [doc, other] = [new Y.Doc(), new Y.Doc()];
  const updates: Uint8Array[] = [];
  for (const each of [doc, other]) each.on('update', (update: Uint8Array) => updates.push(update));
  for (let round = 0; round < 6; round++) {
    doc.getArray('envelopes').push([new Uint8Array([round])]);
    other.getArray('envelopes').push([new Uint8Array([100 + round])]);
    if (round % 2 === 1) doc.getArray('envelopes').delete(0, 1);
    if (round === 3) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  }
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  return { doc, updates };
}

test('in whatever order the pieces of a room came, it is the same room, and what waits is passed on', () => {
  const { doc, updates } = pieces();
  fc.assert(
    fc.property(fc.shuffledSubarray(updates, { minLength: 1 }), (some) => {
      const plain = new Y.Doc();
      for (const update of some) Y.applyUpdate(plain, update);
      const { doc: passing, damaged } = passingDocument(some);
      expect(damaged).toBe(0);
      const reader = new Y.Doc();
      Y.applyUpdate(reader, Y.encodeStateAsUpdate(passing));
      expect(reader.toJSON()).toEqual(plain.toJSON());
      for (const each of [reader, plain]) for (const update of updates) Y.applyUpdate(each, update);
      expect(Y.encodeStateVector(reader)).toEqual(Y.encodeStateVector(plain));
      expect(reader.getArray('envelopes').toArray()).toEqual(doc.getArray('envelopes').toArray());
    }),
    { numRuns: 200 },
  );
});

test('thousands of pieces that wait for others cost a moment each, and not all of them each time', () => {
  const gaps = Array.from({ length: 3000 }, (_, index) => {
    const doc = new Y.Doc();
    doc.clientID = 1000 + index;
    doc.getArray('envelopes').push([new Uint8Array([1])]);
    const before = Y.encodeStateVector(doc);
    doc.getArray('envelopes').push([new Uint8Array([2])]);
    return Y.encodeStateAsUpdate(doc, before);
  });
  const { doc, damaged } = passingDocument(gaps);
  expect(damaged).toBe(0);
  expect(Y.parseUpdateMeta(Y.encodeStateAsUpdate(doc)).to.size).toBe(3000);
});
