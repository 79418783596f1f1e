import type { CollectionName } from '#shared/domain/collections.ts';
import { changesWords, composeMessage } from '#shared/domain/compose-message.ts';
import type { MessageState, WrittenMessage } from '#shared/domain/conversation.ts';
import { type Transcript, withTranscript } from '#shared/domain/transcript.ts';
import type { Timers, Work } from '#shared/lib/async.ts';
import type { Book } from '../books/book.ts';
import type { Library } from '../books/library.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Tables } from '../books/tables.ts';
import { BookIndex } from './book-index.ts';
import { entryOf, searchedCollections } from './entry.ts';
import { Slice } from './slices.ts';
import type { StoredIndexes } from './stored-indexes.ts';

/** The index of one book, and what of the book it has not taken in yet. */
interface IndexedBook {
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
  /** Writes the index of an open book where the book has changed since. It is complete then. */
  write(book: Book): Promise<void>;
  of(name: string): BookIndex | undefined;
  /** How many records of these books are indexed. */
  sizeOf(names: Iterable<string>): number;
  all(): Iterable<[book: string, index: BookIndex]>;
  /** Takes in what waits for as long as a slice lasts; `true` when nothing waits any more. */
  catchUp(): boolean;
}

export function createIndexes(deps: {
  library: Library;
  changes: Pick<RecordChanges, 'mirror'>;
  stored: StoredIndexes;
  work: Work;
  timers: Timers;
}): Indexes {
  const { library, stored, work, timers } = deps;
  const indexedBooks = new Map<string, IndexedBook>();
  const catchUpSlowly = work.singleFlight(run);

  /** Takes in one record as it is now. */
  function takeIn(name: string, indexed: IndexedBook, key: string): void {
    const { collection, id } = indexed.waiting.get(key)!;
    indexed.waiting.delete(key);
    const tables = library.bookNamed(name)?.tables;
    const record = tables && recordIn(tables, collection, id);
    indexed.index.put(key, record && entryOf(collection, record));
  }

  /** Of what becomes of messages: those that are found by other words or elsewhere now. */
  function wordsChanged(book: string, ids: Iterable<string>): string[] {
    const states = library.bookNamed(book)?.tables.records('messageStates');
    return [...ids].filter((id) => changesWords((states?.get(id) ?? {}) as Partial<MessageState>));
  }

  async function run(): Promise<void> {
    const slice = new Slice(timers);
    for (let next = nextWaiting(); next !== undefined && !work.isOver; next = nextWaiting()) {
      const [name, indexed] = next;
      takeIn(name, indexed, indexed.waiting.keys().next().value!);
      await slice.pause();
    }
  }

  function nextWaiting(): [string, IndexedBook] | undefined {
    for (const named of indexedBooks) if (named[1].isReady && named[1].waiting.size > 0) return named;
    return undefined;
  }

  async function prepare(book: Book, indexed: IndexedBook): Promise<void> {
    const found = await stored.read(book.room);
    if (found !== undefined) {
      indexed.index = new BookIndex(found.segment);
      indexed.storedState = found.state;
    }
    if (found?.state !== book.state()) {
      for (const collection of searchedCollections)
        enqueue(indexed, collection, book.tables.records(collection).keys());
      for (const key of indexed.index.keys()) {
        const [collection, id] = split(key);
        indexed.waiting.set(key, { collection, id });
      }
    }
    indexed.isReady = true;
    catchUpSlowly();
  }

  deps.changes.mirror((ids, collection, book) => {
    const indexed = indexedBooks.get(book);
    if (indexed === undefined) return;
    if (collection === 'messageStates') enqueue(indexed, 'messages', wordsChanged(book, ids));
    else if (collection === 'transcripts') enqueue(indexed, 'messages', ids);
    else if (searchedCollections.includes(collection)) enqueue(indexed, collection, ids);
    else return;
    catchUpSlowly();
  });

  return {
    opened(book) {
      const indexed: IndexedBook = {
        index: new BookIndex(),
        waiting: new Map(),
        storedState: undefined,
        ready: Promise.resolve(),
        isReady: false,
      };
      indexedBooks.set(book.name, indexed);
      indexed.ready = work.track(prepare(book, indexed));
    },
    async readClosed(name, room, state) {
      const found = await stored.read(room);
      if (found?.state !== state) return false;
      indexedBooks.set(name, {
        index: new BookIndex(found.segment),
        waiting: new Map(),
        storedState: state,
        ready: Promise.resolve(),
        isReady: true,
      });
      return true;
    },
    async write(book) {
      const indexed = indexedBooks.get(book.name);
      if (indexed === undefined) return;
      await indexed.ready;
      const hasAny = searchedCollections.some((collection) => book.tables.records(collection).size > 0);
      // What is stored of a book from which all has gone still has its words.
      if (!hasAny && indexed.index.size === 0 && indexed.storedState === undefined) return;
      const slice = new Slice(timers);
      for (const key of indexed.waiting.keys()) {
        takeIn(book.name, indexed, key);
        await slice.pause();
      }
      const state = book.state();
      if (indexed.storedState === state || indexed.waiting.size > 0 || !book.isSaved()) return;
      await stored.write(book.room, indexed.index.inOrder(), state);
      indexed.storedState = state;
    },
    of: (name) => indexedBooks.get(name)?.index,
    sizeOf: (names) => [...names].reduce((sum, name) => sum + (indexedBooks.get(name)?.index.size ?? 0), 0),
    *all() {
      for (const [name, { index }] of indexedBooks) yield [name, index];
    },
    catchUp() {
      const slice = new Slice(timers);
      for (let next = nextWaiting(); next !== undefined; next = nextWaiting()) {
        if (slice.isOver) return false;
        const [name, indexed] = next;
        takeIn(name, indexed, indexed.waiting.keys().next().value!);
      }
      return [...indexedBooks.values()].every(({ isReady }) => isReady);
    },
  };
}

/** A record as it is found: a message with what became of it, a voice note with what was made out in it. */
function recordIn(tables: Tables, collection: CollectionName, id: string): { id: string } | undefined {
  const record = tables.records(collection).get(id) as { id: string } | undefined;
  if (collection !== 'messages' || record === undefined) return record;
  const state = tables.records('messageStates').get(id) as MessageState | undefined;
  const message = composeMessage(record as WrittenMessage, state);
  const transcript = tables.records('transcripts').get(id) as Transcript | undefined;
  return message && withTranscript(message, transcript);
}

function enqueue(indexed: IndexedBook, collection: CollectionName, ids: Iterable<string>): void {
  for (const id of ids) indexed.waiting.set(`${collection}/${id}`, { collection, id });
}

function split(key: string): [CollectionName, string] {
  const slash = key.indexOf('/');
  return [key.slice(0, slash) as CollectionName, key.slice(slash + 1)];
}
