import * as Y from 'yjs';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Change } from '#shared/records/change.ts';
import { type CollectionName, type Compartment, compartmentOf } from '#shared/domain/collections.ts';
import { createSequencer } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import type { BookHealth } from './envelope-report.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import type { Announced } from './announced.ts';
import type { Database, NewUpdate, StoredUpdate } from '../database/database.ts';
import { type LateWork, lateWorkIn } from './late-work.ts';
import { type RecordName, recordsByBranch } from './branches.ts';
import { type Carrier, createCarrier, givenBack, ownEnvelope } from './carrier.ts';
import type { Chains } from './chains.ts';
import { type BookContent, createBookContent } from './book-content.ts';
import { type CheckpointLimits, planCheckpoint, usualLimits } from './checkpoint.ts';
import type { BookCipher } from './cipher.ts';
import type { Came, EnvelopeReader } from './envelope-reader.ts';
import type { WrittenEnvelope } from './envelope-writer.ts';
import { type Doubt, doubtsOf } from './doubts.ts';
import { reportOn } from './envelope-report.ts';
import type { CheckpointNote, HeldEnvelope } from './held-envelopes.ts';
import { createRemains, type Remains } from './remains.ts';
import { createRowSpace, type RowSpace } from './row-space.ts';
import { createTables, differences, erasureLists, type RecordListener, type Tables } from './tables.ts';
import { createUnsavedRows } from './unsaved-rows.ts';
import { waitingAuthors } from './waiting-authors.ts';
import { authorsIn, entryIds, type Signers, type Writer, writersOf } from './writers.ts';

/** Above this many gathered updates, encoding a difference is faster than merging them one by one. */
const mergeLimit = 100;
/** Rows of the database above which a book is written anew as one row. */
const rowLimit = 64;

/** An update that changes nothing. */
const noChange = Y.encodeStateAsUpdateV2(new Y.Doc());

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

/** Changes of this device that are in no envelope yet. */
interface Pending {
  updates: Uint8Array[];
  /** The book's state vector before the first of them. */
  before: Uint8Array | undefined;
  /** The statements of this device of which they hold what these said. */
  takesBack: number[];
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
  /** By checkpoint, the notes that have a row. */
  readonly #noted = new Map<string, CheckpointNote>();
  #content: BookContent;
  #tables: Tables | undefined;
  #pending: Uint8Array[] = [];
  #stateBeforePending: Uint8Array | undefined;
  /** The statements of this device of which the pending changes hold what they said. */
  #takesBack: number[] = [];
  /** What is being sealed now. */
  #sealing: Pending | undefined;
  readonly #unsaved = createUnsavedRows();
  /** Arrivals are opened one after another, so that none overtakes the one it builds on. */
  readonly #inTurn = createSequencer();
  /** What this device writes is sealed in turn as well: each is the next link of its chain. */
  readonly #writing = createSequencer();
  readonly #space: RowSpace;
  readonly #remains: Remains;
  #hadRemains = false;
  /** Envelopes hold what was erased, and nobody else has replaced them. */
  #isRemainsDue = false;
  #isBroken = false;

