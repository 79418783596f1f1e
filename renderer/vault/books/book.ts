import * as Y from 'yjs';
import { sha256 } from '@noble/hashes/sha2.js';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Change } from '#shared/records/change.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { applyInnerUpdate, applyOuterUpdate } from '#shared/sync/bounded-update.ts';
import { newDoc } from '#shared/sync/new-doc.ts';
import type { BookHealth } from './envelope-report.ts';
import type { Database, NewUpdate, StoredUpdate } from '../database/database.ts';
import { type CheckpointLimits, planCheckpoint, replaceEnvelopes, usualLimits } from './checkpoint.ts';
import { covers } from './coverage.ts';
import type { BookCipher, Arrival } from './cipher.ts';
import { isCheckpoint, oldestEpochOf, reportOn } from './envelope-report.ts';
import { createGaps, type Gaps } from './gaps.ts';
import { createTables, type RecordListener, type Tables } from './tables.ts';
import { createUnsavedRows } from './unsaved-rows.ts';

/** Marks pushes of this device into the outer document: these need not be opened again. */
export const ownEnvelope = Symbol('own envelope');
/** Marks what a backup brings into the outer document, of which a device of the team says that it had stored it. */
export const vouchedFor = Symbol('vouched for');

/** Above this many gathered updates, encoding a difference is faster than merging them one by one. */
const mergeLimit = 100;
/** Rows of the database above which a book is written anew as one row. */
const rowLimit = 64;
/** How many times what a book holds its rows may take up, and how much (bytes) does not matter yet. */
const mostTimesContent = 2;
const littleBytes = 256 * 1024;

export interface BookDeps {
  name: string;
  room: string;
  crypto: WebCrypto;
  cipher: BookCipher;
  database: Pick<Database, 'readUpdates' | 'compact' | 'mayBegin'>;
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
 * One Yjs document. The inner one holds plaintext, in memory only; its updates are sealed into envelopes in
 * an array of the outer one, which is what is stored and what syncs.
 */
export class Book {
  readonly name: string;
  readonly room: string;
  readonly outer: Y.Doc;
  readonly #inner: Y.Doc;
  readonly #deps: BookDeps;
  readonly #envelopes: Y.Array<Uint8Array>;
  /** The envelopes that this device has opened or sealed. */
  readonly #opened = new WeakSet<Uint8Array>();
  #tables: Tables | undefined;
  #pending: Uint8Array[] = [];
  #stateBeforePending: Uint8Array | undefined;
  readonly #unsaved = createUnsavedRows();
  /** Under which membership an envelope has come: see `Arrival`. */
  readonly #arrivedUnder = new WeakMap<Uint8Array, number>();
  #coveredByCheckpoints: Uint8Array = new Uint8Array([0]);
  /** Envelopes were taken away by others, and it was not looked at since whether all is still there. */
  #isTakenFrom = false;
  /** Arrivals are opened one after another, so that none overtakes the one it builds on. */
  #arrivals: Promise<void> = Promise.resolve();
  /** What its rows take up on the disk, and what they would take up as one (bytes; as of the last look). */
  #rowBytes = 0;
  #wholeBytes = 0;
  #damaged = 0;
  #isBroken = false;
  readonly #gaps: Gaps;

  constructor(deps: BookDeps) {
    this.#deps = deps;
    this.name = deps.name;
    this.room = deps.room;
    this.outer = newDoc(deps.crypto);
    this.#inner = newDoc(deps.crypto);
    this.#gaps = createGaps(this.outer, this.#inner);
    this.#envelopes = this.outer.getArray<Uint8Array>(envelopesKey);
  }

