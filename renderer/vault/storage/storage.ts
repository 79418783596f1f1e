import type { Bridge } from '#shared/bridge/bridge.ts';
import type { DiskState } from '#shared/bridge/contract.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { createWork, type Timers } from '#shared/lib/async.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import { createBuckets } from './buckets.ts';
import { createCopies } from './copies.ts';
import type { Copy } from './copy.ts';
import { createDiskWatch } from './disk-watch.ts';
import { createNotes, type StorageNotes } from './notes.ts';
import { readBoth } from './read-both.ts';
import { makeRow, type NewRow, type Row, type RowKind } from './row.ts';

/** Above this (bytes), the disk is looked at before a write. */
const largeBytes = 1024 * 1024;
/** How often it is looked whether the copies have to be compared in full (ms). */
const checkMilliseconds = 10 * 60_000;
/** How long after rows were replaced the room that they took is given back (ms). */
const tidyMilliseconds = 10_000;
/** After so long without an answer (ms), a write counts as not stored yet. */
const patienceMilliseconds = 10_000;
/** How long after a large write had no room it is tried again (ms). */
const pauseMilliseconds = 2000;

/** What the window shows of the storage. */
export interface StorageStatus {
  /** `blocked`: neither copy can be read now. */
  phase: 'opening' | 'ready' | 'blocked';
  /** How much of one copy is brought over from the other, from 0 to 1, while that goes on. */
  progress?: number | undefined;
  /** Something that the owner did is in memory only. */
  isWaiting: boolean;
  /** Why nothing new may be begun, or why nothing can be read. */
  problem?: Problem | undefined;
  disk?: DiskState | undefined;
}

/** Where all that the vault stores lies: in two copies, side by side. */
export interface Storage {
  /** Resolves when what can be read is known. */
  open(): Promise<void>;
  status(): StorageStatus;
  /** Whether both copies have been found, so that what is not there is nowhere on this computer. */
  isComplete(): boolean;
  /** One of the copies shows that there has been a business here, whether or not it can be read. */
  hadData(): boolean;
  /** Whether something new may be begun. */
  mayBegin(): Result<void>;
  /**
   * Resolves when both copies have the rows on disk, however long that takes. A failure comes only from a storage
   * that ends: then it is not known whether they are stored.
   */
  write(rows: NewRow[]): Promise<Result<void>>;
  rows(kind: RowKind, key: string, part?: number): Promise<Row[]>;
  all(kind: RowKind): Promise<Row[]>;
  keys(kind: RowKind): Promise<string[]>;
  readDerived(name: string): Promise<Bytes | undefined>;
  writeDerived(name: string, bytes: Bytes): Promise<void>;
  /** What the second copy takes up; `undefined` where it does not answer. */
  journalBytes(): Promise<number | undefined>;
  /**
   * Leaves behind what both copies have held before: the database is made anew in a clean place, the journal packed.
   * `false` where that cannot be done now.
   */
  purge(): Promise<boolean>;
  /** What is known of both copies, for those who look after them. */
  notes: StorageNotes;
  /** What cannot be stored now is given up: nobody waits for it any more. */
  end(): void;
  close(): void;
}

export interface StorageDeps {
  /** Of the database. */
  name: string;
  bridge: Bridge;
  crypto: WebCrypto;
  journal: Copy;
  /** Epoch milliseconds. */
  now(): number;
  timers: Timers;
  onChange(status: StorageStatus): void;
}

