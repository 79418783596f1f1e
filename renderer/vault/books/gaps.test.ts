import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createGaps } from './gaps.ts';

const device = new Uint8Array(12).fill(7);
const id = 'BwcHBwcHBwcHBwcH';

/** As far as a header goes; what is in it is the test's own. */
function envelope(of: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(38 + 64 + 32);
  bytes[0] = 1;
  bytes.set([0, 0, 0, 1], 2);
  bytes.set(of, 6);
  return bytes;
}

/** What a device writes one after another, each as its own update. */
function updatesOf(count: number, v2: boolean): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on(v2 ? 'updateV2' : 'update', (update: Uint8Array) => updates.push(update));
  for (let each = 0; each < count; each++) {
    if (v2) doc.getMap('people').set(`key ${each}`, each);
    else doc.getArray('envelopes').push([envelope(device)]);
  }
  return updates;
}

test('a relay that leaves out an envelope in the middle is seen by what comes after it, until the envelope comes', () => {
  const [outer, inner] = [new Y.Doc(), new Y.Doc()];
  const gaps = createGaps(outer, inner);
  const [first, second, third] = updatesOf(3, false);
  Y.applyUpdate(outer, first!);
  expect(gaps.devices()).toEqual([]);
  Y.applyUpdate(outer, third!);
  expect(gaps.devices()).toEqual([id]);
  Y.applyUpdate(outer, second!);
  expect(gaps.devices()).toEqual([]);
});

test('a relay that hides an envelope behind a whole outer document is seen by what the next one builds on', () => {
  const [outer, inner] = [new Y.Doc(), new Y.Doc()];
  const gaps = createGaps(outer, inner);
  const other = new Uint8Array(12).fill(9);
  const [first, second, third] = updatesOf(3, true);
  const [unrelated] = updatesOf(1, true);
  const apply = (of: Uint8Array, update: Uint8Array): void => {
    Y.applyUpdateV2(inner, update);
    gaps.applied(envelope(of), update);
  };
  apply(device, first!);
  apply(device, third!);
  // Who writes meanwhile is not suspected.
  apply(other, unrelated!);
  expect(gaps.devices()).toEqual([id]);
  apply(device, second!);
  expect(gaps.devices()).toEqual([]);
});
