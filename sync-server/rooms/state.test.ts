import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { encodeStateVector, readStateVector } from '#shared/sync/outer-update.ts';
import { hostileShapes } from '../testing/hostile.ts';
import { readUpdate } from './coverage.ts';
import type { Slices } from './slices.ts';
import { atOnce } from './slices.ts';
import { gather } from './state.ts';

const noClocks = new Map<number, number>();
const envelopes = (doc: Y.Doc) => doc.getArray<Uint8Array>(envelopesKey);

/** What up to four devices write, delete, hear of each other and send as one, at the same time. */
const anyWork = fc.array(
  fc.record({
    device: fc.nat(3),
    other: fc.nat(3),
    act: fc.constantFrom('push', 'insert', 'delete', 'hear', 'whole', 'merge'),
    at: fc.nat(100),
    count: fc.integer({ min: 1, max: 4 }),
  }),
  { maxLength: 60 },
);
type Work = typeof anyWork extends fc.Arbitrary<infer T> ? T : never;

/** The updates in the order in which they were made, and what every device would have in the end. */
function updatesOf(work: Work): Uint8Array[] {
  const updates: Uint8Array[] = [];
  const docs = Array.from({ length: 4 }, (_, i) => {
    const doc = new Y.Doc();
    doc.clientID = 300 * i + 1;
    doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'heard' && updates.push(update));
    return doc;
  });
  for (const { device, other, act, at, count } of work) {
    const doc = docs[device]!;
    const list = envelopes(doc);
    const some = Array.from({ length: count }, (_, i) => new Uint8Array([device, at, i]));
    if (act === 'push') list.push(some);
    else if (act === 'insert') list.insert(at % (list.length + 1), some);
    else if (act === 'delete' && list.length > 0) {
      const from = at % list.length;
      list.delete(from, Math.min(count, list.length - from));
    } else if (act === 'hear') Y.applyUpdate(doc, Y.encodeStateAsUpdate(docs[other]!), 'heard');
    else if (act === 'whole') updates.push(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(docs[other]!)));
    else if (act === 'merge' && updates.length > 0) updates.push(Y.mergeUpdates(updates.slice(-count)));
  }
  return updates;
}

function docWith(...updates: Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

const deletedIn = (doc: Y.Doc) => Y.snapshot(doc).ds.clients;

test('in whatever order a room’s updates came, who reads it has what one has who got them one by one', () => {
  const anyRoom = anyWork.map(updatesOf).chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all)));
  fc.assert(
    fc.property(anyRoom, ([all, some]) => {
      const state = atOnce(gather(some));
      const [reader, plain] = [docWith(atOnce(state.since(noClocks))), docWith(...some)];
      expect(envelopes(reader).toArray()).toEqual(envelopes(plain).toArray());
      expect(deletedIn(reader)).toEqual(deletedIn(plain));
      // What waits for what comes before it has been passed on as well.
      for (const update of all) for (const doc of [reader, plain]) Y.applyUpdate(doc, update);
      expect(envelopes(reader).toArray()).toEqual(envelopes(plain).toArray());
      expect(Y.encodeStateVector(reader)).toEqual(Y.encodeStateVector(plain));
      expect(deletedIn(reader)).toEqual(deletedIn(plain));
    }),
    { numRuns: 300 },
  );
});

test('who has a part gets the rest, and the relay knows what it has', () => {
  const anyRoom = anyWork.map(updatesOf).chain((all) => fc.tuple(fc.constant(all), fc.nat(all.length)));
  fc.assert(
    fc.property(anyRoom, ([all, has]) => {
      const whole = docWith(...all);
      const state = atOnce(gather(all));
      expect(state.hasGap).toBe(false);
      expect(readStateVector(encodeStateVector(state.clocks), 10)).toEqual(
        Y.decodeStateVector(Y.encodeStateVector(whole)),
      );
      const reader = docWith(...all.slice(0, has));
      const known = Y.decodeStateVector(Y.encodeStateVector(reader));
      Y.applyUpdate(reader, atOnce(state.since(known)));
      expect(envelopes(reader).toArray()).toEqual(envelopes(whole).toArray());
      expect(Y.encodeStateVector(reader)).toEqual(Y.encodeStateVector(whole));
      expect(reader.store.pendingStructs).toBeNull();
      // Nothing is sent that the reader has: only what was deleted.
      const again = atOnce(state.since(state.clocks));
      expect(Y.decodeUpdate(again).structs).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('a room whose envelopes were replaced by a checkpoint takes next to nothing any more', () => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < 5000; i++) envelopes(doc).push([new Uint8Array(300)]);
  doc.transact(() => {
    envelopes(doc).delete(0, 5000);
    envelopes(doc).push([new Uint8Array([7])]);
  });
  const state = atOnce(gather(updates));
  const whole = atOnce(state.since(noClocks));
  expect(whole.length).toBeLessThan(100);
  expect(state.bytes).toBeLessThan(200);
  expect(state.parts).toBeLessThan(10);
  expect(envelopes(docWith(whole)).toArray()).toEqual([new Uint8Array([7])]);
});

function stepsOf<T>(work: Slices<T>): { steps: number; result: T } {
  for (let steps = 1; ; steps++) {
    const step = work.next();
    if (step.done === true) return { steps, result: step.value };
  }
}

test('however an update is made, its work grows as its parts do, and can be left at each of them', () => {
  for (const make of Object.values(hostileShapes)) {
    const steps = [2000, 16_000].map((parts) => {
      const update = make(parts);
      if (typeof readUpdate(update, Infinity) === 'string') return 0;
      const gathered = stepsOf(gather([update, update, make(parts - 1)]));
      return gathered.steps + stepsOf(gathered.result.since(noClocks)).steps;
    });
    // Sorting adds the logarithm of their number.
    expect(steps[1]).toBeLessThanOrEqual(steps[0]! * 8 * 1.6);
  }
});
