import type { Contact } from '#shared/domain/contact.ts';
import { fold, searchable } from '#shared/lib/fold.ts';
import { createSorter } from '#shared/lib/sorter.ts';

/** A contact with what it is found by, made once a record and not once a key press. */
export interface IndexedContact {
  id: string;
  contact: Contact;
  /** Name, company, addresses of mail, towns and tags: folded. */
  words: string;
  /** All digits of all numbers, parted by spaces. */
  digits: string;
}

const indexed = new WeakMap<Contact, IndexedContact>();

/** All contacts by name. Unchanged records keep their entry and their order, so that a change of one costs one. */
export function createContactIndex(locale: string): (contacts: Iterable<Contact>) => IndexedContact[] {
  const collator = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  const sort = createSorter<IndexedContact>(
    (a, b) => collator.compare(a.contact.name, b.contact.name) || (a.id < b.id ? -1 : 1),
  );
  return (contacts) => sort(Array.from(contacts, indexOne));
}

/** The contacts that hold every word of the query; a word of digits is looked for in the numbers. */
export function filterContacts(entries: IndexedContact[], query: string): IndexedContact[] {
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return entries;
  const number = /^[+\d\s().-]+$/.test(query) ? significantDigits(query) : '';
  return entries.filter(
    (entry) =>
      (number !== '' && entry.digits.includes(number)) || words.every((word) => entry.words.includes(word)),
  );
}

function indexOne(contact: Contact): IndexedContact {
  const known = indexed.get(contact);
  if (known !== undefined) return known;
  const made = {
    id: contact.id,
    contact,
    words: searchable(
      [
        contact.name,
        contact.company,
        ...Object.values(contact.emails ?? {}).map((email) => email.address),
        ...Object.values(contact.addresses ?? {}).flatMap(({ street, city, postcode }) => [
          street,
          city,
          postcode,
        ]),
        ...Object.keys(contact.tags ?? {}),
      ].join(' '),
    ),
    digits: Object.values(contact.phones ?? {})
      .map((phone) => phone.number.replaceAll(/\D/g, ''))
      .join(' '),
  };
  indexed.set(contact, made);
  return made;
}

/** `06 12` and `+31 6 12` find the same number: the digits without what stands for a country or trunk. */
function significantDigits(query: string): string {
  return query.replaceAll(/\D/g, '').replace(/^0+/, '');
}
