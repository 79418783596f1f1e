import { fold } from '#shared/lib/fold.ts';
import type { Address } from './common.ts';
import type { Contact } from './contact.ts';
import { isCurrent } from './bin.ts';
import { lastDigits, phoneKey } from './phone.ts';

/** Why two contacts may be one: the surest first. */
const duplicateReasons = ['phone', 'email', 'place'] as const;
export type DuplicateReason = (typeof duplicateReasons)[number];

/** Two contacts that may be one, the older one first. */
export interface Duplicate {
  id: string;
  keep: Contact;
  other: Contact;
  reasons: DuplicateReason[];
}

/** As many contacts share a number, an address or a place before it says nothing of them: a switchboard, a tower. */
const mostAlike = 8;

/**
 * Contacts that may be entered twice: with one number, one email address, or a like name at one address. Who was
 * merged, archived or is in the bin is none of them, nor are two of whom somebody said that they are not one.
 */
export function findDuplicates(contacts: Iterable<Contact>, country: string | undefined): Duplicate[] {
  const all = Array.from(contacts).filter((each) => each.mergedInto === undefined && isCurrent(each));
  const found = new Map<string, Duplicate>();
  for (const [reason, groups] of groupsOf(all, country))
    for (const [a, b] of groups.flatMap(pairs)) {
      if (a.apartFrom?.[b.id] === true || b.apartFrom?.[a.id] === true) continue;
      if (reason === 'place' && !isLikeName(a.name, b.name)) continue;
      const [keep, other] = isOlder(a, b) ? [a, b] : [b, a];
      const id = `${keep.id} ${other.id}`;
      const known = found.get(id) ?? { id, keep, other, reasons: [] };
      if (!known.reasons.includes(reason)) known.reasons.push(reason);
      found.set(id, known);
    }
  return [...found.values()].toSorted(
    (a, b) =>
      b.reasons.length - a.reasons.length || a.keep.name.localeCompare(b.keep.name) || (a.id < b.id ? -1 : 1),
  );
}

function* groupsOf(
  all: readonly Contact[],
  country: string | undefined,
): Iterable<[DuplicateReason, Contact[][]]> {
  // Reading a number properly is slow: only those that end alike are read.
  const alike = grouped(all, ({ phones = {} }) =>
    Object.values(phones).map(({ number }) => lastDigits(number)),
  );
  const digits = (number: string) =>
    number.replaceAll(/\D/g, '').length < 5 ? [] : [phoneKey(number, country)];
  yield [
    'phone',
    alike.flatMap((each) =>
      grouped(each, ({ phones = {} }) => Object.values(phones).flatMap(({ number }) => digits(number))),
    ),
  ];
  yield [
    'email',
    grouped(all, ({ emails = {} }) =>
      Object.values(emails).map(({ address }) => address.trim().toLowerCase()),
    ),
  ];
  yield ['place', grouped(all, ({ addresses = {} }) => Object.values(addresses).flatMap(placeKey))];
}

/** The contacts that have a key in common with others, by it. */
function grouped(contacts: readonly Contact[], keysOf: (contact: Contact) => string[]): Contact[][] {
  const groups = new Map<string, Contact[]>();
  for (const contact of contacts)
    for (const key of new Set(keysOf(contact))) {
      if (key === '') continue;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [contact]);
      else group.push(contact);
    }
  return [...groups.values()].filter(({ length }) => length > 1);
}

function pairs(group: readonly Contact[]): [Contact, Contact][] {
  if (group.length > mostAlike) return [];
  return group.flatMap((a, index) => group.slice(index + 1).map((b): [Contact, Contact] => [a, b]));
}

function placeKey({ street = '', postcode = '', city = '' }: Address): string[] {
  const [road, town] = [plain(street), plain(postcode) || plain(city)];
  return road === '' || town === '' ? [] : [`${road} ${town}`];
}

function plain(text: string): string {
  return fold(text).replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

/** Whether two names may be one person's: a word of the one in the other, an initial for it, or a slip of the pen. */
function isLikeName(a: string, b: string): boolean {
  const [ofA, ofB] = [wordsOf(a), wordsOf(b)];
  const [few, many] = ofA.length <= ofB.length ? [ofA, ofB] : [ofB, ofA];
  return few.length > 0 && few.every((word) => many.some((other) => isLikeWord(word, other)));
}

function wordsOf(name: string): string[] {
  return fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function isLikeWord(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 1) return long.startsWith(short);
  return short.length >= 4 && long.length - short.length <= 1 && differsOnce(short, long);
}

/** Whether one letter more, less or other makes one word the other. `short` is not longer. */
function differsOnce(short: string, long: string): boolean {
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  const rest = short.length === long.length ? short.slice(at + 1) : short.slice(at);
  return rest === long.slice(at + 1);
}

function isOlder(a: Contact, b: Contact): boolean {
  return a.createdAt === b.createdAt ? a.id < b.id : a.createdAt < b.createdAt;
}
