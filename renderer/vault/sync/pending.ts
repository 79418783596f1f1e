import type { Change } from '#shared/commands/records.ts';
import { compartmentOf } from '#shared/domain/collections.ts';
import { type Book, ownEnvelope } from '../books/book.ts';

/** Changes of one envelope, until the relay has confirmed it. */
interface Waiting {
  /** The outer document's clock behind the envelope. */
  clock: number;
  records: Set<string>;
}

interface OfBook {
  book: Book;
  /** Changed, and not in an envelope yet. */
  fresh: Set<string>;
  waiting: Waiting[];
}

/** Which records this device has changed that are not on the relay's disk yet. */
export interface Pending {
  /** From now on the book's envelopes are watched. */
  follow(book: Book): void;
  changed(book: Book, changes: Change[]): void;
  /** The relay has confirmed something, or there is another relay or none. */
  look(): void;
}

export interface PendingDeps {
  /** Up to which clock of this client the relay has everything of the room on disk; `undefined`: no relay is used. */
  storedUpTo(room: string, client: number): number | undefined;
  /** As `collection/id`. */
  onChange(records: string[]): void;
}

export function createPending(deps: PendingDeps): Pending {
  const books = new Map<string, OfBook>();
  let shown = '';

  function of(book: Book): OfBook {
    const known = books.get(book.room) ?? { book, fresh: new Set<string>(), waiting: [] };
    books.set(book.room, known);
    return known;
  }

  function settle({ book, waiting, fresh }: OfBook): string[] {
    const { clientID } = book.outer;
    const stored = deps.storedUpTo(book.room, clientID);
    if (stored === undefined) fresh.clear();
    while (waiting[0] !== undefined && (stored === undefined || waiting[0].clock <= stored)) waiting.shift();
    return [...fresh, ...waiting.flatMap(({ records }) => [...records])];
  }

  function look(): void {
    const records = [...new Set([...books.values()].flatMap(settle))].toSorted();
    const text = records.join(' ');
    if (text === shown) return;
    shown = text;
    deps.onChange(records);
  }

  return {
    follow(book) {
      const ours = of(book);
      book.outer.on('afterTransaction', (transaction) => {
        if (transaction.origin !== ownEnvelope) return;
        // What was changed while the envelope before was sealed goes with this one.
        const records = ours.fresh.size > 0 ? ours.fresh : (ours.waiting.at(-1)?.records ?? ours.fresh);
        ours.fresh = new Set();
        const clock = transaction.afterState.get(book.outer.clientID) ?? 0;
        if (records.size > 0) ours.waiting.push({ clock, records });
      });
    },
    changed(book, changes) {
      if (compartmentOf(book.name) === 'device') return;
      const { fresh } = of(book);
      for (const { collection, id } of changes) fresh.add(`${collection}/${id}`);
      look();
    },
    look,
  };
}
