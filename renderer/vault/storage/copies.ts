import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import type { Buckets } from './buckets.ts';
import type { Copy, CopyState } from './copy.ts';
import { type IndexedDbCopy, openIndexedDb } from './indexed-db.ts';
import { findIndexedDb, replaceIndexedDb } from './find-indexed-db.ts';
import { areBothDoubtful, doubt, isDoubtful, type Mending, mendingOf } from './mending.ts';
import { makeRow, type Row } from './row.ts';
import { bringIntoStep, type StepReport } from './step.ts';

/** How soon what could not be done is tried again (ms). */
const againMilliseconds = 2000;

/** The two copies, kept in step with each other, whatever happens to one of them. */
export interface Copies {
  /** Opens both and tries to bring them into step, once; in vain, it goes on trying by itself. */
  open(): Promise<void>;
  inStep(): boolean;
  /** Why they are not in step. */
  trouble(): Problem | undefined;
  /** Resolves when they are in step, or when this ends. */
  mended(): Promise<void>;
  /** The highest sequence that either has had. */
  last(): number;
  /** Writes to both at once. Where one fails, they are brought into step before anything else is written. */
  write(rows: Row[]): Promise<Result<void>>;
  /** Forgets removals that both know of, and gives room back. */
  tidy(): Promise<void>;
  /** Leaves behind what the database has held before, and has the journal packed. */
  purge(): Promise<boolean>;
  /** That goes on, and nothing is wrong: what is written meanwhile waits for it. */
  isPurging(): boolean;
  /** The database, also one that is torn; `undefined` before `open`. */
  indexedDb(): IndexedDbCopy | undefined;
  /** How the journal was found at the start; `undefined` where it does not open. */
  journalState(): CopyState | undefined;
  /** One of them shows that there were rows, whether or not any is left. */
  hadData(): boolean;
  /** Tries again now. */
  wake(): void;
  /** Has nobody wait any more. */
  end(): void;
  close(): void;
}

export interface CopiesDeps {
  name: string;
  crypto: WebCrypto;
  buckets: Buckets;
  journal: Copy;
  /** Whether there is room to make a database anew. */
  hasRoom(): boolean;
  /** Which part of the bytes is brought over, from 0 to 1; `undefined` when that is over. */
  onProgress(part: number | undefined): void;
  work: Work;
  onMended(mending: Mending): void;
  onChange(): void;
}

