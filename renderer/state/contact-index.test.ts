import { expect, test } from 'vitest';
import type { Contact } from '#shared/domain/contact.ts';
import fc from 'fast-check';
import { createContactIndex, createNarrowing, filterContacts } from './contact-index.ts';

const contact = (id: string, fields: Partial<Contact>): Contact => ({
  id,
  createdAt: 0,
  name: id,
  ...fields,
});

const contacts = [
  contact('zoe', { name: 'Zoë Müller', tags: { 'gas boiler': true } }),
  contact('ann', { name: 'ann de Vries', company: 'Café Olé', phones: { a: { number: '+31612345678' } } }),
  contact('bo', { name: 'Bo 10', emails: { a: { address: 'bo@example.com' } } }),
  contact('bo2', { name: 'Bo 2', addresses: { a: { street: 'Kade 1', city: 'Delft' } } }),
];
const index = createContactIndex('nl-NL');
const all = index(contacts);
const found = (query: string) => filterContacts(all, query).map(({ id }) => id);

test('contacts stand in the order in which people look for them', () => {
  expect(found('')).toEqual(['ann', 'bo2', 'bo', 'zoe']);
});

test.each([
  ['zoe mull', ['zoe']],
  ['cafe ole', ['ann']],
  ['BOILER', ['zoe']],
  ['bo@exam', ['bo']],
  ['delft kade', ['bo2']],
  ['06 1234', ['ann']],
  ['+31 6 1234', ['ann']],
  ['10', ['bo']],
  ['nobody', []],
])('“%s” finds who is meant', (query, ids) => {
  expect(found(query)).toEqual(ids);
});

test('a change of one contact does not index the others again', () => {
  const changed = index([...contacts.slice(1), contact('zoe', { name: 'Zoë Smit' })]);
  const unchanged = changed.filter((entry) => all.includes(entry)).map(({ id }) => id);
  expect(unchanged).toEqual(['ann', 'bo2', 'bo']);
});

test('whatever is typed and deleted, the list shows what the query finds', () => {
  const text = fc.string({ unit: fc.constantFrom('b', 'o', '1', '0', ' ', '+', 'z'), maxLength: 5 });
  fc.assert(
    fc.property(fc.array(text), (queries) => {
      const narrow = createNarrowing(all);
      for (const query of queries) expect(narrow(query)).toEqual(filterContacts(all, query));
    }),
  );
});
