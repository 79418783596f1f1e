import type { Change } from '#shared/records/change.ts';
import type { SetAside } from '#shared/records/judge.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { IndexedFieldOf } from '#shared/records/types.ts';
import {
  bookOf,
  type CollectionName,
  collections,
  type Compartment,
  compartmentOf,
  type RecordOf,
} from '#shared/domain/collections.ts';
import { deriveRoomId } from '#shared/crypto/keys.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import type { BookHealth } from './envelope-report.ts';
import type { Database } from '../database/database.ts';
import { roomKey } from '../keys/keybag.ts';
import { Book } from './book.ts';
import type { CheckpointLimits } from './checkpoint.ts';
import { createBookCipher } from './cipher.ts';
import type { Keyring } from './keyring.ts';
import { createSaving, type Saving, type SavingDeps } from './saving.ts';
import { standingBooks } from './standing.ts';
import type { Writer } from './writers.ts';

export interface LibraryDeps extends Omit<SavingDeps, 'books'> {
  keyring: Keyring;
  database: Pick<Database, 'readUpdates' | 'readKept' | 'append' | 'compact' | 'mayBegin'>;
  onRecords(collection: CollectionName, ids: Set<string>, book: string): void;
  /** A book's records can be read from now on; later changes come through `onRecords`. */
  onOpened(book: Book): void;
  /** This device has changed records of a book. */
  onOwnChange?(book: Book, changes: Change[]): void;
  /** See `BookDeps`. */
  onUnknownWriter(): void;
  /** See `BookDeps`. */
  checkedContent?(book: string): string | undefined;
  /** See `BookDeps`. */
  checkpoints?: CheckpointLimits | undefined;
}

/** A book of which only what is on disk exists. */
export interface ClosedBook {
  room: string;
  /** See `Book.state`; empty where it is not known. */
  state: string;
}

/** All books of this device: finds the book of a record, reads over all of them, and makes changes durable. */
export class Library implements RecordReader {
  readonly #deps: LibraryDeps;
  readonly #books = new Map<string, Book>();
  readonly #loading = new Map<string, Promise<Book>>();
  /** Open for maintenance only: their records are not sent anywhere. */
  readonly #hidden = new Set<string>();
  readonly #closedBooks = new Map<string, ClosedBook>();
  readonly #saving: Saving;
  /** What follows of which books are open; made anew when another one is. */
  #open = nothingKnown();

  constructor(deps: LibraryDeps) {
    this.#deps = deps;
    this.#saving = createSaving({ ...deps, books: () => this.books });
  }

