import { sha256 } from '@noble/hashes/sha2.js';
import Dexie, { type EntityTable, type Table } from 'dexie';
import type { RowHead } from '#shared/bridge/contract.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { type Bytes, fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import type { Bucket } from './buckets.ts';
import { type Copy, type CopyCheck, runsOf } from './copy.ts';
import { namesOf, sequenceBytes } from './digests.ts';
import { notWritten } from './not-written.ts';
import { isIntact, type Row, type RowKind, standing } from './row.ts';

interface DerivedRow {
  name: string;
  bytes: Bytes;
}

interface StateRow {
  name: 'state';
  /** The highest sequence that was ever written here. */
  last: number;
  /** Everything has been brought here: the copy may be worked on. */
  whole: boolean;
  /** See `CopyState`. */
  era?: string | undefined;
}

interface StoredRow extends Row {
  /** The sequence again, where the row is a removal: so that these can be found. */
  removal?: number;
}

type RowsDatabase = Dexie & {
  rows: EntityTable<StoredRow, 'sequence'>;
  derived: EntityTable<DerivedRow, 'name'>;
  state: Table<StateRow, string>;
};

const placeIndex = '[kind+key+part]';
type Place = [kind: string, key: string, part: number];

/** How much is in memory at once when rows are read through. */
const runRows = 100;
const runBytes = 4 * 1024 * 1024;

/**
 * The copy that the vault works on, in IndexedDB. Nothing in it, in its keys or in its names can be read without
 * the passphrase.
 */
export interface IndexedDbCopy extends Copy {
  readonly generation: number;
  /** Why nothing is written here any more: what would follow a torn write is lost at a later start. */
  failure(): Problem | undefined;
  isWhole(): Promise<Result<boolean>>;
  /** From now on, in this era of the journal, the copy may be worked on. */
  markWhole(era: string | undefined): Promise<Result<void>>;
  rows(kind: RowKind, key: string, part?: number): Promise<Result<Row[]>>;
  all(kind: RowKind): Promise<Result<Row[]>>;
  keys(kind: RowKind): Promise<Result<string[]>>;
  readDerived(name: string): Promise<Bytes | undefined>;
  /** Where it cannot be written, what was there stays: it is made from the rows. */
  writeDerived(name: string, bytes: Bytes): Promise<void>;
  /** What can be read of it. */
  derivedNames(): Promise<string[]>;
  close(): void;
}

/**
 * `isTorn`: rows that cannot be read are passed over, so that the others can be saved; of their heads only the place
 * is told then.
 */
export function openIndexedDb(deps: {
  name: string;
  bucket: Bucket;
  crypto: WebCrypto;
  isTorn?: boolean;
}): IndexedDbCopy {
  const { crypto, bucket } = deps;
  let isErased = false;
  const factory = hearing(bucket.indexedDB, () => (isErased = true));
  const database = newDatabase(deps.name, factory);
  const existing = deps.isTorn === true ? readableOf : existingOf;
  let failure: Problem | undefined;
  let last = 0;
  /** As it was read or written last: nobody else writes here. */
  let stored: StateRow | undefined;

  /** Whatever went wrong, the end of the store's log may be torn. */
  function fail(): Result<never> {
    stored = undefined;
    failure ??= notWritten;
    return err(failure);
  }

  async function write(step: () => PromiseLike<unknown>): Promise<Result<void>> {
    if (failure !== undefined) return fail();
    try {
      await step();
      return ok();
    } catch {
      return fail();
    }
  }

  async function read<T>(step: () => PromiseLike<T>): Promise<Result<T>> {
    try {
      return ok(await step());
    } catch {
      fail();
      return notRead;
    }
  }

  /** Rows by sequence, a few in memory at a time. */
  async function* inOrder(sequences: Iterable<number>): AsyncGenerator<Row> {
    const ascending = [...sequences].toSorted((a, b) => a - b);
    for (let start = 0; start < ascending.length; start += runRows)
      yield* await existing(database, ascending.slice(start, start + runRows));
  }

  /** Inside a transaction: which lasts only while one request follows another. */
  async function put(rows: Row[]): Promise<void> {
    for (const { kind, key, part, replaces, removed } of rows.filter((row) => row.replaces > 0)) {
      const there = await under(database, kind, key, removed ? undefined : part).primaryKeys();
      const gone = new Set(there.filter((sequence) => sequence <= replaces));
      // An ordinary row takes no removal away: that speaks of other parts as well.
      if (gone.size > 0 && !removed)
        for (const sequence of await database.rows
          .where('removal')
          .anyOf([...gone])
          .primaryKeys())
          gone.delete(sequence);
      await database.rows.bulkDelete([...gone]);
    }
    stored ??= await database.state.get('state');
    last = Math.max(last, ...rows.map(({ sequence }) => sequence));
    stored = { ...stored, name: 'state', last, whole: stored?.whole === true };
    // Each request that is waited for is a way to another process and back.
    await Promise.all([database.rows.bulkPut(standing(rows).map(asStored)), database.state.put(stored)]);
  }

  // The browser has taken the store away: what follows would only seem to be written.
  database.on('close', fail);

  return {
    generation: bucket.generation,
    failure: () => failure,
    isWhole: () => read(async () => (await database.state.get('state'))?.whole === true),
    markWhole: (era) =>
      write(() => {
        stored = { name: 'state', last, whole: true, era };
        return database.state.put(stored);
      }),
    state: () =>
      read(async () => {
        const state = await database.state.get('state');
        last = state?.last ?? 0;
        const sequences = await database.rows.toCollection().primaryKeys();
        const found = state !== undefined ? 'whole' : isErased ? 'damaged' : 'new';
        return { last, rows: sequences.length, names: namesOf(sequences), found, era: state?.era };
      }),
    write: (rows) => write(() => database.transaction('rw', database.rows, database.state, () => put(rows))),
    sequences: () => read(() => database.rows.toCollection().primaryKeys()),
    heads: (sequences) =>
      read(async () => {
        const heads: RowHead[] = [];
        for await (const row of inOrder(sequences)) heads.push(headOf(row));
        const read = new Set(heads.map(({ sequence }) => sequence));
        const unread = [...sequences].filter((sequence) => !read.has(sequence));
        return unread.length === 0 ? heads : [...heads, ...(await placesOf(database, new Set(unread)))];
      }),
    async read(heads, take) {
      for (const run of runsOf(heads, runBytes, runRows)) {
        const rows = await read(() =>
          existing(
            database,
            run.map(({ sequence }) => sequence),
          ),
        );
        const taken = rows.ok ? await take(rows.value) : rows;
        if (!taken.ok) return taken;
      }
      return ok();
    },
    check: () => read(async () => check(crypto, inOrder(await database.rows.toCollection().primaryKeys()))),
    tidy: (upTo) => write(() => database.rows.where('removal').belowOrEqual(upTo).delete()),
    rows: (kind, key, part) => read(() => under(database, kind, key, part).toArray()),
    all: (kind) => read(() => under(database, kind).toArray()),
    keys: (kind) =>
      read(async () => keysOf((await under(database, kind).uniqueKeys()) as unknown as Place[])),
    async readDerived(name) {
      const found = await read(() => database.derived.get(name));
      return found.ok ? found.value?.bytes : undefined;
    },
    async writeDerived(name, bytes) {
      await write(() => database.derived.put({ name, bytes }));
    },
    async derivedNames() {
      const names = await read(() => database.derived.toCollection().primaryKeys());
      return names.ok ? names.value : [];
    },
    close: () => database.close(),
  };
}

