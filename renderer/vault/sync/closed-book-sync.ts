import * as Y from 'yjs';
import type { Bytes } from '#shared/lib/bytes.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Archive } from '../archive/archive.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { Database, NewUpdate } from '../database/database.ts';
import { takenRow } from '../books/kept-rows.ts';
import { takenOut } from '../books/taken-out.ts';
import type { Sync } from './sync.ts';

/** How often closed books are looked after while the relay is reached. */
const againMilliseconds = 15 * 60_000;

/**
 * Keeps closed books in step with the relay. Their sealed documents are taken out of the database one at a time,
 * exchange what is missing on either side, and leave memory again; the plaintext is not touched.
 */
export interface ClosedBookSync {
  /** The relay is reached: all closed books have their turn, now and from time to time. */
  online(): void;
  offline(): void;
  /** One has changed on this device. */
  add(name: string): void;
}

export function createClosedBookSync(deps: {
  library: Library;
  archive: Pick<Archive, 'invalidate' | 'inspectAll'>;
  keyring: Keyring;
  database: Pick<Database, 'readUpdates' | 'append'>;
  sync: Pick<Sync, 'exchange'>;
  work: Work;
}): ClosedBookSync {
  const { library, archive, keyring, database, sync } = deps;
  const waiting = new Set<string>();
  const again = deps.work.alarm(syncAll);
  const wake = deps.work.singleFlight(work);

  async function work(): Promise<void> {
    let arrived = false;
    for (const name of waiting) {
      if (!again.isSet() || deps.work.isOver) return;
      waiting.delete(name);
      if (await syncBook(name)) arrived = true;
    }
    if (arrived) await archive.inspectAll();
  }

  /** `true` when something new came. */
  async function syncBook(name: string): Promise<boolean> {
    const room = library.closedBooks.get(name)?.room;
    if (room === undefined || !keyring.canOpen(name)) return false;
    const outer = new Y.Doc();
    for (const { bytes } of await database.readUpdates(room)) apply(outer, bytes);
    const arrivals: NewUpdate[] = [];
    outer.on('update', (update: Uint8Array) => arrivals.push({ room, bytes: update as Bytes }));
    // A deletion is anybody's word: what it takes out is judged when the book is opened.
    outer.on('afterTransaction', (transaction: Y.Transaction) => {
      for (const bytes of takenOut(transaction)) arrivals.push(takenRow(room, bytes));
    });
    await sync.exchange(outer, room);
    outer.destroy();
    if (arrivals.length === 0) return false;
    // Somebody has opened it meanwhile: what came goes the usual way.
    const book = library.bookNamed(name);
    if (book !== undefined) {
      for (const { bytes, kept } of arrivals) if (kept === undefined) apply(book.outer, bytes);
      return false;
    }
    await archive.invalidate([name]);
    await database.append(arrivals);
    return true;
  }

  function syncAll(): void {
    again.set(againMilliseconds);
    for (const name of [...library.closedBooks.keys()].toSorted().toReversed()) waiting.add(name);
    wake();
  }

  return {
    online() {
      if (!again.isSet()) syncAll();
    },
    offline: again.clear,
    add(name) {
      waiting.add(name);
      if (again.isSet()) wake();
    },
  };
}

/** A damaged row is left out, as a book leaves it out. */
function apply(outer: Y.Doc, update: unknown): void {
  try {
    Y.applyUpdate(outer, update as Uint8Array);
  } catch {
    // Counted by the book's health when it is opened.
  }
}
