import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { covers } from './coverage.ts';

/** A document, and the update of each of its changes. */
function written(changes: number): { doc: Y.Doc; updates: Uint8Array[] } {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('updateV2', (update: Uint8Array) => updates.push(update));
  for (let index = 0; index < changes; index++) doc.getMap('records').set(`key ${index}`, index);
  return { doc, updates };
}

test('work of which a part is in no envelope any more is noticed, wherever the part is missing', () => {
  const { doc, updates } = written(3);
  expect(covers(updates, doc)).toBe(true);
  expect(covers([Y.encodeStateAsUpdateV2(doc)], doc)).toBe(true);
  for (const missing of [0, 1, 2]) expect(covers(updates.toSpliced(missing, 1), doc)).toBe(false);
  expect(covers([], doc)).toBe(false);
});

test('what several devices have written is looked at for each of them', () => {
  const { doc, updates } = written(2);
  const other = written(2);
  for (const update of other.updates) Y.applyUpdateV2(doc, update);
  expect(covers([...updates.slice(0, 2), ...other.updates], doc)).toBe(true);
  expect(covers(updates.slice(0, 2), doc)).toBe(false);
});