  constructor(deps: BookDeps) {
    this.#deps = deps;
    this.name = deps.name;
    this.compartment = compartmentOf(deps.name);
    this.room = deps.room;
    this.#carrier = createCarrier({
      crypto: deps.crypto,
      withstand: (step) => this.#withstand(step),
    });
    this.#content = this.#createContent();
    this.#space = createRowSpace({
      room: deps.room,
      database: deps.database,
      encode: () => Y.encodeStateAsUpdate(this.outer) as Bytes,
      mayCompact: () => this.#carrier.damaged() === 0 && !this.#isBroken,
    });
    this.#remains = createRemains({
      cipher: deps.cipher,
      tables: () => this.tables,
      content: () => this.#content,
    });
  }

  #createContent(notes: ReadonlyMap<string, CheckpointNote> = this.#noted): BookContent {
    return createBookContent({
      ...this.#deps,
      noted: this.#noted,
      notes,
      items: this.#carrier.items,
      withstand: (step) => this.#withstand(step),
    });
  }

  get #reader(): EnvelopeReader {
    return this.#content.reader;
  }

  /** Reads the database, opens what opens, and from then on follows both documents. */
  async load(): Promise<void> {
    const { database, checkedContent, onRecords } = this.#deps;
    const rows = await database.readUpdates(this.room);
    this.#space.added(rows);
    const kept = this.#content.kept.load(await database.readKept(this.room));
    await this.#reader.read([...this.#carrier.applyRows(rows), ...kept]);
    const isChecked = checkedContent !== undefined && checkedContent === this.content();
    this.#tables = createTables(this.#content.inner, this.name, onRecords, {
      isChecked,
      pseudonym: this.#deps.cipher.pseudonym,
    });
    this.#follow();
    await this.#writeLostAnew();
    // Not waited for: a disk without room must not keep the book closed.
    if (rows.length > rowLimit) ignore(this.#space.compact(rows));
  }

  /** Writes the book anew as one row where its rows take up much more than what it holds now. */
  compactIfDue(): Promise<void> {
    return this.#space.compactIfDue((rows) => this.#takeIn(rows));
  }

  /** What came while the book was closed, or was being opened, is not in memory. */
  #takeIn(rows: StoredUpdate[]): void {
    this.#receive(this.#carrier.applyRows(rows).filter(({ envelope }) => !this.#reader.knows(envelope)));
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
    if (this.#tables === undefined) throw new Error(`The book ${this.name} is not loaded`);
    return this.#tables;
  }

  /** Applies changes in memory at once; `seal` makes them ready to be stored. */
  change(changes: Change[]): void {
    this.#write(() => this.tables.write(changes));
  }

  #write(step: () => void): void {
    const { inner } = this.#content;
    const { cipher } = this.#deps;
    // Yjs draws another one where a copy of this device turns out to write as the same.
    if (!cipher.isClientOf(cipher.device, inner.clientID)) inner.clientID = cipher.newClient();
    const before = Y.encodeStateVector(this.#content.inner);
    const gather = (update: Uint8Array): void => {
      this.#stateBeforePending ??= before;
      this.#pending.push(update);
      this.#deps.onUnsaved();
    };
    // Only while this device writes: with a listener, Yjs would encode all that arrives from others once more.
    this.#content.inner.on('updateV2', gather);
    this.#content.inner.transact(step);
    this.#content.inner.off('updateV2', gather);
  }

  /** Seals the gathered changes and gives all rows that are not stored yet. */
  async takeUnsaved(): Promise<NewUpdate[]> {
    await this.#sealPending();
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
    await this.#readAnewIfSpoiled();
    if (!this.#deps.cipher.canWrite()) return;
    await this.#lookForRemains();
    // For good: not on the word of a sum that nobody else has confirmed.
    if (this.#maySealOver() && this.tables.holdsErased()) this.#write(() => this.tables.takeOutErased());
    await this.#writing(async () => {
      await this.#checkpoint();
      await this.#confirm();
    });
  }

  /** The envelopes that others have taken out although nothing that this device believes stands for them. */
  takenAway(): HeldEnvelope[] {
    return this.#content.kept.takenAway();
  }

  /** Puts what others have taken out back into the outer document, where this device may. */
  giveBack(): void {
    this.#putIn(this.takenAway());
  }

  /** Of these envelopes, those that are neither here nor replaced by a checkpoint in use. */
  async lacking(envelopes: Uint8Array[]): Promise<Uint8Array[]> {
    await this.settled();
    return this.#reader.lacking(envelopes.map((envelope) => ({ envelope })));
  }

  /** Takes envelopes in again for which somebody vouches, whatever the outer document says of them. */
  async bringBack(envelopes: Uint8Array[]): Promise<void> {
    this.#receive(envelopes.map((envelope) => ({ envelope })));
    await this.settled();
    this.#content.kept.mayHaveTaken();
    this.giveBack();
  }

  /** Puts statements of an author in once more, for a device that lacks them; those that are here. */
  giveAgain(device: string, counters: ReadonlySet<number>): void {
    const isWanted = ({ statement }: HeldEnvelope): boolean =>
      statement.device === device && counters.has(statement.counter);
    this.#putIn(this.#reader.held.all().filter(isWanted));
  }

  #putIn(envelopes: HeldEnvelope[]): void {
    if (envelopes.length === 0 || !this.#deps.cipher.canWrite()) return;
    const items = this.#carrier.push(
      envelopes.map(({ envelope }) => envelope),
      givenBack,
    );
    envelopes.forEach((held, index) => this.#reader.putIn(held, items[index]!));
    this.#content.kept.lookAgain();
  }

  async #checkpoint(): Promise<void> {
    // A checkpoint stands for statements: what is in none yet would be in it and named by nobody.
    while (this.#pending.length > 0) await this.#seal();
    const plan = this.#planCheckpoint();
    if (plan === undefined) return;
    const covered = Y.encodeStateVector(this.#content.inner);
    const stay = this.#carrier.items().filter((item) => !plan.replaces.has(item));
    const base = plan.level > 1 ? [] : this.#reader.inventory.checkpointsAmong(stay);
    const said = { level: plan.level, heads: this.#reader.inventory.countingHeads(), base };
    const written = await this.#content.writer.checkpoint(plan.update, said);
    // What confirms those that stay is needed beside them.
    const confirming = this.#reader.inventory.confirming(base, plan.replaces);
    const replaces = [...plan.replaces].filter((item) => !confirming.has(item));
    const item = this.#carrier.replace(new Set(replaces), written.envelope);
    this.#reader.sealed(written.stated, item);
    this.#content.summedUp = covered;
    // What it replaces is forgotten then.
    this.#content.kept.mayHaveTaken();
  }

  async #confirm(): Promise<void> {
    const due = this.#reader.confirmations.due();
    if (due.length === 0) return;
    const { stated, envelope } = await this.#content.writer.confirmation(due);
    this.#reader.sealed(stated, this.#carrier.push([envelope], ownEnvelope)[0]!);
  }

  /** Keys and rights have changed: what did not count is tried again, and what counts no more is taken out. */
  async teamChanged(): Promise<void> {
    const unopened = this.#carrier.items().filter((item) => !this.#reader.counts(item));
    this.#receive(unopened.map((envelope) => ({ envelope })));
    await this.#readAnewIfSpoiled();
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

  /** The devices whose checkpoints this device has taken on their word alone: nobody else has confirmed them. */
  unconfirmed(): string[] {
    const { held } = this.#reader;
    return held
      .checkpoints()
      .filter(({ standing }) => standing === 'unconfirmed')
      .map(({ statement }) => statement.device);
  }

  /** Who has written a record, by who has signed what it is made of. */
  writersOf(record: RecordName): Writer[] {
    return writersOf(this.#content.inner, this.#signers(), record);
  }

  /** See `authorsIn`. */
  authorsIn(collection: CollectionName): Map<string, string[]> {
    return authorsIn(this.#content.inner, this.#signers(), collection);
  }

  #signers(): Signers {
    const { inner, reader, attester } = this.#content;
    const { writerOf } = reader.chains;
    if (attester === undefined) return { writerOf, signersOf: () => undefined };
    const { device } = this.#deps.cipher;
    return {
      writerOf,
      signersOf: (list, id, client) =>
        client === inner.clientID ? [device] : reader.attestations.signersOf(list, id),
    };
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
    return this.#inTurn(async () => undefined);
  }

  /** Whether nothing waits to be sealed or stored. */
  isSaved(): boolean {
    return this.#pending.length === 0 && this.#sealing === undefined && this.#unsaved.isEmpty();
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

  #planCheckpoint(): ReturnType<typeof planCheckpoint> {
    const { cipher, checkpoints = usualLimits } = this.#deps;
    let plan: ReturnType<typeof planCheckpoint>;
    this.#withstand(() => {
      plan = planCheckpoint(
        this.#carrier.items().filter(this.#reader.counts),
        this.#content.inner,
        this.#content.summedUp,
        cipher,
        checkpoints,
        !this.#hasUnconfirmed(),
        this.#holdsErased() || this.#isRemainsDue,
      );
    });
    // What came out of a broken document must not replace what went into it.
    return this.#isBroken ? undefined : plan;
  }

  /** Whoever erases seals the book anew at once; what is still here when one looks again, nobody has replaced. */
  async #lookForRemains(): Promise<void> {
    const remains = await this.#remains.look();
    const lying = new Set(this.#carrier.items());
    const found = remains.some((one) => lying.has(one.envelope) && this.#reader.counts(one.envelope));
    if (remains.length > 0) this.#content.kept.mayHaveTaken();
    this.#isRemainsDue = found && this.#hadRemains && this.#maySealOver();
    this.#hadRemains = found;
  }

  /** An owner's erasure waits for nobody's word: see `mayEraseFor`. */
  #maySealOver(): boolean {
    const { cipher } = this.#deps;
    return !this.#hasUnconfirmed() || cipher.asOwner(cipher.device) === 'all';
  }

  #hasUnconfirmed(): boolean {
    return [...this.#reader.inventory.notes().values()].includes('unconfirmed');
  }

  /** Whether this device has erased something that no checkpoint stands for yet. */
  #holdsErased(): boolean {
    const { inner, summedUp } = this.#content;
    const known = Y.decodeStateVector(summedUp);
    const isOwn = ({ client, clock }: Y.ID): boolean =>
      clock >= (known.get(client) ?? 0) && this.chains.mayWriteAs(this.#deps.cipher.device, client);
    return erasureLists(this.name).some((name) => entryIds(inner.getArray(name)).some(isOwn));
  }

  /**
   * Who may write can send what Yjs takes in and then fails over, and so can a relay into the outer document. It
   * harms this book, is counted, and must not stop the others.
   */
  #withstand(step: () => void): void {
    try {
      step();
    } catch {
      this.#isBroken = true;
    }
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
      this.#receive(came);
    });
  }

  /**
   * Builds the content once more where something is in it that should not be. What this device itself has written on
   * top of that nobody would ever take in: it is written anew.
   */
  async #readAnewIfSpoiled(): Promise<void> {
    await this.#inTurn(() => this.#writing(() => this.#readAnew()));
    await this.#writeLostAnew();
  }

  async #readAnew(): Promise<void> {
    if (!this.#reader.isSpoiled()) return;
    const next = this.#createContent(this.#reader.inventory.notes());
    const unread = (): Came[] =>
      this.#carrier.items().flatMap((envelope) => (next.reader.knows(envelope) ? [] : [{ envelope }]));
    await next.reader.read([...this.#reader.held.all(), ...unread()]);
    while (this.#pending.length > 0) {
      await this.#seal();
      await next.reader.read(unread());
    }
    next.kept.mayHaveTaken();
    this.#replaceContent(next);
  }

  #replaceContent(next: BookContent): void {
    const old = this.tables;
    this.#content.inner.destroy();
    this.#content = next;
    this.#tables = createTables(next.inner, this.name, this.#deps.onRecords, {
      pseudonym: this.#deps.cipher.pseudonym,
    });
    for (const [collection, ids] of differences(old, this.#tables, this.name))
      this.#deps.onRecords(collection, ids);
  }

  /** In turn with all that reads and seals: it is written once, or not at all. */
  #writeLostAnew(): Promise<void> {
    return this.#inTurn(() =>
      this.#writing(async () => {
        const lost = this.#deps.cipher.canWrite() ? await this.#reader.ownLost() : undefined;
        if (lost === undefined) return;
        this.#takesBack.push(...lost.counters);
        this.#write(lost.writeAnew);
        // Where all of it is there already, that is said as well.
        if (this.#pending.length === 0) this.#pending.push(noChange);
        await this.#seal();
      }),
    );
  }

  #receive(came: Came[]): void {
    if (came.length === 0) return;
    const reading = this.#inTurn(async () => {
      await this.#reader.read(came);
      if (this.#content.kept.isDue()) this.#deps.onUnsaved();
    });
    ignore(reading);
  }

  #sealPending(): Promise<void> {
    return this.#writing(() => this.#seal());
  }

  async #seal(): Promise<void> {
    if (this.#pending.length === 0) return;
    const { updates, before, takesBack } = await this.#takePending();
    try {
      const update = updates.length > mergeLimit ? this.#ownSince(before!) : Y.mergeUpdatesV2(updates);
      const { stated, envelope }: WrittenEnvelope = await this.#content.writer.change(update, takesBack);
      this.#sealing = undefined;
      this.#reader.sealed(stated, this.#carrier.push([envelope], ownEnvelope)[0]!);
    } finally {
      if (this.#sealing !== undefined) this.#putPendingBack(this.#sealing);
    }
  }

  /** What is written once goes with this device's signature for it; more may be written while it signs. */
  async #takePending(): Promise<Pending> {
    const { attester } = this.#content;
    const unsigned = (): Map<string, string[]> =>
      this.#stateBeforePending === undefined ? new Map() : attester!.unsigned(this.#stateBeforePending);
    for (let left; attester !== undefined && (left = unsigned()).size > 0;) {
      const attestations = await attester.sign(left);
      this.#write(() => attester.write(attestations));
    }
    // Nothing may come between.
    const taken = { updates: this.#pending, before: this.#stateBeforePending, takesBack: this.#takesBack };
    [this.#pending, this.#stateBeforePending, this.#takesBack] = [[], undefined, []];
    this.#sealing = taken;
    return taken;
  }

  /** It could not be sealed, and is owed. */
  #putPendingBack({ updates, before, takesBack }: Pending): void {
    this.#pending.unshift(...updates);
    this.#stateBeforePending = before;
    this.#takesBack.unshift(...takesBack);
    this.#sealing = undefined;
  }

  /** What this device has written since then; what came from others meanwhile is theirs to seal. */
  #ownSince(before: Uint8Array): Uint8Array {
    const known = Y.decodeStateVector(before);
    const wanted = Y.decodeStateVector(Y.encodeStateVector(this.#content.inner));
    const { device } = this.#deps.cipher;
    for (const client of wanted.keys())
      if (client === this.#content.inner.clientID || this.chains.mayWriteAs(device, client))
        wanted.set(client, known.get(client) ?? 0);
    return Y.encodeStateAsUpdateV2(this.#content.inner, Y.encodeStateVector(wanted));
  }
}
