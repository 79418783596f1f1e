import { type Clearance, clearedText } from '#shared/domain/clearance.ts';
import {
  clearanceCollections,
  type CollectionName,
  compartmentOf,
  isClearable,
} from '#shared/domain/collections.ts';
import type { JsonObject } from '#shared/lib/json.ts';

/** Which records of a book an owner has erased that can be changed (`Clearance`). */
export interface Cleared {
  /** What says so may be other than before. */
  lookAgain(): void;
  isAny(): boolean;
  has(collection: CollectionName, id: string): boolean;
}

export function createCleared(deps: {
  book: string;
  pseudonym(text: string): string | undefined;
  records(collection: CollectionName): ReadonlyMap<string, JsonObject>;
}): Cleared {
  const { book, pseudonym } = deps;
  const compartment = compartmentOf(book);
  let names: ReadonlySet<string> = new Set();
  /** A keyed hash each: asked of the same ids over and over. */
  let known = new Map<string, boolean>();

  return {
    lookAgain() {
      if (!isClearable(compartment)) return;
      const all = [...deps.records(clearanceCollections[compartment]).values()] as Clearance[];
      const here = all.filter((one) => one.book === book);
      names = new Set(here.flatMap((one) => one.names));
      known = new Map();
    },
    isAny: () => names.size > 0,
    has(collection, id) {
      if (names.size === 0) return false;
      const text = clearedText(collection, id);
      const is = known.get(text) ?? names.has(pseudonym(text) ?? '');
      known.set(text, is);
      return is;
    },
  };
}
