import type { CollectionName } from '#shared/domain/collections.ts';
import type { Book } from '../books/book.ts';
import type { Library } from '../books/library.ts';
import { BookIndex } from './book-index.ts';
import { entryOf, searchedCollections } from './entry.ts';
import { Slice } from './slices.ts';
import type { StoredIndexes } from './stored-indexes.ts';

/** The index of one book, and what of the book it has not taken in yet. */
interface Shelf {
  index: BookIndex;
  /** By `collection/id`. */
  waiting: Map<string, { collection: CollectionName; id: string }>;
  /** Of which state the stored index is. */
  storedState: string | undefined;
  /** Whether the index on disk has been read and, for an open book, compared with its records. */
  ready: Promise<void>;
  isReady: boolean;
}

/** The search indexes of all books, open and closed. They follow the records in slices, never in the way. */
export interface Indexes {
  /** A book was opened: its records count from now on. */
  opened(book: Book): void;
  /** A book stays closed: its stored index counts. `false` where there is none that can be used. */
  readClosed(name: string, room: string, state: string): Promise<boolean>;
  changed(book: string, collection: CollectionName, ids: Iterable<string>): void;
  /** Writes the index of an open book where the book has changed since. It is complete then. */
  write(book: Book): Promise<void>;
  of(name: string): BookIndex | undefined;
  /** How many records of these books are indexed. */
  sizeOf(names: Iterable<string>): number;
  all(): Iterable<[book: string, index: BookIndex]>;
  /** Takes in what waits for as long as a slice lasts; `true` when nothing waits any more. */
  catchUp(): boolean;
  /** Ends what runs. */
  close(): Promise<void>;
}

export function createIndexes(deps: { library: Library; stored: StoredIndexes }): Indexes {
  const { library, stored } = deps;
  const shelves = new Map<string, Shelf>();
  let running = false;
  let closed = false;

  /** Takes in one record as it is now. */
  function takeIn(name: string, shelf: Shelf, key: string): void {
    const { collection, id } = shelf.waiting.get(key)!;
    shelf.waiting.delete(key);
    const record = library.bookNamed(name)?.tables.records(collection).get(id);
    shelf.index.put(key, record && entryOf(collection, record as { id: string }));
  }

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    const slice = new Slice();
    for (let next = waitingShelf(); next !== undefined && !closed; next = waitingShelf()) {
      const [name, shelf] = next;
      takeIn(name, shelf, shelf.waiting.keys().next().value!);
      await slice.pause();
    }
    running = false;
  }

  function waitingShelf(): [string, Shelf] | undefined {
    for (const entry of shelves) if (entry[1].isReady && entry[1].waiting.size > 0) return entry;
    return undefined;
  }

  async function prepare(book: Book, shelf: Shelf): Promise<void> {
    const found = await stored.read(book.room);
    if (found !== undefined) {
      shelf.index = new BookIndex(found.segment);
      shelf.storedState = found.state;
    }
    if (found?.state !== book.state()) {
      for (const collection of searchedCollections)
        enqueue(shelf, collection, book.tables.records(collection).keys());
      for (const key of shelf.index.keys()) {
        const [collection, id] = split(key);
        shelf.waiting.set(key, { collection, id });
      }
    }
    shelf.isReady = true;
    void run();
  }

  return {
    opened(book) {
      const shelf: Shelf = {
        index: new BookIndex(),
        waiting: new Map(),
        storedState: undefined,
        ready: Promise.resolve(),
        isReady: false,
      };
      shelves.set(book.name, shelf);
      shelf.ready = prepare(book, shelf);
    },
    async readClosed(name, room, state) {
      const found = await stored.read(room);
      if (found?.state !== state) return false;
      shelves.set(name, {
        index: new BookIndex(found.segment),
        waiting: new Map(),
        storedState: state,
        ready: Promise.resolve(),
        isReady: true,
      });
      return true;
    },
    changed(book, collection, ids) {
      const shelf = shelves.get(book);
      if (shelf === undefined || !searchedCollections.includes(collection)) return;
      enqueue(shelf, collection, ids);
      void run();
    },
    async write(book) {
      const shelf = shelves.get(book.name);
      const hasAny = searchedCollections.some((collection) => book.tables.records(collection).size > 0);
      if (shelf === undefined || (!hasAny && shelf.index.size === 0)) return;
      await shelf.ready;
      const slice = new Slice();
      for (const key of shelf.waiting.keys()) {
        takeIn(book.name, shelf, key);
        await slice.pause();
      }
      const state = book.state();
      if (shelf.storedState === state || shelf.waiting.size > 0 || !book.isSaved()) return;
      await stored.write(book.room, shelf.index.inOrder(), state);
      shelf.storedState = state;
    },
    of: (name) => shelves.get(name)?.index,
    sizeOf: (names) => [...names].reduce((sum, name) => sum + (shelves.get(name)?.index.size ?? 0), 0),
    *all() {
      for (const [name, { index }] of shelves) yield [name, index];
    },
    catchUp() {
      const slice = new Slice();
      for (let next = waitingShelf(); next !== undefined; next = waitingShelf()) {
        if (slice.isOver) return false;
        const [name, shelf] = next;
        takeIn(name, shelf, shelf.waiting.keys().next().value!);
      }
      return [...shelves.values()].every(({ isReady }) => isReady);
    },
    async close() {
      closed = true;
      await Promise.all([...shelves.values()].map(({ ready }) => ready));
    },
  };
}

function enqueue(shelf: Shelf, collection: CollectionName, ids: Iterable<string>): void {
  for (const id of ids) shelf.waiting.set(`${collection}/${id}`, { collection, id });
}

function split(key: string): [CollectionName, string] {
  const slash = key.indexOf('/');
  return [key.slice(0, slash) as CollectionName, key.slice(slash + 1)];
}
