import * as Y from 'yjs';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { type CollectionName, type Compartment, compartmentOf } from '#shared/domain/collections.ts';
import { createSequencer } from '#shared/lib/async.ts';
import { type Bytes, toBase64Url } from '#shared/lib/bytes.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Change } from '#shared/records/change.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import type { Database, NewUpdate, StoredUpdate } from '../database/database.ts';
import type { Announced } from './announced.ts';
import type { BookContent } from './book-content.ts';
import { type RecordName, recordsByBranch } from './branches.ts';
import { type Carrier, createCarrier } from './carrier.ts';
import type { Chains } from './chains.ts';
import { type CheckpointLimits, usualLimits } from './checkpoint.ts';
import { type Checkpointing, createCheckpointing } from './checkpointing.ts';
import type { BookCipher } from './cipher.ts';
import { type Doubt, doubtsOf } from './doubts.ts';
import type { EnvelopeReader } from './envelope-reader.ts';
import { type BookHealth, reportOn } from './envelope-report.ts';
import { createGivingBack, type GivingBack } from './giving-back.ts';
import type { HeldEnvelope } from './held-envelopes.ts';
import { type LateWork, lateWorkIn } from './late-work.ts';
import { createOwnChanges, type OwnChanges } from './own-changes.ts';
import { createReading, type Reading } from './reading.ts';
import { createRemains, type Remains } from './remains.ts';
import { createRowSpace, type RowSpace } from './row-space.ts';
import type { RecordListener, Tables } from './tables.ts';
import { createUnsavedRows } from './unsaved-rows.ts';
import { waitingAuthors } from './waiting-authors.ts';
import { authorsIn, signersIn, type Writer, writersOf } from './writers.ts';

/** Rows of the database above which a book is written anew as one row. */
const rowLimit = 64;

export interface BookDeps {
  name: string;
  room: string;
  crypto: WebCrypto;
  cipher: BookCipher;
  database: Pick<Database, 'readUpdates' | 'readKept' | 'compact' | 'mayBegin'>;
  onRecords: RecordListener;
  /** Something waits to be stored: a change of this device, or what arrived from the relay. */
  onUnsaved(): void;
  /** Something was written by a device, or under a key, that this device does not know: the team may have changed. */
  onUnknownWriter(): void;
  /** A content (see `Book.content`) of which every entry is known to be a record. */
  checkedContent?: string | undefined;
  /** Default: `usualLimits`. */
  checkpoints?: CheckpointLimits | undefined;
}

/**
 * One Yjs document. The inner one holds plaintext, in memory only; its updates are sealed into envelopes in an array
 * of the outer one, which is how they travel. An envelope that somebody takes out there stays with this device, in a
 * row of its own, until a checkpoint that it has found right stands for it.
 */
export class Book {
  readonly name: string;
  readonly compartment: Compartment;
  readonly room: string;
  readonly #deps: BookDeps;
  readonly #carrier: Carrier;
  readonly #reading: Reading;
  readonly #own: OwnChanges;
  readonly #checkpointing: Checkpointing;
  readonly #givingBack: GivingBack;
  readonly #unsaved = createUnsavedRows();
  /** What this device writes is sealed one after another: each is the next link of its chain. */
  readonly #sealing = createSequencer();
  readonly #space: RowSpace;
  readonly #remains: Remains;
  #isBroken = false;