/** `onErased`: the browser could not read what was there, and has begun anew (`dataLoss`, of Chromium alone). */
function hearing(factory: IDBFactory, onErased: () => void): IDBFactory {
  return {
    cmp: (one, other) => factory.cmp(one, other),
    databases: () => factory.databases(),
    deleteDatabase: (name) => factory.deleteDatabase(name),
    open(name, version) {
      const request = factory.open(name, version);
      request.addEventListener('upgradeneeded', (event) => {
        if ((event as { dataLoss?: string }).dataLoss === 'total') onErased();
      });
      return request;
    },
  };
}

function newDatabase(name: string, indexedDB: IDBFactory): RowsDatabase {
  // Chromium's default has been `relaxed` since 121: a power cut could then lose what was reported as saved.
  const options = { chromeTransactionDurability: 'strict', indexedDB } as const;
  const database = new Dexie(name, options) as RowsDatabase;
  database.version(1).stores({ rows: `sequence, ${placeIndex}, removal`, derived: 'name', state: 'name' });
  return database;
}

function asStored(row: Row): StoredRow {
  return row.removed ? { ...row, removal: row.sequence } : row;
}

/** The rows of a kind, of a key, or of a part of it. */
function under({ rows }: RowsDatabase, kind: string, key?: string, part?: number) {
  const { minKey, maxKey } = Dexie;
  const from = [kind, key ?? minKey, part ?? minKey];
  const to = [kind, key ?? maxKey, part ?? maxKey];
  return rows.where(placeIndex).between(from, to, true, true);
}

function keysOf(places: Place[]): string[] {
  return [...new Set(places.map(([, key]) => key))];
}

async function existingOf({ rows }: RowsDatabase, sequences: number[]): Promise<Row[]> {
  return (await rows.bulkGet(sequences)).filter((row) => row !== undefined);
}

/** One by one where they cannot be read together, as where the file of a large one is missing. */
async function readableOf(database: RowsDatabase, sequences: number[]): Promise<Row[]> {
  try {
    return await existingOf(database, sequences);
  } catch {
    const rows: Row[] = [];
    for (const sequence of sequences) rows.push(...(await existingOf(database, [sequence]).catch(() => [])));
    return rows;
  }
}

/** From the index, for which no row has to be read. */
async function placesOf({ rows }: RowsDatabase, sequences: ReadonlySet<number>): Promise<RowHead[]> {
  const index = rows.orderBy(placeIndex);
  const [places, all] = await Promise.all([index.keys(), index.primaryKeys()]);
  const unknown = { replaces: 0, removed: false, about: '{}', hash: '', length: 0 };
  return (places as unknown as Place[])
    .map(([kind, key, part], at) => ({ sequence: all[at]!, kind, key, part, ...unknown }))
    .filter(({ sequence }) => sequences.has(sequence));
}

function headOf({ bytes: _bytes, ...head }: Row): RowHead {
  return head;
}

async function check(crypto: WebCrypto, all: AsyncIterable<Row>): Promise<CopyCheck> {
  const digest = sha256.create();
  const damaged: number[] = [];
  let [rows, size] = [0, 0];
  for await (const row of all) {
    rows++;
    size += row.length;
    digest.update(sequenceBytes(row.sequence)).update(fromBase64Url(row.hash));
    if (!(await isIntact(crypto, row))) damaged.push(row.sequence);
  }
  return { rows, size, digest: toBase64Url(digest.digest()), damaged };
}

const notRead = problem(
  'storage.not-read',
  'What Plumbline stores in its browser could not be read. The second copy is used.',
  'You need not do anything.',
);
