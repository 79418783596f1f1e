import type { z } from 'zod';
import type { JsonObject } from '#shared/lib/json.ts';
import type { Collection, Compartment } from './collection.ts';
import { peopleCollections } from './collections/people.ts';
import { workCollections } from './collections/work.ts';
import { moneyCollections } from './collections/money.ts';
import { talkCollections } from './collections/talk.ts';
import { deskCollections } from './collections/desk.ts';
import { workspaceCollections } from './collections/workspace.ts';

export { compartments, type Collection, type Compartment, type Emptying } from './collection.ts';

/** Every kind of record, where it lives, and what it looks like. */
export const collections = {
  ...peopleCollections,
  ...workCollections,
  ...moneyCollections,
  ...talkCollections,
  ...deskCollections,
  ...workspaceCollections,
} satisfies Record<string, Collection>;

export type CollectionName = keyof typeof collections;

/** The typed shape of a collection's records. Fields that a newer version added are kept beside these. */
export type RecordOf<Name extends CollectionName> = z.infer<(typeof collections)[Name]['schema']>;

/** The collections that say what an owner has erased. */
export const erasureCollections: ReadonlySet<string> = new Set(
  Object.entries<Collection>(collections).flatMap(([name, { erasing }]) => (erasing ? [name] : [])),
);

/** Where it stands which records of a compartment were erased that can be changed. */
export const clearanceCollections = {
  people: 'peopleClearances',
  work: 'workClearances',
  money: 'moneyClearances',
  talk: 'talkClearances',
  desk: 'deskClearances',
} as const;
export type ClearedCompartment = keyof typeof clearanceCollections;

export function isClearable(compartment: Compartment): compartment is ClearedCompartment {
  return Object.hasOwn(clearanceCollections, compartment);
}

/** Whether a collection's records are for the vault alone. */
export function isHidden(name: CollectionName): boolean {
  const collection: Collection = collections[name];
  return collection.hidden === true;
}

/** The name of the book in which a record lives, such as `people`, `work-2026` or `talk-2026-11` (UTC). */
export function bookOf(name: CollectionName, record: JsonObject): string {
  const collection: Collection = collections[name];
  if (collection.book === 'named') return namedBook(name, collection, record);
  if (collection.book === 'one' || collection.dateField === undefined) return collection.compartment;
  const time = record[collection.dateField];
  if (typeof time !== 'number') throw new Error(`${name} needs a time in ${collection.dateField}`);
  const date = new Date(time).toISOString();
  return `${collection.compartment}-${collection.book === 'year' ? date.slice(0, 4) : date.slice(0, 7)}`;
}

function namedBook(name: CollectionName, { compartment }: Collection, { book }: JsonObject): string {
  if (typeof book !== 'string' || compartmentOf(book) !== compartment)
    throw new Error(`${name} needs a book of its compartment`);
  return book;
}

export function compartmentOf(book: string): Compartment {
  const end = book.indexOf('-');
  return (end === -1 ? book : book.slice(0, end)) as Compartment;
}
