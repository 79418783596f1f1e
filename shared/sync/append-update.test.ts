import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import * as Y from 'yjs';
import type { ItemId } from './append-update.ts';
import { encodeAppend, envelopesKey } from './append-update.ts';

const envelopesOf = (doc: Y.Doc) => doc.getArray<Uint8Array>(envelopesKey);
const anyContents = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 12 });

/** Appends like the relay: as one client, each after its last. */
function appendAll(client: number, contents: Uint8Array[], left?: ItemId): Uint8Array[] {
  let last = left;
  return contents.map((content, clock) => {
    const update = encodeAppend({ id: { client, clock }, left: last, content });
    last = { client, clock };
    return update;
  });
}

test('appended items arrive in order in a real document, byte for byte', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), anyContents, (client, contents) => {
      const doc = new Y.Doc();
      for (const update of appendAll(client, contents)) Y.applyUpdate(doc, update);
      expect(envelopesOf(doc).toArray()).toEqual(contents.map((content) => new Uint8Array(content)));
      expect(Y.encodeStateVector(doc).length).toBeLessThan(16);
      expect(doc.store.pendingStructs).toBeNull();
    }),
  );
});

test('each update is byte for byte what Yjs itself writes', () => {
  fc.assert(
    fc.property(anyContents, (contents) => {
      const doc = new Y.Doc();
      const written: Uint8Array[] = [];
      doc.on('update', (update: Uint8Array) => written.push(update));
      for (const content of contents) envelopesOf(doc).push([new Uint8Array(content)]);
      expect(appendAll(doc.clientID, contents)).toEqual(written);
    }),
  );
});

test('appends, writes and deletions of devices converge in any order', () => {
  fc.assert(
    fc.property(anyContents, anyContents, fc.array(fc.nat(30)), fc.nat(), (ours, theirs, deleted, seed) => {
      const device = new Y.Doc();
      const updates: Uint8Array[] = [];
      device.on('update', (update: Uint8Array) => updates.push(update));
      const fromRelay = appendAll(7, ours);
      for (let i = 0; i < Math.max(ours.length, theirs.length); i++) {
        const [delivery, own, victim] = [fromRelay[i], theirs[i], deleted[i]];
        if (delivery) Y.applyUpdate(device, delivery);
        if (own) envelopesOf(device).push([new Uint8Array(own)]);
        if (victim !== undefined && victim < envelopesOf(device).length) envelopesOf(device).delete(victim);
      }
      const other = new Y.Doc();
      const shuffled = updates.map((update, i) => ({ update, key: (i * 7919 + seed) % 101 }));
      for (const { update } of shuffled.toSorted((a, b) => a.key - b.key)) Y.applyUpdate(other, update);
      expect(envelopesOf(other).toArray()).toEqual(envelopesOf(device).toArray());
      expect(other.store.pendingStructs).toBeNull();
    }),
  );
});

test('an append after a deleted item is not lost with it', () => {
  const doc = new Y.Doc();
  const first = { client: 7, clock: 0 };
  Y.applyUpdate(doc, encodeAppend({ id: first, left: undefined, content: new Uint8Array([1]) }));
  envelopesOf(doc).delete(0);
  const compacted = new Y.Doc();
  Y.applyUpdate(compacted, Y.encodeStateAsUpdate(doc));
  const second = { client: 7, clock: 1 };
  Y.applyUpdate(compacted, encodeAppend({ id: second, left: first, content: new Uint8Array([2]) }));
  expect(envelopesOf(compacted).toArray()).toEqual([new Uint8Array([2])]);
});
