import { type Alarm, createBackoff, createSequencer, type Work } from '#shared/lib/async.ts';
import { reportFailure } from '#shared/lib/ignore.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { Database, NewUpdate } from '../database/database.ts';
import { notWritten } from '../storage/not-written.ts';
import type { Book } from './book.ts';

/** How long changes are gathered before they are sealed into one envelope. */
const gatherMilliseconds = 50;
/** After a failed write: the disk may have room again. */
const retryMilliseconds = 5000;
/** How long after something was taken out of a room it is put back, and at most where it is taken out again. */
const giveBackMilliseconds = { first: 500, longest: 15 * 60_000 };

/** Makes what the books hold durable, all of them at once. */
export interface Saving {
  /**
   * Everything so far, in one transaction over all books: all of it is on disk, or none. Where that fails, whatever
   * the reason, all of it stays owed, and is tried again with the next save or after a while.
   */
  save(): Promise<Result<void>>;
  /** Something waits to be stored: it is, in a moment. */
  soon(): void;
}

export interface SavingDeps {
  /** Those that are open. */
  books(): Book[];
  database: Pick<Database, 'append'>;
  onSaved(result: Result<void>): void;
  /** Rows of these books are about to be written: what is kept beside them is out of date. */
  beforeSave?(books: string[]): Promise<void>;
  /** Epoch milliseconds. */
  now(): number;
  /** Left out: nothing is saved by itself. */
  work?: Work;
  /** From 0 to 1. Left out: devices that do the same do it at the same time. */
  random?(): number;
}

/** The rows of a book that are to be stored now. */
interface Taken {
  book: Book;
  rows: NewUpdate[];
}

export function createSaving(deps: SavingDeps): Saving {
  const { books, now, random = () => 0 } = deps;
  const inTurn = createSequencer();
  const saveLater = deps.work?.alarm(save);
  const giveBack = deps.work?.alarm(() => {
    for (const book of books()) book.giveBack();
  });
  const pause = createBackoff(giveBackMilliseconds.first, giveBackMilliseconds.longest);
  let gaveBackAt = 0;

  function save(): Promise<Result<void>> {
    saveLater?.clear();
    return inTurn(saveNow);
  }

  async function saveNow(): Promise<Result<void>> {
    const taken: Taken[] = [];
    const taking = books().map(async (book) => void taken.push({ book, rows: await book.takeUnsaved() }));
    const result = await store(await Promise.allSettled(taking), taken).catch(notStored);
    for (const { book, rows } of taken) {
      if (result.ok) book.rowsStored();
      else book.putBack(rows);
    }
    if (!result.ok) saveLater?.set(retryMilliseconds);
    else if (taken.every(({ rows }) => rows.length === 0)) return result;
    else if (giveBack !== undefined) lookAfterTaken(giveBack);
    deps.onSaved(result);
    return result;
  }

  async function store(taking: PromiseSettledResult<void>[], taken: Taken[]): Promise<Result<void>> {
    const failed = taking.find((each) => each.status === 'rejected');
    // A change may lie in several books: without one of them, none of it is stored.
    if (failed !== undefined) return notStored(failed.reason);
    const changed = taken.filter(({ rows }) => rows.length > 0);
    if (changed.length === 0) return ok();
    await deps.beforeSave?.(changed.map(({ book }) => book.name));
    return deps.database.append(changed.flatMap(({ rows }) => rows));
  }

  /** A relay or a member has taken out what nothing stands for: another device may put it back sooner than this one. */
  function lookAfterTaken(alarm: Alarm): void {
    if (alarm.isSet() || books().every((book) => book.takenAway().length === 0)) return;
    if (now() - gaveBackAt > giveBackMilliseconds.longest) pause.reset();
    gaveBackAt = now();
    alarm.set(pause.next() * (1 + random()));
  }

  return { save, soon: () => saveLater?.set(gatherMilliseconds) };
}

/** It is a bug, and must not cost anything: the changes are still there. */
function notStored(error: unknown): Result<never> {
  reportFailure('Storing', error);
  return err(notWritten);
}
