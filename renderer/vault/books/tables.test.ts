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
  const { inner, map } = peopleOf({ ann, bea: { id: 'bea', name: 7 } });
  const tables = createTables(inner, 'people', () => {});
  expect([...tables.records('contacts').keys()]).toEqual(['ann']);
  expect(tables.refused()).toBe(1);
  expect(map.has('bea')).toBe(true);
});

test('what was checked before is not checked again, and what comes later is', () => {
  const { inner, map } = peopleOf({ ann, bea: { id: 'bea', name: 7 } });
  const tables = createTables(inner, 'people', () => {}, true);
  expect([...tables.records('contacts').keys()]).toEqual(['ann', 'bea']);
  map.set('carl', { id: 'carl', name: 8 });
  expect([...tables.records('contacts').keys()]).toEqual(['ann', 'bea']);
  expect(tables.refused()).toBe(1);
});