  constructor(deps: BookDeps) {
    this.#deps = deps;
    this.name = deps.name;
    this.compartment = compartmentOf(deps.name);
    this.room = deps.room;
    const { cipher } = deps;
    const withstand = (step: () => void): boolean => this.#withstand(step);
    const carrier = createCarrier({ crypto: deps.crypto, withstand });
    const own = (): OwnChanges => this.#own;
    const reading = createReading({ ...deps, carrier, sealing: this.#sealing, own, withstand });
    const { content, tables } = reading;
    this.#carrier = carrier;
    this.#reading = reading;
    this.#own = createOwnChanges({ cipher, carrier, content, onGathered: deps.onUnsaved });
    this.#space = createRowSpace({
      room: deps.room,
      database: deps.database,
      encode: () => Y.encodeStateAsUpdate(this.outer) as Bytes,
      mayCompact: () => carrier.damaged() === 0 && !this.#isBroken,
    });
    this.#remains = createRemains({ cipher, tables, content });
    this.#checkpointing = createCheckpointing({
      name: deps.name,
      cipher,
      limits: deps.checkpoints ?? usualLimits,
      carrier,
      own: this.#own,
      remains: this.#remains,
      content,
      tables,
      withstand,
    });
    this.#givingBack = createGivingBack({ cipher, carrier, content });
  }

  get #content(): BookContent {
    return this.#reading.content();
  }

  get #reader(): EnvelopeReader {
    return this.#content.reader;
  }

  /** Reads the database, opens what opens, and from then on follows both documents. */
  async load(): Promise<void> {
    const { database } = this.#deps;
    const rows = await database.readUpdates(this.room);
    this.#space.added(rows);
    const kept = await database.readKept(this.room);
    await this.#reading.load(this.#carrier.applyRows(rows), kept);
    this.#follow();
    await this.#reading.writeLostAnew();
    // Not waited for: a disk without room must not keep the book closed.
    if (rows.length > rowLimit) ignore(this.#space.compact(rows));
  }

  /** Writes the book anew as one row where its rows take up much more than what it holds now. */
  compactIfDue(): Promise<void> {
    return this.#space.compactIfDue((rows) => this.#takeIn(rows));
  }

  /** What came while the book was closed, or was being opened, is not in memory. */
  #takeIn(rows: StoredUpdate[]): void {
    this.#reading.receive(
      this.#carrier.applyRows(rows).filter(({ envelope }) => !this.#reader.knows(envelope)),
    );
  }

  /**
   * Takes the last of what was erased off the disk. `false` while something of it is still here, in the book or in an
   * envelope that nothing stands for yet.
   */
  async purge(): Promise<boolean> {
    if (!(await this.#isFreeOfErased()) || !this.isSaved()) return false;
    if (!(await this.#space.compactNow((rows) => this.#takeIn(rows)))) return false;
    return this.#isFreeOfErased();
  }

  async #isFreeOfErased(): Promise<boolean> {
    await this.settled();
    return !this.tables.holdsErased() && (await this.#remains.look()).length === 0;
  }

  /** The document that is stored and synced: how the envelopes travel. */
  get outer(): Y.Doc {
    return this.#carrier.doc;
  }

  /** The records by collection. The book must be loaded. */
  get tables(): Tables {
    return this.#reading.tables();
  }

  /** Applies changes in memory at once; `seal` makes them ready to be stored. */
  change(changes: Change[]): void {
    this.#own.make(() => this.tables.write(changes));
  }

  /** Seals the gathered changes and gives all rows that are not stored yet. */
  async takeUnsaved(): Promise<NewUpdate[]> {
    await this.#sealing(this.#own.seal);
    if (this.#content.kept.isDue()) {
      await this.settled();
      // In the same write as what took something out.
      this.#content.kept.store((row) => this.#unsaved.add(row));
    }
    const rows = this.#unsaved.take();
    this.#space.added(rows);
    return rows;
  }

  /** What was taken is stored. */
  rowsStored(): void {
    this.#unsaved.stored();
  }

  /** Puts rows back that could not be stored. */
  putBack(rows: NewUpdate[]): void {
    this.#space.putBack(rows);
    this.#unsaved.putBack(rows);
  }

  /** Replaces a long tail by a checkpoint, and confirms those of others that this device has rebuilt. */
  async checkpointIfDue(): Promise<void> {
    await this.settled();
    await this.#reading.readAnewIfSpoiled();
    if (!this.#deps.cipher.canWrite()) return;
    await this.#checkpointing.takeOutErased();
    await this.#sealing(this.#checkpointing.checkpoint);
  }

  /** See `GivingBack`. */
  takenAway(): HeldEnvelope[] {
    return this.#givingBack.takenAway();
  }

  /** See `GivingBack`. */
  giveBack(): void {
    this.#givingBack.giveBack();
  }

  /** See `GivingBack`. */
  giveAgain(device: string, counters: ReadonlySet<number>): void {
    this.#givingBack.giveAgain(device, counters);
  }

  /** Of these envelopes, those that are neither here nor replaced by a checkpoint in use. */
  async lacking(envelopes: Uint8Array[]): Promise<Uint8Array[]> {
    await this.settled();
    return this.#reader.lacking(envelopes.map((envelope) => ({ envelope })));
  }

  /** Takes envelopes in again for which somebody vouches, whatever the outer document says of them. */
  async bringBack(envelopes: Uint8Array[]): Promise<void> {
    this.#reading.receive(envelopes.map((envelope) => ({ envelope })));
    await this.settled();
    this.#content.kept.mayHaveTaken();
    this.giveBack();
  }

  /** Keys and rights have changed: what did not count is tried again, and what counts no more is taken out. */
  async teamChanged(): Promise<void> {
    const unopened = this.#carrier.items().filter((item) => !this.#reader.counts(item));
    this.#reading.receive(unopened.map((envelope) => ({ envelope })));
    await this.#reading.readAnewIfSpoiled();
  }

  /** The oldest epoch under which something of this book that this device can read is sealed; 0 for nothing. */
  oldestEpoch(): number {
    const epochs = this.#carrier.items().filter(this.#reader.counts).map(this.#deps.cipher.epochOf);
    return epochs.length === 0 ? 0 : Math.min(...epochs);
  }

  /** Frees the memory. The book is not used afterwards. */
  close(): void {
    this.outer.destroy();
    this.#content.inner.destroy();
  }

  /** Devices whose work is here in part: statements of theirs must exist that have not come. */
  gaps(): string[] {
    return [...new Set([...this.#reader.chains.incomplete(), ...waitingAuthors(this.outer)])];
  }

  /** What in this book cannot be the work of honest devices alone. */
  doubts(): Doubt[] {
    return doubtsOf(this.#content, this.takenAway().length);
  }

  /** See `recordsByBranch`. */
  async branches(device: string): Promise<RecordName[][]> {
    await this.settled();
    return recordsByBranch(this.#reader, this.#content.inner, device);
  }

  /** See `lateWorkIn`. */
  async lateWork(): Promise<LateWork> {
    await this.settled();
    const { pseudonym } = this.#deps.cipher;
    const { inner } = this.#content;
    return lateWorkIn({ reader: this.#reader, inner, book: this.name, tables: this.tables, pseudonym });
  }

  /** See `Inventory`. */
  unconfirmed(): string[] {
    return this.#reader.inventory.unconfirmed();
  }

  /** Who has written a record, by who has signed what it is made of. */
  writersOf(record: RecordName): Writer[] {
    return writersOf(this.#content.inner, signersIn(this.#content, this.#deps.cipher.device), record);
  }

  /** See `authorsIn`. */
  authorsIn(collection: CollectionName): Map<string, string[]> {
    return authorsIn(this.#content.inner, signersIn(this.#content, this.#deps.cipher.device), collection);
  }

  /** What this device knows of who has written what here. */
  get chains(): Chains {
    return this.#reader.chains;
  }

  /** What devices say of their own work here, beside what has come of it. */
  get announced(): Announced {
    return this.#content.announced;
  }

  /** Resolves when everything that has arrived is opened. */
  settled(): Promise<void> {
    return this.#reading.settled();
  }

  /** Whether nothing waits to be sealed or stored. */
  isSaved(): boolean {
    return this.#own.isSealed() && this.#unsaved.isEmpty();
  }

  /** See `UnsavedRows`. */
  whenStored(action: () => void): void {
    this.#unsaved.whenStored(action);
  }

  /** Names what the book holds now: equal states, equal records. It says nothing about the content. */
  state(): string {
    return toBase64Url(Y.encodeStateVector(this.outer));
  }

  /** Names what counts of the book: equal names, equal values. */
  content(): string {
    return this.#reader.content(this.#carrier.items());
  }

  health(): BookHealth {
    return {
      book: this.name,
      ...reportOn(this.outer.getArray<unknown>(envelopesKey).toArray(), this.#reader.counts),
      damaged: this.#carrier.damaged() + (this.#isBroken ? 1 : 0),
    };
  }

  /**
   * Who may write can send what Yjs takes in and then fails over, and so can a relay into the outer document. It
   * harms this book, is counted, and must not stop the others. Gives whether all has gone well so far.
   */
  #withstand(step: () => void): boolean {
    try {
      step();
    } catch {
      this.#isBroken = true;
    }
    return !this.#isBroken;
  }

  #follow(): void {
    this.outer.on('update', (update: Uint8Array) => {
      this.#unsaved.add({ room: this.room, bytes: update as Bytes });
      this.#deps.onUnsaved();
    });
    this.#carrier.follow((came, isTaken) => {
      if (isTaken) this.#content.kept.mayHaveTaken();
      // What has come may also be a checkpoint that stands for what is kept.
      else this.#content.kept.lookAgain();
      this.#reading.receive(came);
    });
  }
}
