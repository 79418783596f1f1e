import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { envelopesKey } from './append-update.ts';
import { OuterReader, reachOf, TooManyParts } from './outer-update.ts';

function read(update: Uint8Array, mostParts?: number): [number, number][] {
  const reader = new OuterReader(update, mostParts);
  const structs: [number, number][] = [];
  while (reader.nextStruct()) structs.push([reader.clock, reader.length]);
  while (reader.nextDeletion());
  return structs;
}

function isRead(update: Uint8Array): boolean {
  try {
    read(update);
    return true;
  } catch {
    return false;
  }
}

function outer(): Y.Doc {
  const doc = new Y.Doc();
  for (let i = 0; i < 5; i++) doc.getArray(envelopesKey).push([new Uint8Array(i)]);
  doc.getArray(envelopesKey).delete(1, 2);
  return doc;
}

test('an outer document is read as Yjs reads it', () => {
  const update = Y.encodeStateAsUpdate(outer());
  const { structs } = Y.decodeUpdate(update);
  expect(read(update)).toEqual(structs.map(({ id, length }) => [id.clock, length]));
});

test('how far an update reaches is told for each client as Yjs tells it', () => {
  const [one, two] = [outer(), outer()];
  Y.applyUpdate(one, Y.encodeStateAsUpdate(two));
  const behind = new Map([[two.clientID, 2]]);
  const update = Y.encodeStateAsUpdate(one, Y.encodeStateVector(behind));
  const { from, to } = Y.parseUpdateMeta(update);
  const told = [...from].map(([client, clock]) => [client, { from: clock, to: to.get(client)! }] as const);
  expect(reachOf(update)).toEqual(new Map(told));
  expect(() => reachOf(update.subarray(0, 20))).toThrow('end of array');
});

test('what no device writes into an outer document is refused, whatever Yjs would make of it', () => {
  const shapes: ((doc: Y.Doc) => unknown)[] = [
    (doc) => doc.getMap('other').set('key', 1),
    (doc) => doc.getArray('other').push([new Uint8Array([1])]),
    (doc) => doc.getArray(envelopesKey).push([1, 'text', { deep: [[[[]]]] }]),
    (doc) => doc.getArray(envelopesKey).push([new Y.Map()]),
    (doc) => doc.getArray(envelopesKey).push([new Y.Doc()]),
    (doc) => doc.getText('text').insert(0, 'a long text'),
    (doc) => doc.getText('text').insertEmbed(0, { image: 'a' }),
  ];
  for (const shape of shapes) {
    const doc = outer();
    shape(doc);
    expect(() => read(Y.encodeStateAsUpdate(doc))).toThrow(RangeError);
  }
  const map = new Y.Doc();
  map.getMap(envelopesKey).set('key', new Uint8Array([1]));
  expect(() => read(Y.encodeStateAsUpdate(map))).toThrow(RangeError);
});

test('reading ends at the bound, also where a few bytes announce a great deal', () => {
  const update = Y.encodeStateAsUpdate(outer());
  expect(() => read(update, 3)).toThrow(TooManyParts);
  const sectionsOfNothing = new Uint8Array([255, 255, 255, 127, ...Array.from({ length: 3000 }, () => 0)]);
  expect(() => read(sectionsOfNothing, 100)).toThrow(TooManyParts);
});

test('whatever bytes come, they are read to their end or refused, and Yjs can read what is taken', () => {
  const update = Y.encodeStateAsUpdate(outer());
  const anyBytes = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.tuple(fc.nat(update.length - 1), fc.nat(255)).map(([at, byte]) => update.with(at, byte)),
  );
  const taken = fc.property(anyBytes, (bytes) => {
    if (!isRead(bytes)) return;
    const doc = new Y.Doc();
    Y.applyUpdate(doc, bytes);
    Y.applyUpdate(new Y.Doc(), Y.encodeStateAsUpdate(doc));
  });
  expect(() => fc.assert(taken, { numRuns: 5000 })).not.toThrow();
});