  get books(): Book[] {
    return [...this.#books.values()];
  }

  /** The name under which a book is stored and synced. */
  async roomOf(name: string): Promise<string> {
    const { crypto, keybag } = this.#deps.keyring;
    const key = roomKey(keybag, compartmentOf(name));
    if (key === undefined) throw new Error(`This device has no room key for ${name}`);
    return deriveRoomId(crypto, key, keybag.workspace, name);
  }

  /** The books that exist and stay closed until they are needed, by name. */
  get closedBooks(): ReadonlyMap<string, ClosedBook> {
    return this.#closedBooks;
  }

  /** The books whose records are not shown: closed, or open for maintenance only. */
  get unshown(): string[] {
    return [...this.#closedBooks.keys(), ...this.#hidden];
  }

  /** An open book. */
  bookNamed(name: string): Book | undefined {
    return this.#books.get(name);
  }

  /** Opens a book, new or from the database. */
  open(name: string): Promise<Book> {
    const book = this.#books.get(name);
    if (this.#hidden.delete(name) && book !== undefined) this.#deps.onOpened(book);
    return this.#opened(name);
  }

  /** Opens a book for maintenance, unless it is open: `open` shows it later, `shut` closes it again. */
  openHidden(name: string): Promise<Book> {
    if (!this.#loading.has(name)) this.#hidden.add(name);
    return this.#opened(name);
  }

  /** Opens all books that hold records of these compartments. */
  async openAll(compartments?: ReadonlySet<Compartment>): Promise<void> {
    const names = [...this.#closedBooks.keys()];
    for (const name of names) if (compartments?.has(compartmentOf(name)) ?? true) await this.open(name);
  }

  /** Whether a compartment has books that are closed. */
  hasClosed(compartment: Compartment): boolean {
    return [...this.#closedBooks.keys()].some((name) => compartmentOf(name) === compartment);
  }

  /** Leaves a book closed until it is needed. */
  async leaveClosed(name: string, state: string): Promise<void> {
    const room = await this.roomOf(name);
    if (!this.#loading.has(name)) this.#closedBooks.set(name, { room, state });
  }

  /**
   * Closes a book that was open for maintenance; one that is shown by now stays open. No command may be running.
   * What is not saved stays open too.
   */
  shut(name: string): boolean {
    const book = this.#books.get(name);
    if (book === undefined || !this.#hidden.has(name) || !book.isSaved()) return false;
    this.#hidden.delete(name);
    this.#books.delete(name);
    this.#open = nothingKnown();
    this.#loading.delete(name);
    this.#closedBooks.set(name, { room: book.room, state: book.state() });
    book.close();
    return true;
  }

  /** Opens the books in which these changes belong. `false` when all were open, so that nothing had to be waited for. */
  async prepare(changes: Change[]): Promise<boolean> {
    const names = [...this.#byBook(changes).keys()].filter(
      (name) => !this.#books.has(name) || this.#hidden.has(name),
    );
    await Promise.all(names.map((name) => this.open(name)));
    return names.length > 0;
  }

  /** Whether this device's member may make all of these changes. */
  mayChange(changes: Change[]): boolean {
    return [...this.#byBook(changes).keys()].every((name) => this.#deps.keyring.canWrite(name));
  }

  /** Applies changes in memory; `save` makes them durable. Their books must be open. */
  apply(changes: Change[]): void {
    for (const [name, part] of this.#byBook(changes)) {
      const book = this.#books.get(name)!;
      book.change(part);
      this.#deps.onOwnChange?.(book, part);
    }
  }

  get<Name extends CollectionName>(collection: Name, id: string): RecordOf<Name> | undefined {
    for (const book of this.#booksOf(collection)) {
      const record = book.tables.records(collection).get(id);
      if (record !== undefined) return record as RecordOf<Name>;
    }
    return undefined;
  }

  *all<Name extends CollectionName>(collection: Name): Iterable<RecordOf<Name>> {
    for (const book of this.#booksOf(collection)) {
      for (const record of book.tables.records(collection).values()) yield record as RecordOf<Name>;
    }
  }

  by<Name extends CollectionName>(
    collection: Name,
    field: IndexedFieldOf<Name>,
    value: string,
  ): RecordOf<Name>[] {
    return this.#booksOf(collection).flatMap(
      (book) => book.tables.by(collection, field, value) as RecordOf<Name>[],
    );
  }

  /** See `Book.writersOf`. */
  writersOf(collection: CollectionName, id: string): Writer[] {
    return this.#booksOf(collection).flatMap((book) => book.writersOf({ collection, id }));
  }

  /** Whether an owner has erased the record of this id, as far as open books tell. */
  isErased(collection: CollectionName, id: string): boolean {
    return this.#booksOf(collection).some((book) => book.tables.isErased(collection, id));
  }

  /** What of a record does not fit, and is left out of it. */
  setAside(collection: CollectionName, id: string): SetAside[] {
    const books = this.#booksOf(collection);
    return (
      books.find((book) => book.tables.records(collection).has(id))?.tables.setAside(collection, id) ?? []
    );
  }

  /** See `Saving`. */
  save(): Promise<Result<void>> {
    return this.#saving.save();
  }

  /** Whether a change may be begun. */
  mayBegin(): Result<void> {
    return this.#deps.database.mayBegin();
  }

  /** Brings long books into a short form. Not urgent, never in the way of a change. */
  async tidy(): Promise<Result<void>> {
    const may = this.mayBegin();
    if (!may.ok) return may;
    for (const book of this.books) await book.checkpointIfDue();
    const saved = await this.save();
    if (saved.ok) for (const book of this.books) await book.compactIfDue();
    return saved;
  }

  health(): BookHealth[] {
    return this.books.map((book) => book.health());
  }

  unfitRecords(): number {
    return this.books.reduce((sum, book) => sum + book.tables.unfit(), 0);
  }

  #opened(name: string): Promise<Book> {
    const known = this.#loading.get(name) ?? this.#load(name).catch((error) => this.#notOpened(name, error));
    this.#loading.set(name, known);
    return known;
  }

  /** Whoever needs it next tries again. */
  #notOpened(name: string, error: unknown): never {
    this.#loading.delete(name);
    this.#books.delete(name);
    this.#open = nothingKnown();
    throw error;
  }

  async #load(name: string): Promise<Book> {
    const { keyring, database, onRecords, onUnknownWriter, checkpoints } = this.#deps;
    const room = await this.roomOf(name);
    const cipher = createBookCipher(keyring, { name, room });
    const book = new Book({
      name,
      room,
      crypto: keyring.crypto,
      cipher,
      database,
      onRecords: (collection, ids) => onRecords(collection, ids, name),
      onUnsaved: this.#saving.soon,
      onUnknownWriter,
      checkedContent: this.#deps.checkedContent?.(name),
      checkpoints,
    });
    const { roster } = keyring;
    await book.load();
    this.#books.set(name, book);
    this.#open = nothingKnown();
    // The team changed while the book was being read: it was not among those that are tried again.
    if (keyring.roster !== roster) await book.teamChanged();
    this.#closedBooks.delete(name);
    this.#list(name);
    if (!this.#hidden.has(name)) this.#deps.onOpened(book);
    return book;
  }

  /**
   * Writes down which other books exist, where that is not written any more: whoever wrote it may have lost the right
   * to, or somebody has taken it off the list.
   */
  listAll(): void {
    for (const name of [...this.#books.keys(), ...this.#closedBooks.keys()]) this.#list(name);
  }

  /** Writes down that a book exists which not every workspace has, so that every device, and this one after a restart, knows to open it. */
  #list(name: string): void {
    const index = this.#books.get('index');
    if (index === undefined || standingBooks.includes(name) || index.tables.records('books').has(name))
      return;
    const entry = { id: name, createdAt: this.#deps.now() };
    index.change([{ collection: 'books', id: name, path: [], before: undefined, after: entry }]);
  }

  #booksOf(collection: CollectionName): readonly Book[] {
    const known = this.#open.holding.get(collection);
    if (known !== undefined) return known;
    const { compartment, book: cut } = collections[collection];
    const found = this.books.filter(
      ({ name, compartment: own }) =>
        own === compartment && (cut === 'named' || (cut === 'one') === (name === compartment)),
    );
    this.#open.holding.set(collection, found);
    return found;
  }

  /** A record stays in the book in which it was created, whatever is changed about it later. */
  #byBook(changes: Change[]): Map<string, Change[]> {
    const known = this.#open.grouped;
    if (known?.changes === changes) return known.byBook;
    const byBook = this.#group(changes);
    this.#open.grouped = { changes, byBook };
    return byBook;
  }

  #group(changes: Change[]): Map<string, Change[]> {
    const created = new Map<string, string>();
    return Map.groupBy(changes, (change) => {
      const key = `${change.collection}/${change.id}`;
      const holder = this.#booksOf(change.collection).find((book) =>
        book.tables.records(change.collection).has(change.id),
      );
      const name =
        holder?.name ??
        created.get(key) ??
        bookOf(change.collection, (change.after ?? change.before) as JsonObject);
      created.set(key, name);
      return name;
    });
  }
}

interface Known {
  /** By collection, the books that may hold its records. */
  holding: Map<CollectionName, readonly Book[]>;
  /** What was asked of changes a moment ago: whether they may be made, and which books they need. */
  grouped: { changes: Change[]; byBook: Map<string, Change[]> } | undefined;
}

function nothingKnown(): Known {
  return { holding: new Map(), grouped: undefined };
}
