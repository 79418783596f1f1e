import {
  type CollectionName,
  collections,
  type Compartment,
  compartmentOf,
} from '#shared/domain/collections.ts';
import type { Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { BookIndex } from '../search/book-index.ts';
import type { Indexes } from '../search/indexes.ts';
import { needsAttention } from './attention.ts';
import type { Book } from '../books/book.ts';
import { undecidedIn } from '../books/late-work.ts';
import type { BookSummary, Summaries } from './summaries.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import { epochName } from '../keys/memberships.ts';
import { isRecent, openedWith } from './recent.ts';

/**
 * Old months and years. Nobody looks at them on most days, so their documents are not built: a summary says what
 * has to be known of each, and its stored index lets search find what is in it. A book is opened when something
 * in it is looked at, looked for or changed.
 */
export interface Archive {
  /** Reads the summaries; before anything is opened. */
  read(): Promise<void>;
  /** Of the books that exist, those to open now. The others are closed from now on. */
  openNow(names: string[]): Promise<string[]>;
  /** Inspects closed books that have no summary, or one that no longer holds, one after another. */
  inspectAll(): Promise<void>;
  /** Looks into every book that this device may open, one after another. */
  lookInto(look: (book: Book) => void): Promise<void>;
  /** Keys or rights have changed: what could not be read may be readable now. */
  teamChanged(): Promise<void>;
  /** Before rows of a book are written. */
  invalidate(names: string[]): Promise<void>;
  /** Brings the summary of an open book up to date. */
  writeSummary(book: Book): Promise<void>;
  summary(name: string): BookSummary | undefined;
  /** Whether every closed book can be searched. */
  isSearchable(): boolean;
  openEarlier(conversationId: string): Promise<{ more: boolean }>;
  openRecord(collection: string, id: string): Promise<boolean>;
  openHistory(contactId: string): Promise<void>;
  earlierYear(compartment: Compartment): number | undefined;
  /** The name of the newest closed book of a compartment, and the way to open it. */
  newestClosed(compartment: Compartment): string | undefined;
  openNewestClosed(compartment: Compartment): Promise<void>;
}

export function createArchive(deps: {
  library: Library;
  changes: Pick<RecordChanges, 'on'>;
  summaries: Summaries;
  indexes: Indexes;
  /** Runs a step between two commands. */
  between<T>(step: () => Promise<T>): Promise<T>;
  keyring: Keyring;
  /** The highest migration that this version of Plumbline knows. */
  schema: number;
  /** Brings the records of all open books to the form of this version. */
  migrate(): Promise<void>;
  now(): number;
  work: Work;
  /** Old books were opened for somebody who is waiting to see them. */
  onShown(): void;
  /** A book is closed: one that this device had not met, or one that may have been sealed anew. */
  onClosed(name: string): void;
}): Archive {
  const { library, summaries, indexes, keyring, work } = deps;
  /** Closed books whose index is not in memory yet. */
  const unsearchable = new Set<string>();
  const inTurn = work.sequencer();

  const closedNames = (): string[] => [...library.closedBooks.keys()].toSorted().toReversed();

  const summary = (name: string): BookSummary | undefined => summaries.get(name);

  function holds(summary: BookSummary | undefined): summary is BookSummary {
    if (summary === undefined || summary.schema !== deps.schema) return false;
    const { keybag } = keyring;
    const isOld = summary.epoch < keybag.epoch || summary.sealedUnder !== epochName(keybag);
    return summary.epoch === 0 || !isOld || !keyring.canWrite(summary.name);
  }

  /** What was written too late in a closed book is shown to an owner when it is open, until they have decided. */
  async function hasLateWork(book: Book): Promise<boolean> {
    const { roster, keybag } = keyring;
    if (!roster.isOwners(keybag.deviceId)) return false;
    return undecidedIn(await book.lateWork(), library).size > 0;
  }

  async function writeSummary(book: Book): Promise<void> {
    if (isRecent(book.name, deps.now()) || !book.isSaved()) return;
    const state = book.state();
    const known = summaries.get(book.name);
    // What it waits for may be in another year: a payment, or its reversal.
    const attention = needsAttention(book, library) || (await hasLateWork(book));
    if (known?.state === state && known.attention === attention && holds(known)) return;
    await summaries.put({
      name: book.name,
      room: book.room,
      state,
      epoch: book.oldestEpoch(),
      sealedUnder: epochName(keyring.keybag),
      attention,
      schema: deps.schema,
      health: { ...book.health(), refused: book.tables.unfit() },
    });
  }

  /** Opens a book without showing it, brings all that is known of it up to date, and closes it if it may be. */
  async function inspect(name: string): Promise<void> {
    const names = withLater(name);
    for (const each of names) await library.openHidden(each);
    const book = await library.openHidden(name);
    indexes.opened(book);
    await deps.migrate();
    await book.checkpointIfDue();
    book.giveBack();
    await library.save();
    await indexes.write(book);
    await writeSummary(book);
    if (summaries.get(name)?.attention === true) await openAll(names);
    await deps.between(async () => {
      await library.save();
      for (const each of names) library.shut(each);
    });
    deps.onClosed(name);
  }

  function withLater(name: string): string[] {
    return openedWith(name, [...library.closedBooks.keys(), ...library.books.map((book) => book.name)]);
  }

  /** Whether a closed book need not be inspected: its summary holds, and its index is in memory. */
  async function isKnown(name: string): Promise<boolean> {
    const summary = summaries.get(name);
    const known = holds(summary) && (await readIndex(name, summary));
    if (known) unsearchable.delete(name);
    return known;
  }

  async function readIndex(name: string, { room, state, health }: BookSummary): Promise<boolean> {
    if (indexes.of(name) !== undefined || !isSearched(name) || health.envelopes === 0) return true;
    return indexes.readClosed(name, room, state);
  }

  function inspectAll(): Promise<void> {
    return inTurn(async () => {
      const names = closedNames().filter(keyring.canOpen);
      const known = await Promise.all(names.map(isKnown));
      for (const name of names.filter((_, index) => known[index] === false)) {
        if (work.isOver) return;
        if (library.closedBooks.has(name)) await inspect(name);
        unsearchable.delete(name);
      }
    });
  }

  async function openAll(names: string[]): Promise<void> {
    for (const name of names) await library.open(name);
    deps.onShown();
  }

  /** The summary goes first: should this be cut off, the year is inspected at the next start. */
  async function reopen(invoiceId: string): Promise<void> {
    for (const name of holding('money', (index) => index.has(`issued/${invoiceId}`))) {
      await summaries.invalidate(name);
      await openAll(withLater(name));
    }
  }

  /** Closed books that may hold what is sought, newest first: an index that is not there yet may hold anything. */
  function holding(compartment: string, has: (index: BookIndex) => boolean): string[] {
    return closedNames().filter((name) => {
      if (compartmentOf(name) !== compartment) return false;
      const index = indexes.of(name);
      return index === undefined ? unsearchable.has(name) : has(index);
    });
  }

  // Where money has moved on an invoice of a closed year, the year is opened: it may be unsettled now.
  deps.changes.on(['payments', 'issued'], (ids, collection) => {
    const invoices = invoicesOf(library, collection, ids);
    if (invoices.length === 0) return;
    // After the inspection it is known which year has which invoice.
    ignore(
      inTurn(async () => {
        for (const id of invoices)
          if (!work.isOver && library.get('issued', id) === undefined) await reopen(id);
      }),
    );
  });

  const newestClosed = (compartment: Compartment): string | undefined =>
    library.unshown
      .filter((name) => compartmentOf(name) === compartment && keyring.canOpen(name))
      .toSorted()
      .at(-1);

  return {
    read: () => summaries.read(),
    async openNow(names) {
      const now: string[] = [];
      for (const name of names) {
        const summary = summaries.get(name);
        if (isRecent(name, deps.now()) || (holds(summary) && summary.attention)) now.push(name);
      }
      const open = new Set(now.flatMap((name) => openedWith(name, names)));
      for (const name of names.filter((name) => !open.has(name))) {
        if (library.bookNamed(name) !== undefined || library.closedBooks.has(name)) continue;
        await library.leaveClosed(name, summary(name)?.state ?? '');
        if (isSearched(name)) unsearchable.add(name);
        deps.onClosed(name);
      }
      return [...open];
    },
    inspectAll,
    lookInto: (look) =>
      inTurn(async () => {
        for (const book of library.books) {
          await book.settled();
          look(book);
        }
        for (const name of closedNames().filter(keyring.canOpen)) {
          const book = await library.openHidden(name);
          await book.settled();
          look(book);
          await deps.between(async () => library.shut(name));
        }
      }),
    async teamChanged() {
      for (const name of closedNames())
        if ((summaries.get(name)?.health.unreadable ?? 0) > 0) await summaries.invalidate(name);
      await inspectAll();
    },
    async invalidate(names) {
      for (const name of names) await summaries.invalidate(name);
    },
    writeSummary,
    summary,
    isSearchable: () => ![...unsearchable].some((name) => keyring.canOpen(name)),
    async openEarlier(conversationId) {
      const [newest, ...older] = holding('talk', (index) => index.hasOwner(conversationId));
      if (newest !== undefined) await openAll(withLater(newest));
      return { more: older.length > 0 };
    },
    async openRecord(collection, id) {
      const compartment = collections[collection as CollectionName]?.compartment;
      const [name] = holding(compartment, (index) => index.has(`${collection}/${id}`));
      if (name !== undefined) await openAll(withLater(name));
      return name !== undefined;
    },
    async openHistory(contactId) {
      for (const compartment of ['work', 'money']) {
        const names = holding(compartment, (index) => index.hasOwner(contactId));
        for (const name of names) await openAll(withLater(name));
      }
    },
    earlierYear(compartment) {
      const name = newestClosed(compartment);
      return name === undefined ? undefined : Number(name.split('-')[1]);
    },
    newestClosed,
    async openNewestClosed(compartment) {
      const name = newestClosed(compartment);
      if (name !== undefined) await openAll(withLater(name));
    },
  };
}

/** The audit log has its own screen and is not searched. */
function isSearched(name: string): boolean {
  return compartmentOf(name) !== 'audit';
}

/** The invoices that payments and credit notes are for. */
function invoicesOf(library: Library, collection: CollectionName, ids: Set<string>): string[] {
  return [...ids].flatMap((id) => {
    if (collection === 'payments') return library.get('payments', id)?.issuedId ?? [];
    if (collection === 'issued') return library.get('issued', id)?.correctsId ?? [];
    return [];
  });
}
