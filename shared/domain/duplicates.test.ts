import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { Contact } from './contact.ts';
import { findDuplicates } from './duplicates.ts';

let count = 0;
const contact = (fields: Partial<Contact>): Contact => {
  count++;
  return { id: `c${count}`, createdAt: count, name: `Person ${count}`, ...fields };
};
const phone = (number: string) => ({ phones: { p: { number } } });
const home = (street: string, city: string, postcode?: string) => ({
  addresses: { a: { street, city, ...(postcode && { postcode }) } },
});
const found = (contacts: Contact[]) =>
  findDuplicates(contacts, 'NL').map(({ keep, other, reasons }) => [keep.id, other.id, reasons.join()]);

test.each([
  ['a number in two ways of writing', phone('06 12 34 56 78'), phone('+31612345678'), 'phone'],
  [
    'an email in two ways of writing',
    { emails: { a: { address: 'Ann@Example.com' } } },
    { emails: { b: { address: 'ann@example.com ' } } },
    'email',
  ],
  [
    'an initial at one address',
    { name: 'A. de Vries', ...home('Kade 1', 'Delft') },
    { name: 'Ann de Vries', ...home('kade  1', 'DELFT') },
    'place',
  ],
  [
    'a slip in a name at one address',
    { name: 'Joost Bakker', ...home('Kade 1', 'Delft', '2611 AA') },
    { name: 'Joost Baker', ...home('Kade 1', 'Den Haag', '2611AA') },
    'place',
  ],
] as const)('%s makes two contacts look like one', (_, a, b, reason) => {
  const [one, other] = [contact(a as never), contact(b as never)];
  expect(found([other, one])).toEqual([[one.id, other.id, reason]]);
});

test.each([
  [
    'two names at one address',
    { name: 'Ann Smit', ...home('Kade 1', 'Delft') },
    { name: 'Bo Smit', ...home('Kade 1', 'Delft') },
  ],
  [
    'one name in two towns',
    { name: 'Ann Smit', ...home('Kade 1', 'Delft') },
    { name: 'Ann Smit', ...home('Kade 1', 'Gouda') },
  ],
  ['one who is in the bin', phone('+31612345678'), { ...phone('+31612345678'), binnedAt: 1 }],
  ['one who was merged', phone('+31612345678'), { ...phone('+31612345678'), mergedInto: 'x' }],
])('%s are not taken for one', (_, a, b) => {
  expect(found([contact(a as never), contact(b as never)])).toEqual([]);
});

test('whom somebody has kept apart stays apart, whoever of the two it stands at', () => {
  const one = contact(phone('+31612345678'));
  const other = contact(phone('+31612345678'));
  expect(found([one, { ...other, apartFrom: { [one.id]: true } }])).toEqual([]);
  expect(found([{ ...one, apartFrom: { [other.id]: true } }, other])).toEqual([]);
});

test('the number of a whole house says nothing of who is in it', () => {
  expect(found(Array.from({ length: 20 }, () => contact(phone('+31201234567'))))).toEqual([]);
});

test('the same pairs are found in whatever order contacts come, each once and the older one first', () => {
  const someone = fc.record({
    name: fc.constantFrom('Ann Smit', 'A Smit', 'Bo'),
    createdAt: fc.integer({ min: 0, max: 9 }),
    phones: fc.constantFrom(undefined, { p: { number: '+31612345678' } }, { p: { number: '0612345678' } }),
    addresses: fc.constantFrom(undefined, home('Kade 1', 'Delft').addresses),
  });
  fc.assert(
    fc.property(fc.array(someone, { maxLength: 7 }), fc.infiniteStream(fc.nat()), (people, order) => {
      const contacts = people.map((each, index) => ({ ...each, id: `p${index}` })) as Contact[];
      const shuffled = contacts
        .map((each) => ({ each, at: order.next().value as number }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ each }) => each);
      const all = findDuplicates(contacts, 'NL');
      expect(findDuplicates(shuffled, 'NL').map(({ id }) => id)).toEqual(all.map(({ id }) => id));
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      for (const { keep, other } of all) {
        expect(keep.id).not.toBe(other.id);
        expect(keep.createdAt).toBeLessThanOrEqual(other.createdAt);
      }
    }),
  );
});