export function createStorage(deps: StorageDeps): Storage {
  const { crypto, journal } = deps;
  let opened: Promise<void> | undefined;
  let isOpen = false;
  /** What cannot be written at once is given up. */
  let isEnding = false;
  /** Why a large write waits. */
  let lacking: Problem | undefined;
  let progress: number | undefined;
  let next = 1;
  /** Writes that did not get through at once. */
  let waiting = 0;
  /** Writes that are under way for long. */
  let slow = 0;
  const work = createWork(deps.timers);
  const tidying = work.alarm(() => copies.tidy());

  const copies = createCopies({
    ...deps,
    work,
    buckets: createBuckets({ databaseName: deps.name }),
    hasRoom: () => disk.mayBegin().ok,
    onProgress(part) {
      progress = part;
      report();
    },
    onMended: (mending) => notes.mended(mending),
    onChange: report,
  });
  const notes = createNotes({ ...deps, copies, write, rows: readRows });
  const reading = { copies, journal };
  const disk = createDiskWatch({
    bridge: deps.bridge,
    work,
    onChange() {
      if (isOpen) copies.wake();
      report();
    },
  });

  function status(): StorageStatus {
    const may = mayBegin();
    return {
      phase: !isOpen ? 'opening' : isReadable() ? 'ready' : 'blocked',
      progress,
      isWaiting: waiting + slow > 0,
      problem: may.ok ? undefined : may.error,
      disk: disk.state(),
    };
  }

  /** At least one copy can be read. */
  function isReadable(): boolean {
    const indexedDb = copies.indexedDb();
    return (
      copies.journalState() !== undefined || (indexedDb !== undefined && indexedDb.failure() === undefined)
    );
  }

  function report(): void {
    if (!work.isOver) deps.onChange(status());
  }

  function mayBegin(): Result<void> {
    const may = disk.mayBegin();
    if (!may.ok || !isOpen || copies.isPurging()) return may;
    if (waiting > 0) return err(lacking ?? stillWriting);
    return copies.inStep() ? ok() : err(copies.trouble() ?? apart);
  }

  function open(): Promise<void> {
    opened ??= copies.open().then(async () => {
      isOpen = true;
      await notes.read();
      // What shows it now may not be there at the next start.
      if (copies.hadData() && copies.last() === 0) notes.remember();
      work.every(checkMilliseconds, () => notes.checkIfDue());
      report();
    });
    return opened;
  }

  async function number(rows: NewRow[]): Promise<Row[]> {
    next = Math.max(next, copies.last() + 1);
    const numbered = rows.map((row) => ({ row, sequence: next++ }));
    return Promise.all(numbered.map(({ row, sequence }) => makeRow(crypto, sequence, row)));
  }

  /** Whatever a write waits for: the owner is told that it does. */
  async function write(rows: NewRow[]): Promise<Result<void>> {
    let isSlow = false;
    const impatience = work.alarm(() => {
      isSlow = true;
      slow++;
      report();
    });
    impatience.set(patienceMilliseconds);
    const written = await writeThrough(rows);
    impatience.clear();
    if (isSlow) slow--;
    if (isSlow) report();
    return written;
  }

  async function writeThrough(newRows: NewRow[]): Promise<Result<void>> {
    await open();
    let rows: Row[] | undefined;
    let isWaiting = false;
    for (;;) {
      await copies.mended();
      if (work.isOver || (isEnding && !copies.inStep())) return err(stillWriting);
      rows ??= await number(newRows);
      const done = (await hasRoom(rows)) ? await copies.write(rows) : err(stillWriting);
      if (done.ok) {
        if (rows.some(({ replaces }) => replaces > 0)) tidying.reset(tidyMilliseconds);
        if (isWaiting) waiting--;
        if (isWaiting) report();
        return ok();
      }
      if (isEnding) return done;
      if (!isWaiting) waiting++;
      isWaiting = true;
      report();
    }
  }

  /** Whether these can be written now; where not, after a while in which that may have changed. */
  async function hasRoom(rows: Row[]): Promise<boolean> {
    const size = rows.reduce((sum, { length }) => sum + length, 0);
    const room = size <= largeBytes ? ok() : await disk.roomFor(size);
    lacking = room.ok ? undefined : room.error;
    if (room.ok || isEnding) return room.ok;
    await work.sleep(pauseMilliseconds);
    return false;
  }

  function readRows(kind: RowKind, key: string, part?: number): Promise<Row[]> {
    return readBoth(reading, (indexedDb) => indexedDb.rows(kind, key, part), { kind, key, part });
  }

  async function rows(kind: RowKind, key: string, part?: number): Promise<Row[]> {
    await open();
    return readRows(kind, key, part);
  }

  async function all(kind: RowKind): Promise<Row[]> {
    await open();
    return readBoth(reading, (indexedDb) => indexedDb.all(kind), { kind });
  }

  return {
    open,
    status,
    isComplete: () => copies.inStep(),
    hadData: copies.hadData,
    mayBegin,
    write,
    rows,
    all,
    async keys(kind) {
      await open();
      const keys = copies.inStep() ? await copies.indexedDb()!.keys(kind) : undefined;
      return keys?.ok ? keys.value : [...new Set((await all(kind)).map(({ key }) => key))];
    },
    async readDerived(name) {
      await open();
      return copies.inStep() ? copies.indexedDb()?.readDerived(name) : undefined;
    },
    async writeDerived(name, bytes) {
      await open();
      // A copy of what is in the rows is not worth the last of a disk.
      if (mayBegin().ok && copies.inStep()) await copies.indexedDb()?.writeDerived(name, bytes);
    },
    async journalBytes() {
      const state = await journal.state();
      return state.ok ? state.value.size : undefined;
    },
    async purge() {
      await open();
      return mayBegin().ok && copies.purge();
    },
    notes,
    end() {
      isEnding = true;
      copies.end();
    },
    close() {
      work.end();
      copies.close();
    },
  };
}

const apart: Problem = {
  code: 'storage.apart',
  message:
    'Plumbline is putting the two copies of your data in order, so nothing new is begun. Nothing was changed.',
  remedy: 'Wait a moment and try again.',
};

const stillWriting: Problem = {
  code: 'storage.waiting',
  message:
    'Your last change is not stored on this computer yet, so nothing new is begun. Nothing was changed.',
  remedy: 'Wait a moment and try again.',
};
