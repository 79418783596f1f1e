import * as Y from 'yjs';
import { z } from 'zod';
import type { Change } from '#shared/records/change.ts';
import { compartmentOf } from '#shared/domain/collections.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Book } from '../books/book.ts';
import { ownEnvelope } from '../books/carrier.ts';
import { sealedText, type SealedTextDeps } from './sealed-text.ts';

/** Changes of one envelope, until the relay has confirmed it. */
interface Waiting {
  /** As which Yjs client this device wrote it: another one after each start. */
  client: number;
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
  /** What was not confirmed when the device was used last. Before any book is followed. */
  read(): Promise<void>;
  /** From now on the book's envelopes are watched. */
  follow(book: Book): void;
  changed(book: Book, changes: Change[]): void;
  /** The relay has confirmed something, or there is another relay or none. */
  refresh(): void;
}

export interface PendingDeps extends SealedTextDeps {
  /** Up to which clock of a client the relay has everything of the room on disk; `undefined`: no relay is used. */
  storedUpTo(room: string, client: number): number | undefined;
  /** As `collection/id`. */
  onChange(records: string[]): void;
  work: Work;
}

const keptSchema = z.record(
  z.string(),
  z.array(z.object({ client: z.number(), clock: z.number(), records: z.array(z.string()) })),
);
type Kept = z.infer<typeof keptSchema>;

/** Soon, so that little is unmarked after a power cut; not with each change, as each write waits for the disk. */
const writeMilliseconds = 200;

export function createPending(deps: PendingDeps): Pending {
  const books = new Map<string, OfBook>();
  const stored = sealedText(deps, 'unsent records');
  /** Of books that are not open. */
  let kept: Kept = {};
  let shown = '';
  let written = '{}';
  const inTurn = deps.work.sequencer();
  const writeLater = deps.work.debounce(write, writeMilliseconds);

  function of(book: Book): OfBook {
    const known = books.get(book.room) ?? { book, fresh: new Set<string>(), waiting: [] };
    books.set(book.room, known);
    return known;
  }

  function settle(ours: OfBook): string[] {
    // Most books, at most times; and this is asked with each word from the relay.
    if (ours.fresh.size === 0 && ours.waiting.length === 0) return [];
    const { room } = ours.book;
    ours.waiting = ours.waiting.filter(({ client, clock }) => {
      const stored = deps.storedUpTo(room, client);
      return stored !== undefined && clock > stored;
    });
    if (deps.storedUpTo(room, ours.book.outer.clientID) === undefined) ours.fresh.clear();
    return [...ours.fresh, ...ours.waiting.flatMap(({ records }) => [...records])];
  }

  function refresh(): void {
    const records = [...new Set([...books.values()].flatMap(settle))].toSorted();
    const text = records.join(' ');
    if (text === shown) return;
    shown = text;
    deps.onChange(records);
    writeLater();
  }

  async function write(): Promise<void> {
    const open = [...books].map(([room, { waiting }]) => [
      room,
      waiting.map(({ client, clock, records }) => ({ client, clock, records: [...records] })),
    ]);
    const content = Object.fromEntries(
      [...Object.entries(kept), ...open].filter(([, all]) => all!.length > 0),
    );
    const text = JSON.stringify(content);
    if (text === written) return;
    written = text;
    await inTurn(() => stored.write(content)).catch(() => undefined);
  }

  return {
    async read() {
      const content = await stored.read();
      const parsed = keptSchema.safeParse(content);
      if (!parsed.success) return;
      kept = parsed.data;
      written = JSON.stringify(kept);
    },
    follow(book) {
      const ours = of(book);
      ours.book = book;
      for (const { client, clock, records } of kept[book.room] ?? []) {
        // What was marked and not stored before the end is not there.
        if (Y.getState(book.outer.store, client) >= clock)
          ours.waiting.push({ client, clock, records: new Set(records) });
      }
      delete kept[book.room];
      book.outer.on('afterTransaction', (transaction) => {
        if (transaction.origin !== ownEnvelope) return;
        // What was changed while the envelope before was sealed goes with this one.
        const records = ours.fresh.size > 0 ? ours.fresh : (ours.waiting.at(-1)?.records ?? ours.fresh);
        ours.fresh = new Set();
        const client = book.outer.clientID;
        const clock = transaction.afterState.get(client) ?? 0;
        if (records.size > 0) ours.waiting.push({ client, clock, records });
        writeLater();
      });
    },
    changed(book, changes) {
      if (compartmentOf(book.name) === 'device') return;
      const { fresh } = of(book);
      for (const { collection, id } of changes) fresh.add(`${collection}/${id}`);
      refresh();
    },
    refresh,
  };
}
