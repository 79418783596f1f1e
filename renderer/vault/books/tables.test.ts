import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Json } from '#shared/lib/json.ts';
import { createTables } from './tables.ts';

function peopleOf(contacts: Record<string, Json>): { inner: Y.Doc; map: Y.Map<Json> } {
  const inner = new Y.Doc();
  const map = inner.getMap<Json>('contacts');
  inner.transact(() => Object.entries(contacts).forEach(([id, contact]) => map.set(id, contact)));
  return { inner, map };
}

const ann = { id: 'ann', createdAt: 1, name: 'Ann' };

test('what is no record is left out and counted, and stays in the book', () => {
  const { inner, map } = peopleOf({ ann, bea: 'no contact' });
  const tables = createTables(inner, 'people', () => {});
  expect([...tables.records('contacts').keys()]).toEqual(['ann']);
  expect(tables.unfit()).toBe(1);
  expect(map.has('bea')).toBe(true);
});

test('a contact of which another device has broken a field stays in the list with what it was called before', () => {
  const { inner, map } = peopleOf({ ann });
  const tables = createTables(inner, 'people', () => {});
  map.set('ann/name', 42);
  map.set('ann/company', 'Ann Ltd');
  expect(tables.records('contacts').get('ann')).toEqual({ ...ann, company: 'Ann Ltd' });
  expect(tables.setAside('contacts', 'ann')).toEqual([{ path: ['name'], value: 42 }]);
  expect(tables.unfit()).toBe(1);
  map.set('ann/name', 'Anna');
  expect(tables.records('contacts').get('ann')).toMatchObject({ name: 'Anna' });
  expect(tables.setAside('contacts', 'ann')).toEqual([]);
});

test('what was checked before is not checked again, and what comes later is', () => {
  const { inner, map } = peopleOf({ ann, bea: { ...ann, id: 'bea', name: 7 } });
  const tables = createTables(inner, 'people', () => {}, true);
  expect([...tables.records('contacts').keys()]).toEqual(['ann', 'bea']);
  map.set('carl', { ...ann, id: 'carl', name: 8 });
  expect(tables.records('contacts').get('carl')).toMatchObject({ name: '' });
  expect(tables.unfit()).toBe(1);
});
