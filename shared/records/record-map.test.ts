import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Json } from '#shared/lib/json.ts';
import type { Judge } from './judge.ts';
import { RecordMap } from './record-map.ts';
import { everything } from './testing.ts';

function device(): { doc: Y.Doc; map: Y.Map<Json | undefined>; records: RecordMap } {
  const doc = new Y.Doc();
  const map = doc.getMap<Json | undefined>('contacts');
  const records = new RecordMap(map, everything);
  map.observe((event) => records.refresh(event.keysChanged as Set<string>));
  return { doc, map, records };
}

function exchange(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdateV2(b, Y.encodeStateAsUpdateV2(a));
  Y.applyUpdateV2(a, Y.encodeStateAsUpdateV2(b));
}

test('two devices that change different fields of a contact offline both keep their work', () => {
  const one = device();
  const two = device();
  one.records.write('c1', [], { id: 'c1', name: 'Ann', phones: { a: { number: '1' } } });
  exchange(one.doc, two.doc);
  one.records.write('c1', ['name'], 'Ann Rivera');
  two.records.write('c1', ['phones', 'b'], { number: '2' });
  exchange(one.doc, two.doc);
  const merged = { id: 'c1', name: 'Ann Rivera', phones: { a: { number: '1' }, b: { number: '2' } } };
  expect(one.records.records.get('c1')).toEqual(merged);
  expect(two.records.records.get('c1')).toEqual(merged);
});

test('replacing a whole map drops what was set inside it before', () => {
  const { records } = device();
  records.write('c1', [], { id: 'c1' });
  records.write('c1', ['tags', 'old'], true);
  records.write('c1', ['tags'], { fresh: true });
  expect(records.records.get('c1')).toEqual({ id: 'c1', tags: { fresh: true } });
});

test('a removed record is gone, and comes back whole when its removal is undone', () => {
  const { records } = device();
  records.write('c1', [], { id: 'c1', name: 'Ann' });
  records.write('c1', ['name'], 'Bea');
  const before = records.records.get('c1')!;
  records.write('c1', [], undefined);
  expect(records.records.has('c1')).toBe(false);
  records.write('c1', [], before);
  expect(records.records.get('c1')).toEqual({ id: 'c1', name: 'Bea' });
});

test('field names with slashes and tildes stay apart', () => {
  const { records } = device();
  records.write('c1', [], { id: 'c1' });
  records.write('c1', ['tags', 'a/b'], true);
  records.write('c1', ['tags', 'a~b'], true);
  expect(records.records.get('c1')).toEqual({ id: 'c1', tags: { 'a/b': true, 'a~b': true } });
});

test('what a newer version wrote and this one refuses is kept, counted and passed on', () => {
  const { doc, map } = device();
  map.set('c1', { id: 'c1', shape: 'new' });
  const judge: Judge = {
    misfits: (record) => (record['shape'] === undefined ? [] : [['shape']]),
    misfitsOfOwn: () => [],
    mend: () => undefined,
  };
  const picky = new RecordMap(map, judge);
  expect(picky.records.size).toBe(0);
  expect(picky.refused).toBe(1);
  const other = device();
  Y.applyUpdateV2(other.doc, Y.encodeStateAsUpdateV2(doc));
  expect(other.records.records.get('c1')).toEqual({ id: 'c1', shape: 'new' });
});

const id = fc.constantFrom('a', 'b');
const path = fc.constantFrom<string[]>([], ['x'], ['y'], ['y', 'p'], ['y', 'p', 'q'], ['y', 'r']);
const value = fc.oneof(fc.integer(), fc.constant(undefined), fc.constant({ p: 1, r: { s: 2 } }));
const step = fc.record({ who: fc.integer({ min: 0, max: 2 }), id, path, value, meet: fc.boolean() });

test('three devices that write and meet in any order end with equal records, equal to a fresh reading', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const devices = [device(), device(), device()];
      for (const { who, id, path, value, meet } of steps) {
        const writer = devices[who]!;
        const isRecord = path.length > 0 || typeof value === 'object' || value === undefined;
        if (isRecord) writer.doc.transact(() => writer.records.write(id, path, value));
        if (meet) exchange(writer.doc, devices[(who + 1) % 3]!.doc);
      }
      for (let round = 0; round < 2; round++) {
        exchange(devices[0]!.doc, devices[1]!.doc);
        exchange(devices[1]!.doc, devices[2]!.doc);
        exchange(devices[0]!.doc, devices[2]!.doc);
      }
      const [first, ...others] = devices.map(({ records }) => Object.fromEntries(records.records));
      for (const other of others) expect(other).toEqual(first);
      for (const { map } of devices)
        expect(Object.fromEntries(new RecordMap(map, everything).records)).toEqual(first);
    }),
    { numRuns: 300 },
  );
});

test('what is taken away goes with all that the same transaction has put in it', () => {
  const { doc, records, map } = device();
  records.write('c1', [], { id: 'c1' });
  doc.transact(() => {
    records.write('c1', ['tags', 'fresh'], 'a secret');
    records.write('c1', ['tags'], undefined);
  });
  expect(records.records.get('c1')).toEqual({ id: 'c1' });
  expect(JSON.stringify(map.toJSON())).not.toContain('secret');
});
