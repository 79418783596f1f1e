import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { provenMessage, withoutWords } from '#shared/domain/message-proof.ts';
import { reversalId } from '#shared/domain/payment-id.ts';
import { proven } from '#shared/domain/proven.ts';
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
  const tables = createTables(inner, 'people', () => {}, { isChecked: true });
  expect([...tables.records('contacts').keys()]).toEqual(['ann', 'bea']);
  map.set('carl', { ...ann, id: 'carl', name: 8 });
  expect(tables.records('contacts').get('carl')).toMatchObject({ name: '' });
  expect(tables.unfit()).toBe(1);
});

const paid = proven({
  issuedId: 'i1',
  amount: '12500',
  currency: 'EUR',
  day: '2026-11-02',
  method: 'cash',
  createdAt: Date.UTC(2026, 10, 2),
  salt: 'salt',
});

test('a payment cannot be written over by another one of its name, wherever in the list that stands', () => {
  const inner = new Y.Doc();
  const list = inner.getArray<Json>('payments');
  list.push([paid]);
  const tables = createTables(inner, 'money-2026', () => {});
  list.insert(0, [{ ...paid, amount: '1' }]);
  expect(tables.records('payments').get(paid.id)).toEqual(paid);
  expect(tables.unfit()).toBe(1);
  expect(
    createTables(inner, 'money-2026', () => {})
      .records('payments')
      .get(paid.id),
  ).toEqual(paid);
});

test('a line of the log cannot be written over either', () => {
  const inner = new Y.Doc();
  const list = inner.getArray<Json>('audit');
  const said = { at: 1, deviceId: 'd1', memberId: 'm1', command: 'invoice.issue', records: [], salt: 'salt' };
  const line = proven(said);
  list.push([line]);
  list.insert(0, [{ ...line, deviceId: 'd2', memberId: 'm2', command: 'contact.rename' }]);
  const tables = createTables(inner, 'audit-1970-01', () => {});
  expect(tables.records('audit').get(line.id)).toEqual(line);
});

test('what reverses a payment takes back its amount and no other, on whatever day', () => {
  const inner = new Y.Doc();
  const reversal = { ...paid, amount: '-12500', reverses: paid.id, day: '2026-11-03' };
  const id = reversalId(reversal);
  expect(reversalId({ ...reversal, day: '2026-11-04', createdAt: 5 })).toBe(id);
  inner.getArray<Json>('payments').push([
    { ...reversal, id, amount: '-1' },
    { ...reversal, id },
  ]);
  const tables = createTables(inner, 'money-2026', () => {});
  expect(tables.records('payments').get(id)).toEqual({ ...reversal, id });
});

test('what a customer has written cannot be written over, also by a copy that is filed elsewhere', () => {
  const inner = new Y.Doc();
  const list = inner.getArray<object>('messages');
  const arrived = { channel: 'whatsapp', accountId: 'a', externalId: 'wamid.1', receivedAt: 6 };
  const said = { conversationId: 'c', direction: 'in', type: 'text', at: 5, text: 'At nine', ...arrived };
  const message = provenMessage(said);
  list.push([message]);
  const tables = createTables(inner, 'talk-1970-01', () => {});
  for (const change of [{ text: 'At ten' }, { at: 4 }, { direction: 'out' }, { raw: 1 }, { externalId: 'x' }])
    list.insert(0, [{ ...message, ...change }]);
  list.insert(0, [{ ...message, text: 'At ten', words: 'hash', takenBackAt: 7 }]);
  expect([...tables.records('messages').values()]).toEqual([message]);
  // What the device that took it in says of where it belongs is no part of what was said.
  expect(provenMessage({ ...said, conversationId: 'd', receivedAt: 9 }).id).toBe(message.id);
  expect(provenMessage({ ...said, at: 4, receivedAt: 4, saidAt: 5 }).id).toBe(message.id);
});

test('of what a customer has taken back the rest proves itself', () => {
  const inner = new Y.Doc();
  const list = inner.getArray<Json>('messages');
  const said = { conversationId: 'c', direction: 'note', type: 'text', at: 5, text: 'At nine', salt: 'salt' };
  const message = provenMessage(said);
  const empty = withoutWords(message, 7);
  list.push([{ ...empty, at: 6 }, { ...empty, id: 'another' }, empty]);
  const tables = createTables(inner, 'talk-1970-01', () => {});
  expect([...tables.records('messages').values()]).toEqual([empty]);
  expect(empty).toMatchObject({ id: message.id, at: 5, takenBackAt: 7 });
  expect(JSON.stringify(empty)).not.toMatch(/nine|"salt"/);
});