export function createCopies(deps: CopiesDeps): Copies {
  const { journal, work } = deps;
  let indexedDb: IndexedDbCopy | undefined;
  let isTorn = false;
  let inStep = false;
  let trouble: Problem | undefined;
  let last = 0;
  let journalState: CopyState | undefined;
  let hadData = false;
  /** It is to be made anew although nothing is wrong with it: what was deleted may still lie in its files. */
  let isUsedUp = false;
  let isPurging = false;
  const tryToMend = work.shared(tryOnce);
  const again = work.alarm(wake);
  /** Nobody waits any more. */
  let isEnding = false;
  const waiting: (() => void)[] = [];

  async function find(): Promise<Result<IndexedDbCopy>> {
    if (indexedDb !== undefined) return ok(indexedDb);
    const found = await findIndexedDb(deps);
    if (!found.ok) return found;
    ({ indexedDb, isTorn } = found.value);
    return ok(indexedDb);
  }

  /** One try to have both hold the same. */
  async function attempt(): Promise<Result<void>> {
    const [found, theirs] = await Promise.all([find(), journal.state()]);
    if (theirs.ok) journalState ??= theirs.value;
    if (!found.ok) return found;
    if (!theirs.ok) return theirs;
    const database = found.value;
    const ours = await database.state();
    // A place that is not the first one was made because something could not be written or read any more.
    hadData ||= database.generation > 0 || isTorn || !ours.ok;
    hadData ||= [ours, theirs].some((state) => state.ok && hasMark(state.value));
    if (isTorn || !ours.ok || database.failure() !== undefined) return replaceTorn(theirs.value);
    if (isUsedUp && (await replace(theirs.value, ours.value)).ok) return ok();
    const states = { indexedDb: ours.value, journal: theirs.value };
    const isKnown = ours.value.era === theirs.value.era;
    // Whether a write was torn there would show only at a later start, when the browser has erased it.
    if (!isKnown && (ours.value.last > 0 || theirs.value.last > 0)) return replace(theirs.value, ours.value);
    const step = await bringIntoStep({ ...deps, indexedDb: database }, states);
    // A row of it could not be read.
    if (database.failure() !== undefined) return replaceTorn(theirs.value);
    if (!step.ok) return step;
    if (!isKnown) await database.markWhole(theirs.value.era);
    // What an interrupted replacement has left.
    ignore(deps.buckets.removeBefore(database.generation));
    last = Math.max(last, step.value.last);
    report(mendingOf(step.value, states));
    return ok();
  }

  function report(mending: Mending | undefined): void {
    if (mending !== undefined) deps.onMended(mending);
  }

  /**
   * Before one copy is filled from the other: when the power goes behind that, nothing else shows any more that
   * something may be missing. Where no row is left, there is nothing to doubt. Gives the journal's state then.
   */
  async function noteDoubt(isUnsure: boolean, lastKnown: number): Promise<Result<CopyState>> {
    const state = await journal.state();
    if (!isUnsure || !state.ok || state.value.rows === 0) return state;
    const row = await makeRow(deps.crypto, Math.max(last, lastKnown, state.value.last) + 1, doubt);
    const written = await journal.write([row]);
    return written.ok ? journal.state() : written;
  }

  /** What was removed is removed in both: neither needs to be told any more. */
  async function tidy(): Promise<void> {
    if (inStep) await Promise.all([indexedDb?.tidy(last), journal.tidy(last)]);
  }

  async function purge(): Promise<boolean> {
    if (!inStep) return false;
    const packed = await journal.tidy(last, { thoroughly: true });
    if (!packed.ok) return false;
    isUsedUp = true;
    isPurging = true;
    inStep = false;
    await tryToMend().finally(() => (isPurging = false));
    const isLeft = !isUsedUp;
    // Where it could not be made anew, work goes on in the old one.
    isUsedUp = false;
    if (!inStep) wake();
    return isLeft && inStep;
  }

  /** A write to it has failed, or it cannot be read. */
  function replaceTorn(theirs: CopyState): Promise<Result<void>> {
    isTorn = true;
    return replace(theirs);
  }

  /** Makes the database anew beside what there is. `ours`: how that was found, where nothing is known to be wrong. */
  async function replace(theirs: CopyState, ours?: CopyState): Promise<Result<void>> {
    if (!deps.hasRoom()) return err(trouble ?? indexedDb!.failure() ?? waits);
    const { generation } = indexedDb!;
    const old = await reader(generation);
    if (!old.ok) return old;
    try {
      const rescued = await rescue(old.value, theirs);
      if (!rescued.ok) return rescued;
      const { isWhole } = rescued.value;
      // What was acknowledged in this session is in the journal, whatever it looked like at the start.
      const isEmptied = ours !== undefined && areBothDoubtful({ indexedDb: ours, journal: theirs });
      const isDoubted = rescued.value.lost > 0 || (isDoubtful(theirs) && !isWhole) || isEmptied;
      const noted = await noteDoubt(isDoubted, rescued.value.last);
      if (!noted.ok) return noted;
      const fresh = await replaceIndexedDb({ ...deps, generation, old: old.value });
      if (!fresh.ok) return fresh;
      indexedDb?.close();
      indexedDb = fresh.value.indexedDb;
      const now = await indexedDb.state();
      if (!now.ok) return now;
      last = Math.max(last, now.value.last, noted.value.last, rescued.value.last);
      const lost = rescued.value.lost + fresh.value.lost;
      const isExpected = !isTorn && isWhole && ours !== undefined;
      isTorn = false;
      isUsedUp = false;
      const replaced: Mending = {
        what: 'replaced',
        rows: now.value.rows,
        lost,
        isUnsure: isDoubted || lost > 0,
      };
      report(
        isExpected ? mendingOf({ ...rescued.value, lost }, { indexedDb: ours, journal: theirs }) : replaced,
      );
      return ok();
    } finally {
      old.value?.close();
    }
  }

  /** What can be read of the database that is to be replaced. */
  async function reader(generation: number): Promise<Result<IndexedDbCopy | undefined>> {
    const all = await deps.buckets.all();
    if (!all.ok) return all;
    const bucket = all.value.find((each) => each.generation === generation);
    return ok(bucket && openIndexedDb({ ...deps, bucket, isTorn: true }));
  }

  /** Brings what can be read of it to the journal. */
  async function rescue(old: IndexedDbCopy | undefined, theirs: CopyState): Promise<Result<Rescue>> {
    const ours = await old?.state();
    if (old === undefined || !ours?.ok) return ok(noRescue);
    const states = { indexedDb: ours.value, journal: theirs };
    const step = await bringIntoStep({ ...deps, indexedDb: old, isReplaced: true }, states);
    if (old.failure() !== undefined) return ok({ ...noRescue, last: ours.value.last });
    return step.ok ? ok({ ...step.value, isWhole: true }) : step;
  }

  async function tryOnce(): Promise<void> {
    const done = await attempt().finally(() => again.set(againMilliseconds));
    if (done.ok) again.clear();
    deps.onProgress(undefined);
    if (work.isOver) return;
    inStep = done.ok;
    trouble = done.ok ? undefined : done.error;
    if (done.ok) settle();
    if (done.ok) ignore(tidy());
    deps.onChange();
  }

  function wake(): void {
    if (!inStep && !work.isOver) ignore(tryToMend());
  }

  function settle(): void {
    for (const resolve of waiting.splice(0)) resolve();
  }

  return {
    async open() {
      if (!inStep) await tryToMend();
    },
    inStep: () => inStep,
    trouble: () => trouble,
    mended: () =>
      inStep || isEnding ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve)),
    last: () => last,
    async write(rows) {
      // First what has the longer way.
      const written = indexedDb!;
      const [theirs, ours] = await Promise.all([journal.write(rows), written.write(rows)]);
      // Where they are brought into step meanwhile, or the database is replaced, these rows may have been overlooked.
      if (ours.ok && theirs.ok && (!inStep || written !== indexedDb)) return err(trouble ?? waits);
      if (ours.ok && theirs.ok) {
        last = Math.max(last, ...rows.map(({ sequence }) => sequence));
        return ok();
      }
      inStep = false;
      trouble = ours.ok ? (theirs as { error: Problem }).error : ours.error;
      wake();
      deps.onChange();
      return err(trouble);
    },
    tidy,
    purge,
    isPurging: () => isPurging,
    indexedDb: () => indexedDb,
    journalState: () => journalState,
    hadData: () => hadData,
    wake,
    end() {
      isEnding = true;
      settle();
    },
    close() {
      isEnding = true;
      settle();
      indexedDb?.close();
    },
  };
}

/** What came of reading a torn database. `isWhole`: all its rows were named, and all but the lost ones read. */
type Rescue = StepReport & { isWhole: boolean };
const noRescue: Rescue = { last: 0, toDatabase: 0, toJournal: 0, lost: 0, isWhole: false };

/** Something was once written there. */
function hasMark(state: CopyState): boolean {
  return state.last > 0 || isDoubtful(state);
}

const waits: Problem = {
  code: 'storage.waits',
  message: 'Plumbline cannot store anything new on this computer right now. What was stored before is safe.',
  remedy: 'Free some space on the disk. Plumbline goes on by itself.',
};
