import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Emptying } from '#shared/domain/collections.ts';
import type { Json } from '#shared/lib/json.ts';
import type { Judge } from './judge.ts';
import { RecordList } from './record-list.ts';

/** Takes what calls itself false for no record. */
const honest: Judge = {
  misfits: (record) => (record['fake'] === true ? [[]] : []),
  misfitsOfOwn: () => [],
  mend: () => undefined,
};

function listOf(doc: Y.Doc): RecordList {
  return new RecordList(doc.getArray<Json>('issued'), honest);
}

test('of two entries with one id the first counts, so an issued document cannot be written over', () => {
  const doc = new Y.Doc();
  const list = listOf(doc);
  list.append({ id: 'i1', total: '100' });
  list.append({ id: 'i1', total: '1' });
  list.refresh();
  expect(list.records.get('i1')).toEqual({ id: 'i1', total: '100' });
});

test('an entry that does not prove itself is left out and counted, and stays in the book', () => {
  const doc = new Y.Doc();
  doc.getArray<Json>('issued').push([{ id: 'i1', fake: true }, 'no record', { id: 'i2' }]);
  const list = listOf(doc);
  expect([...list.records.keys()]).toEqual(['i2']);
  expect(list.refused).toBe(2);
  expect(doc.getArray('issued').length).toBe(3);
});

test('reading only what was appended gives the same records as reading everything', () => {
  const doc = new Y.Doc();
  const array = doc.getArray<Json>('issued');
  const list = listOf(doc);
  const added: Json[] = [{ id: 'a' }, { id: 'b' }, { id: 'a', late: true }];
  array.push(added);
  expect([...list.takeAppended(added)]).toEqual(['a', 'b']);
  expect(Object.fromEntries(list.records)).toEqual(Object.fromEntries(listOf(doc).records));
});

/** Its words are `text`. */
const emptying: Emptying = {
  emptied: ({ id }) => ({ id: id!, empty: true }),
  isEmptied: ({ empty }) => empty === true,
  overtaken: (record) => ({ ...record, isOvertaken: true }),
};

test('what was taken back is in no document any more, and stays taken back when somebody writes it once more', () => {
  const docs = [new Y.Doc(), new Y.Doc()] as const;
  const [one, two] = docs.map((doc) => new RecordList(doc.getArray<Json>('messages'), honest, { emptying }));
  const meet = (): void => {
    Y.applyUpdate(docs[1], Y.encodeStateAsUpdate(docs[0]));
    Y.applyUpdate(docs[0], Y.encodeStateAsUpdate(docs[1]));
    for (const list of [one!, two!]) list.refresh();
  };
  one!.append({ id: 'm1', text: 'a secret' });
  meet();
  two!.append({ id: 'm1', empty: true });
  meet();
  for (const doc of docs)
    expect(new TextDecoder().decode(Y.encodeStateAsUpdate(doc))).not.toContain('secret');
  one!.append({ id: 'm1', text: 'a secret' });
  meet();
  for (const list of [one!, two!])
    expect(list.records.get('m1')).toEqual({ id: 'm1', text: 'a secret', isOvertaken: true });
  two!.append({ id: 'm1', empty: true });
  meet();
  for (const list of [one!, two!]) expect(list.records.get('m1')).toEqual({ id: 'm1', empty: true });
});