  /** Reads the database, opens what opens, and from then on follows both documents. */
  async load(): Promise<void> {
    const rows = await this.#deps.database.readUpdates(this.room);
    this.#rowBytes = sizeOf(rows);
    this.#applyRows(rows);
    await this.#openAll(this.#envelopes.toArray());
    const { checkedContent, onRecords } = this.#deps;
    const isChecked = checkedContent !== undefined && checkedContent === this.content();
    this.#tables = createTables(this.#inner, this.name, onRecords, isChecked);
    this.#follow();
    // Not waited for: a disk without room must not keep the book closed.
    if (rows.length > rowLimit) ignore(this.#compact(rows));
  }

  /** Writes the book anew as one row where its rows take up much more than what it holds now. */
  async compactIfDue(): Promise<void> {
    if (this.#damaged > 0 || this.#rowBytes <= mostTimesContent * this.#wholeBytes + littleBytes) return;
    this.#wholeBytes = this.#encoded().length;
    if (this.#rowBytes <= mostTimesContent * this.#wholeBytes + littleBytes) return;
    const rows = await this.#deps.database.readUpdates(this.room);
    // What came while the book was closed, or was being opened, is not in memory.
    this.#applyRows(rows);
    await this.#compact(rows);
  }

  async #compact(rows: StoredUpdate[]): Promise<void> {
    const upTo = rows.at(-1)?.sequence;
    // One row knows only one time of arrival.
    const mayCompact = this.#deps.cipher.isSettled() && this.#damaged === 0 && !this.#isBroken;
    if (upTo === undefined || !mayCompact || !this.#deps.database.mayBegin().ok) return;
    const whole = this.#encoded();
    const written = await this.#deps.database.compact(this.room, whole, upTo);
    if (!written.ok) return;
    this.#rowBytes += whole.length - sizeOf(rows);
    this.#wholeBytes = whole.length;
  }

  #encoded(): Bytes {
    return Y.encodeStateAsUpdate(this.outer) as Bytes;
  }

  /** The records by collection. The book must be loaded. */
  get tables(): Tables {
    if (this.#tables === undefined) throw new Error(`The book ${this.name} is not loaded`);
    return this.#tables;
  }

  /** Applies changes in memory at once; `seal` makes them ready to be stored. */
  change(changes: Change[]): void {
    const before = Y.encodeStateVector(this.#inner);
    const gather = (update: Uint8Array): void => {
      this.#stateBeforePending ??= before;
      this.#pending.push(update);
      this.#deps.onUnsaved();
    };
    // Only while this device writes: with a listener, Yjs would encode all that arrives from others once more.
    this.#inner.on('updateV2', gather);
    this.#inner.transact(() => this.tables.write(changes));
    this.#inner.off('updateV2', gather);
  }

  /** Seals the gathered changes and gives all rows that are not stored yet. */
  async takeUnsaved(): Promise<NewUpdate[]> {
    await this.#sealPending();
    await this.#coverTaken();
    const rows = this.#unsaved.take();
    this.#rowBytes += sizeOf(rows);
    return rows;
  }

  /** What was taken is stored. */
  rowsStored(): void {
    this.#unsaved.stored();
  }

  /** Puts rows back that could not be stored. */
  putBack(rows: NewUpdate[]): void {
    this.#rowBytes -= sizeOf(rows);
    this.#unsaved.putBack(rows);
  }

  /** Replaces a long tail by a checkpoint. */
  async checkpointIfDue(): Promise<void> {
    await this.#arrivals;
    await this.#checkpoint(false);
  }

  /**
   * Somebody has taken envelopes away. If what stands in their place does not count here, such as the checkpoint of
   * a device that was taken out of the team since, their content lives on in memory only: it is sealed anew before
   * the loss is stored.
   */
  async #coverTaken(): Promise<void> {
    if (!this.#isTakenFrom) return;
    this.#isTakenFrom = false;
    await this.#arrivals;
    const opened = this.#envelopes.toArray().filter((bytes) => this.#opened.has(bytes));
    const updates = await Promise.all(opened.map((bytes) => this.#open(bytes)));
    const present = updates.filter((update) => update !== undefined);
    if (!covers(present, this.#inner)) await this.#checkpoint(true);
  }

  async #checkpoint(isUncovered: boolean): Promise<void> {
    const { cipher } = this.#deps;
    if (!cipher.canWrite()) return;
    const plan = this.#planCheckpoint(isUncovered);
    if (plan === undefined) return;
    const covered = Y.encodeStateVector(this.#inner);
    const checkpoint = await this.#deps.cipher.seal(plan.update, plan.level);
    this.outer.transact(() => replaceEnvelopes(this.#envelopes, plan.replaces, checkpoint), ownEnvelope);
    this.#markLastOpened();
    this.#coveredByCheckpoints = covered;
  }

  /** Tries again what did not open: new keys or a new team may have come. */
  retryUnopened(): void {
    this.#receive(this.#envelopes.toArray().filter((bytes) => !this.#opened.has(bytes)));
  }

  /** The oldest epoch under which something of this book that this device can read is sealed; 0 for nothing. */
  oldestEpoch(): number {
    return oldestEpochOf(this.#envelopes.toArray().filter((bytes) => this.#opened.has(bytes)));
  }

  /** Frees the memory. The book is not used afterwards. */
  close(): void {
    this.outer.destroy();
    this.#inner.destroy();
  }

  /** Devices whose work is here in part: something that it builds on has not come. */
  gaps(): string[] {
    return this.#gaps.devices();
  }

  /** Resolves when everything that has arrived is opened. */
  settled(): Promise<void> {
    return this.#arrivals;
  }

  /** Whether nothing waits to be sealed or stored. */
  isSaved(): boolean {
    return this.#pending.length === 0 && this.#unsaved.isEmpty();
  }

  /** See `UnsavedRows`. */
  whenStored(action: () => void): void {
    this.#unsaved.whenStored(action);
  }

  /** Names what the book holds now: equal states, equal records. It says nothing about the content. */
  state(): string {
    return toBase64Url(Y.encodeStateVector(this.outer));
  }

  /** Names what this device has opened of the book: a hash over which parts are there, and which of them are gone. */
  content(): string {
    return toBase64Url(sha256(Y.encodeSnapshotV2(Y.snapshot(this.#inner))));
  }

  health(): BookHealth {
    return {
      book: this.name,
      ...reportOn(this.#envelopes.toArray(), (envelope) => this.#opened.has(envelope)),
      damaged: this.#damaged + (this.#isBroken ? 1 : 0),
    };
  }

  /** All rows of one time of arrival at once. */
  #applyRows(rows: StoredUpdate[]): void {
    for (const [team, together] of Map.groupBy(rows, (row) => row.team)) {
      this.#withstand(() =>
        this.outer.transact(() => together.forEach(({ bytes }) => this.#applyRow(bytes))),
      );
      this.#noteArrival(this.#envelopes.toArray(), team);
    }
  }

  #applyRow(row: unknown): void {
    try {
      applyOuterUpdate(this.outer, row as Uint8Array);
    } catch {
      this.#damaged++;
    }
  }

  /** Of those that are new. */
  #noteArrival(envelopes: unknown[], team: number): void {
    for (const one of envelopes)
      if (one instanceof Uint8Array && !this.#arrivedUnder.has(one)) this.#arrivedUnder.set(one, team);
  }

  /** Checkpoints first, so that the next one need only hold what came after them. */
  async #openAll(envelopes: Uint8Array[]): Promise<void> {
    const opened = await Promise.all(envelopes.map((bytes) => this.#open(bytes)));
    const apply = (checkpoints: boolean): void =>
      this.#applyAll(
        envelopes,
        opened.map((update, index) => (isCheckpoint(envelopes[index]!) === checkpoints ? update : undefined)),
      );
    apply(true);
    this.#coveredByCheckpoints = Y.encodeStateVector(this.#inner);
    apply(false);
  }

  async #open(envelope: unknown, arrival?: Arrival): Promise<Uint8Array | undefined> {
    if (!(envelope instanceof Uint8Array)) return undefined;
    const { cipher } = this.#deps;
    cipher.sawCounter(envelope);
    const known = arrival ?? this.#arrivedUnder.get(envelope) ?? cipher.team();
    const result = await cipher.open(envelope, known);
    if (!result.ok && result.error.code === 'envelope.no-key') this.#deps.onUnknownWriter();
    return result.ok ? result.value : undefined;
  }

  #applyAll(envelopes: Uint8Array[], updates: (Uint8Array | undefined)[]): void {
    this.#withstand(() =>
      this.#inner.transact(() => {
        updates.forEach((update, index) => {
          if (update !== undefined) this.#applyOpened(envelopes[index]!, update);
        });
      }),
    );
  }

  #applyOpened(envelope: Uint8Array, update: Uint8Array): void {
    try {
      applyInnerUpdate(this.#inner, update);
      this.#opened.add(envelope);
      this.#gaps.applied(envelope, update);
    } catch {
      // Counted by health(), as every envelope that is not opened.
    }
  }

  #planCheckpoint(isUncovered: boolean): ReturnType<typeof planCheckpoint> {
    const { cipher, checkpoints = usualLimits } = this.#deps;
    let plan: ReturnType<typeof planCheckpoint>;
    this.#withstand(() => {
      plan = planCheckpoint(
        this.#envelopes.toArray(),
        this.#opened,
        this.#inner,
        this.#coveredByCheckpoints,
        cipher.epoch(),
        checkpoints,
        isUncovered,
      );
    });
    // What came out of a broken document must not replace what went into it.
    return this.#isBroken ? undefined : plan;
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
    this.outer.on('update', (update: Uint8Array, origin: unknown) => {
      this.#unsaved.add({ room: this.room, bytes: update as Bytes, team: this.#teamOf(origin) });
      this.#deps.onUnsaved();
    });
    this.#envelopes.observe((event, transaction) => {
      if (transaction.origin === ownEnvelope) return;
      const inserted = event.changes.delta.flatMap((part) =>
        Array.isArray(part.insert) ? (part.insert as Uint8Array[]) : [],
      );
      this.#noteArrival(inserted, this.#teamOf(transaction.origin));
      if (event.changes.deleted.size > 0) this.#isTakenFrom = true;
      if (inserted.length > 0)
        this.#receive(inserted, transaction.origin === vouchedFor ? 'backup' : undefined);
    });
  }

  /** What somebody vouches for counts as if it had always been here. */
  #teamOf(origin: unknown): number {
    return origin === vouchedFor ? 0 : this.#deps.cipher.team();
  }

  #receive(envelopes: Uint8Array[], arrival?: Arrival): void {
    const opening = this.#arrivals.then(async () => {
      const updates = await Promise.all(envelopes.map((bytes) => this.#open(bytes, arrival)));
      this.#applyAll(envelopes, updates);
    });
    ignore(opening);
    // Whatever one of them does, the next ones are opened.
    this.#arrivals = opening.catch(() => undefined);
  }

  async #sealPending(): Promise<void> {
    const updates = this.#pending;
    const before = this.#stateBeforePending;
    if (updates.length === 0) return;
    this.#pending = [];
    this.#stateBeforePending = undefined;
    const update =
      updates.length > mergeLimit ? Y.encodeStateAsUpdateV2(this.#inner, before) : Y.mergeUpdatesV2(updates);
    const envelope = await this.#deps.cipher.seal(update, 0);
    this.outer.transact(() => this.#envelopes.push([envelope]), ownEnvelope);
    this.#markLastOpened();
  }

  /** Yjs stores a copy of what is pushed: the array's own object is the one to remember. */
  #markLastOpened(): void {
    this.#opened.add(this.#envelopes.get(this.#envelopes.length - 1));
  }
}

/** What is no bytes is damaged, and small. */
function sizeOf(rows: { bytes: unknown }[]): number {
  return rows.reduce((sum, { bytes }) => sum + (bytes instanceof Uint8Array ? bytes.length : 0), 0);
}
