import * as Y from 'yjs';
import {
  type Collection,
  type CollectionName,
  collections,
  erasureCollections,
} from '#shared/domain/collections.ts';
import type { Erasure } from '#shared/domain/erasure.ts';
import type { decodeInnerUpdate } from '#shared/sync/bounded-update.ts';
import { judgeOf } from '#shared/records/judges.ts';
import { isJsonObject, isPlainJson, type JsonObject } from '#shared/lib/json.ts';

type Struct = Y.Item | Y.GC | Y.Skip;

/** An entry of a list that is only ever appended to. */
export interface Entry {
  list: string;
  value: unknown;
}

/** Looks at an update for what it does to the lists that are only ever appended to. */
export interface Lists {
  /** The list in which a part of the update or of the document lies; `undefined` for any other place. */
  listOf(struct: Struct): string | undefined;
  /** The entries of such lists that lie in a range and are there still. */
  entriesIn(client: number, from: number, end: number): Entry[];
  /** The entries that the update brings and leaves there, and those that are here. */
  brought(): Entry[];
  here(): Entry[];
  /** Whether the update puts anything where it stands what is erased. */
  erases(): boolean;
  /**
   * Whether an entry may go: the update brings it without its words, by what proves the rest; or it is erased, by what
   * is here already, or by the update where an owner has written it.
   */
  mayGo(entry: Entry, isOwners: boolean): boolean;
  /** Whether the update says that something is erased which is here, and of which nothing here says so. */
  erasesAnything(): boolean;
}

export function createLists(deps: {
  structs: Struct[];
  /** What the update takes out. */
  ds: ReturnType<typeof decodeInnerUpdate>['ds'];
  inner: Y.Doc;
  /** The collections whose lists they are. */
  fixed: ReadonlySet<string>;
}): Lists {
  const { structs, ds, inner, fixed } = deps;
  const own = Map.groupBy(structs, ({ id }) => id.client);
  const roots = new Map<Struct, string>();
  let brought: { emptied: Set<string>; erased: Set<string> } | undefined;

  const find = ({ client, clock }: Y.ID): Struct | undefined =>
    partsIn(own.get(client), clock, clock + 1)[0] ??
    partsIn(inner.store.clients.get(client), clock, clock + 1)[0];

  /** An update names the place of a part only where no neighbour tells. */
  function rootOf(struct: Struct): string | undefined {
    const passed: Struct[] = [];
    let root: string | undefined;
    for (let part: Struct | undefined = struct; part instanceof Y.Item && root === undefined;) {
      const parent: unknown = part.parent;
      root = roots.get(part) ?? (typeof parent === 'string' ? parent : nameOf(parent));
      passed.push(part);
      const neighbour: Y.ID | null = part.origin ?? part.rightOrigin;
      part = neighbour === null ? undefined : find(neighbour);
    }
    if (root !== undefined) for (const part of passed) roots.set(part, root);
    return root;
  }

  function listOf(struct: Struct): string | undefined {
    const root = rootOf(struct);
    return root !== undefined && fixed.has(root) ? root : undefined;
  }

  const entriesOf = (struct: Struct, from = 0, end = Infinity): Entry[] => {
    if (!(struct instanceof Y.Item) || struct.deleted) return [];
    const list = listOf(struct);
    if (list === undefined) return [];
    const start = Math.max(0, from - struct.id.clock);
    return (struct.content.getContent() as unknown[])
      .slice(start, Math.max(start, end - struct.id.clock))
      .map((value) => ({ list, value }));
  };

  const brings = (): Entry[] =>
    structs.filter(holdsObjects).flatMap((struct) => {
      const isGone = (index: number): boolean =>
        Y.isDeleted(ds, Y.createID(struct.id.client, struct.id.clock + index));
      return entriesOf(struct).filter((_, index) => !isGone(index));
    });
  const here = (): Entry[] =>
    [...fixed].flatMap((list) =>
      inner
        .getArray(list)
        .toArray()
        .map((value) => ({ list, value })),
    );

  /** What the update says of entries that go. */
  function said(): { emptied: Set<string>; erased: Set<string> } {
    const entries = brings();
    return {
      emptied: new Set(entries.filter(isEmptiedRecord).map(keyOf)),
      erased: new Set(entries.filter(isErasure).map(({ value }) => erasedBy(value))),
    };
  }

  /** Said before, by an owner: it would not be in the book otherwise. */
  function isErasedAlready({ list, value }: Entry): boolean {
    const erasures = collectionOf(list)?.erasures;
    if (erasures === undefined) return false;
    const key = keyOf({ list, value });
    return inner
      .getArray(erasures)
      .toArray()
      .some((one) => isErasure({ list: erasures, value: one }) && erasedBy(one) === key);
  }

  return {
    listOf,
    entriesIn(client, from, end) {
      const parts = [
        ...partsIn(inner.store.clients.get(client), from, end),
        ...partsIn(own.get(client), from, end),
      ];
      return parts.flatMap((part) => entriesOf(part, from, end));
    },
    brought: brings,
    here,
    // Whatever it is: what reads it later may take more for an erasure than this version does.
    erases: () => [...fixed].some(isOfErasures) && structs.some((struct) => isOfErasures(listOf(struct))),
    mayGo(entry, isOwners) {
      const { emptied, erased } = (brought ??= said());
      const key = keyOf(entry);
      return emptied.has(key) || (isOwners && erased.has(key)) || isErasedAlready(entry);
    },
    erasesAnything() {
      const { erased } = (brought ??= said());
      if (erased.size === 0) return false;
      return here().some((entry) => erased.has(keyOf(entry)) && !isErasedAlready(entry));
    },
  };
}

