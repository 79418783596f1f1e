import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readUpdate } from './coverage.ts';
import { mergedFrames } from './fan-out.ts';
import { readMessage } from './frames.ts';
import { atOnce } from './slices.ts';
import { gather } from './state.ts';

const weighed = (updates: Uint8Array[]) =>
  updates.map((update) => ({ writer: undefined, update, weight: update.length }));

/** Updates of several devices that write and delete at the same time, in the order in which a relay gets them. */
const anyUpdates = fc
  .array(fc.record({ device: fc.nat(3), bytes: fc.uint8Array({ maxLength: 40 }), deletes: fc.boolean() }), {
    maxLength: 40,
  })
  .map((steps) => {
    const updates: Uint8Array[] = [];
    const docs = Array.from({ length: 4 }, (_, i) => {
      const doc = new Y.Doc();
      doc.clientID = i + 1;
      doc.on('update', (update: Uint8Array) => updates.push(update));
      return doc;
    });
    for (const { device, bytes, deletes } of steps) {
      const list = docs[device]?.getArray<Uint8Array>('envelopes');
      if (deletes && list !== undefined && list.length > 0) list.delete(0);
      else list?.push([new Uint8Array(bytes)]);
    }
    return updates;
  });

function stateAfter(updates: Uint8Array[]): unknown[] {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getArray('envelopes').toArray();
}

test('a reader of merged frames ends with what one of single updates has', () => {
  fc.assert(
    fc.property(anyUpdates, (updates) => {
      const merged = mergedFrames(weighed(updates)).flatMap((frame) => {
        const message = readMessage(frame);
        return message?.type === 'update' ? [message.update] : [];
      });
      expect(merged.length).toBe(updates.length > 0 ? 1 : 0);
      expect(stateAfter(merged)).toEqual(stateAfter(updates));
    }),
  );
});

test('a long tick is cut into frames of bounded size', () => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < 40; i++) doc.getArray('envelopes').push([new Uint8Array(100_000)]);
  const frames = mergedFrames(weighed(updates));
  expect(frames.length).toBe(4);
  expect(Math.max(...frames.map((frame) => frame.length))).toBeLessThan(1_100_000);
});

test('no bytes that a member can send make the relay stumble', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const update = new Uint8Array(bytes);
      expect(() => readMessage(update)).not.toThrow();
      if (typeof readUpdate(update, 100) === 'object')
        expect(() => atOnce(atOnce(gather([update])).since(new Map()))).not.toThrow();
    }),
  );
});
