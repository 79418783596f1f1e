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

const known = new WeakMap<Contact, IndexedContact>();

/** All contacts by name. Unchanged records keep their entry and their order, so that a change of one costs one. */
export function createContactIndex(locale: string): (contacts: Iterable<Contact>) => IndexedContact[] {
  const collator = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  const sort = createSorter<IndexedContact>(
    (a, b) => collator.compare(a.contact.name, b.contact.name) || (a.id < b.id ? -1 : 1),
  );
  return (contacts) => sort(Array.from(contacts, indexed));
}

/** The contacts that hold every word of the query; a word of digits is looked for in the numbers. */
export function filterContacts(entries: IndexedContact[], query: string): IndexedContact[] {
  const words = wordsOf(query);
  if (words.length === 0) return entries;
  const number = isNumber(query) ? significantDigits(query) : '';
  return entries.filter(
    (entry) =>
      (number !== '' && entry.digits.includes(number)) || words.every((word) => entry.words.includes(word)),
  );
}

/** Whether each word of the query begins one of theirs. */
export function beginsIn(contact: Contact, query: string): boolean {
  const text = ` ${indexed(contact).words}`;
  return wordsOf(query).every((word) => text.includes(` ${word}`));
}

function wordsOf(query: string): string[] {
  return fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');
}

function isNumber(query: string): boolean {
  return /^[+\d\s().-]*$/.test(query);
}

/** What a contact is found by. */
export function indexed(contact: Contact): IndexedContact {
  const before = known.get(contact);
  if (before !== undefined) return before;
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
  known.set(contact, made);
  return made;
}

/** `06 12` and `+31 6 12` find the same number: the digits without what stands for a country or trunk. */
function significantDigits(query: string): string {
  return query.replaceAll(/\D/g, '').replace(/^0+/, '');
}

/** Below this share of all rows, looking at each of them is faster than at the text of all. */
const fewShare = 8;

/** Filters the same rows by what is typed: what goes on where the last query stood looks only at what that found. */
export function createNarrowing(rows: IndexedContact[]): (query: string) => IndexedContact[] {
  let last = { query: '', found: rows };
  let texts: { words: Haystack; digits: Haystack } | undefined;
  return (query) => {
    // What begins like a number is read otherwise with each digit.
    const goesOn = query.startsWith(last.query) && !isNumber(last.query);
    const isFew = goesOn && last.found.length * fewShare < rows.length;
    if (!isFew && query.trim() !== '')
      texts ??= {
        words: haystackOf(rows.map(({ words }) => words)),
        digits: haystackOf(rows.map(({ digits }) => digits)),
      };
    const found =
      isFew || texts === undefined ? filterContacts(isFew ? last.found : rows, query) : all(texts, query);
    last = { query, found };
    return found;
  };

  function all({ words, digits }: NonNullable<typeof texts>, query: string): IndexedContact[] {
    const [first, ...others] = wordsOf(query);
    if (first === undefined) return rows;
    const named = rowsWith(words, first).filter((row) =>
      others.every((word) => rows[row]!.words.includes(word)),
    );
    const number = isNumber(query) ? significantDigits(query) : '';
    const found = number === '' ? named : joined(named, rowsWith(digits, number));
    return found.map((row) => rows[row]!);
  }
}

/** The texts of all rows as one, which is looked through many times faster than as many small ones. */
interface Haystack {
  text: string;
  /** Where each row begins, and at last the end. */
  starts: Uint32Array;
}

function haystackOf(texts: readonly string[]): Haystack {
  const starts = new Uint32Array(texts.length + 1);
  for (const [index, { length }] of texts.entries()) starts[index + 1] = starts[index]! + length + 1;
  return { text: texts.join('\n'), starts };
}

/** The places of the rows in which a word stands. */
function rowsWith({ text, starts }: Haystack, word: string): number[] {
  const found: number[] = [];
  let row = 0;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, starts[row])) {
    while (starts[row + 1]! <= at) row++;
    found.push(row);
    row++;
    if (row === starts.length - 1) break;
  }
  return found;
}

/** All of both, in their order. */
function joined(a: readonly number[], b: readonly number[]): number[] {
  const all: number[] = [];
  let [atA, atB] = [0, 0];
  while (atA < a.length || atB < b.length) {
    const next = Math.min(a[atA] ?? Infinity, b[atB] ?? Infinity);
    if (a[atA] === next) atA++;
    if (b[atB] === next) atB++;
    all.push(next);
  }
  return all;
}