/** Of parts in order, those that lie in a range. */
export function partsIn(parts: readonly Struct[] | undefined, from: number, end: number): Struct[] {
  if (parts === undefined) return [];
  let [first, behind] = [0, parts.length];
  while (first < behind) {
    const middle = (first + behind) >> 1;
    if (parts[middle]!.id.clock + parts[middle]!.length > from) behind = middle;
    else first = middle + 1;
  }
  let last = first;
  while (last < parts.length && parts[last]!.id.clock < end) last++;
  return parts.slice(first, last);
}

/** `undefined` for what lies deeper: there are no lists. */
function nameOf(type: unknown): string | undefined {
  if (!(type instanceof Y.AbstractType)) return undefined;
  // oxlint-disable-next-line no-underscore-dangle -- Yjs has no other way to say what a type is part of
  return type._item === null ? Y.findRootTypeKey(type) : undefined;
}

/** A first look, before it is asked where it lies. */
function holdsObjects(struct: Struct): boolean {
  return struct instanceof Y.Item && (struct.content.getContent() as unknown[]).some(isJsonObject);
}

function isEmptiedRecord({ list, value }: Entry): boolean {
  const { emptying, verify } = collectionOf(list) ?? {};
  if (emptying === undefined || !isJsonObject(value) || !isPlainJson(value)) return false;
  return emptying.isEmptied(value) && verify?.(value as JsonObject & { id: string }) === true;
}

/** `undefined` for a list that holds no records. */
const collectionOf = (list: string): Collection | undefined => collections[list as CollectionName];

const isOfErasures = (list: string | undefined): boolean =>
  list !== undefined && erasureCollections.has(list);

/** As the tables heed it: whole, and what it proves to be. */
function isErasure({ list, value }: Entry): boolean {
  return (
    isOfErasures(list) && isJsonObject(value) && judgeOf(list as CollectionName).misfits(value).length === 0
  );
}

const erasedBy = (erasure: unknown): string => {
  const { collection, recordId } = erasure as Erasure;
  return `${collection}/${recordId}`;
};

const keyOf = ({ list, value }: Entry): string =>
  `${list}/${isJsonObject(value) && typeof value['id'] === 'string' ? value['id'] : ''}`;
