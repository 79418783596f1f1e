import { collections, type CollectionName } from '#shared/domain/collections.ts';
import type { Archive } from '../archive/archive.ts';
import type { Book } from '../books/book.ts';
import { standingBooks } from '../books/standing.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Library } from '../books/library.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Snapshot, Snapshots } from './snapshots.ts';
import { patchesOf } from './snapshots.ts';
import type { Projector } from './projector.ts';

/** What happens between unlocking and everything being in memory: snapshots to look at, then the books behind them. */
export interface Opening {
  /** Shows the snapshots of all books that have one; says `loaded` when no book is without. */
  readSnapshots(): Promise<void>;
  openBooks(): Promise<void>;
  /** See `BookDeps`. */
  checkedContent(book: string): string | undefined;
  /** Takes a book in that has just been opened: sends what its snapshot did not show. */
  opened(book: Book): void;
}

export function createOpening(deps: {
  library: Library;
  changes: Pick<RecordChanges, 'on'>;
  archive: Archive;
  snapshots: Snapshots;
  projector: Projector;
  /** Whether this device's member may open the book. */
  canOpen(book: string): boolean;
  /** `loaded`: all records have been sent. */
  emit(event: { type: 'snapshot'; lines: string[] } | { type: 'loaded' }): void;
}): Opening {
  const { library, archive, snapshots, projector, canOpen, emit } = deps;
  const shown = new Map<string, Snapshot>();
  let complete = false;

  async function show(name: string): Promise<Snapshot | undefined> {
    const snapshot = await snapshots.read(await library.roomOf(name));
    if (snapshot === undefined) return undefined;
    shown.set(name, snapshot);
    emit({ type: 'snapshot', lines: snapshot.lines });
    return snapshot;
  }

  async function openListedBooks(): Promise<void> {
    const names = [...library.all('books')].map(({ id }) => id).filter(canOpen);
    await openTogether(newestFirst(await archive.openNow(names)));
  }

  /** While one is being read and deciphered, another one is being built. */
  async function openTogether(names: string[]): Promise<void> {
    await Promise.all(names.map((name) => library.open(name)));
  }

  function sayLoaded(): void {
    if (!complete) emit({ type: 'loaded' });
    complete = true;
  }

  deps.changes.on(['books'], () => {
    library.listAll();
    ignore(openListedBooks());
  });
  return {
    async readSnapshots() {
      await archive.read();
      const standing = await Promise.all(standingBooks.filter(canOpen).map(show));
      const [index] = standing;
      const listed = index === undefined ? [] : listedIn(index).filter(canOpen);
      const dated = await Promise.all(newestFirst(await archive.openNow(listed)).map(show));
      if ([...standing, ...dated].every((snapshot) => snapshot !== undefined)) sayLoaded();
    },
    async openBooks() {
      const [index = 'index', ...standing] = standingBooks;
      await library.open(index);
      await openTogether(standing.filter(canOpen));
      await openListedBooks();
      projector.flush();
      sayLoaded();
    },
    checkedContent: (book) => shown.get(book)?.checkedContent,
    opened(book) {
      const snapshot = shown.get(book.name);
      shown.delete(book.name);
      if (snapshot?.state === book.state()) return;
      for (const collection of Object.keys(collections) as CollectionName[]) {
        projector.changed(collection, book.tables.records(collection).keys());
      }
      // What is in the snapshot and no longer in the book has to leave the screen.
      for (const { collection, upsert } of snapshot === undefined ? [] : patchesOf(snapshot)) {
        projector.changed(
          collection,
          upsert.map(({ id }) => id),
        );
      }
    },
  };
}

function listedIn(index: Snapshot): string[] {
  const lists = patchesOf(index).filter(({ collection }) => collection === 'books');
  return lists.flatMap(({ upsert }) => upsert.map(({ id }) => id));
}

/** That is where the owner looks. */
function newestFirst(names: string[]): string[] {
  return names.toSorted().toReversed();
}
