import { isAnyDue } from '#shared/commands/bin.ts';
import { trustedMoment } from '#shared/domain/bin.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Archive } from './archive/archive.ts';
import type { Book } from './books/book.ts';
import type { Library } from './books/library.ts';
import type { Executor } from './commands/executor.ts';
import type { Snapshots } from './projection/snapshots.ts';
import type { Indexes } from './search/indexes.ts';

/** How long after the last change the books are tidied. */
const quietMilliseconds = 3000;
/** How often it is looked whether the time of something is over, though nobody works here. */
const lookEvery = 6 * 60 * 60 * 1000;

/** What is not urgent: long books are shortened and their snapshots are sealed anew, when the owner pauses. */
export interface Maintenance extends AsyncDisposable {
  /** Something was saved; starts the wait anew. */
  saved(): void;
  /** Does it now. */
  tidy(): Promise<void>;
  /** Brings what is derived from a book, and kept beside it, up to date; also where it is open for maintenance only. */
  copy(book: Book): Promise<void>;
  /** Brings the snapshots up to date. */
  [Symbol.asyncDispose](): Promise<void>;
}

export function createMaintenance(deps: {
  library: Library;
  archive: Archive;
  indexes: Indexes;
  executor: Executor;
  snapshots: Snapshots;
  work: Work;
  /** Epoch milliseconds. */
  now(): number;
  /** Epoch milliseconds as the relay has them; none, where no relay has told. */
  relayNow(): number | undefined;
  isOwner(): boolean;
  /** See `Retention`. */
  applyRetention(trustedNow: number): Promise<void>;
  /** See `BackupScheduler`. */
  rollBackupsOver(): Promise<void>;
}): Maintenance {
  const { library, archive, indexes, executor, snapshots } = deps;
  const inTurn = deps.work.sequencer();
  const startedAt = deps.now();
  const alarm = deps.work.alarm(() => inTurn(tidy));

  async function tidy(): Promise<void> {
    if (!library.mayBegin().ok) return;
    // A status may have come before the message that another device took in.
    const waiting = library.all('pendingUpdates')[Symbol.iterator]().next();
    if (waiting.done !== true) await executor.run('inbox.settle', {});
    await keepTimes();
    await library.tidy();
    await writeCopies();
  }

  /** What has been in the bin, or kept, for its time goes, by clocks that agree. */
  async function keepTimes(): Promise<void> {
    const trustedNow = trustedMoment(deps.now(), deps.relayNow(), workedBefore());
    // One more than is needed is no loss: here the device's own clock is enough.
    await deps.rollBackupsOver();
    if (trustedNow === undefined) return;
    if (deps.isOwner() && isAnyDue(library, trustedNow)) await executor.run('bin.empty', { trustedNow });
    await deps.applyRetention(trustedNow);
  }

  /** When somebody last changed something here before this start. */
  function workedBefore(): number | undefined {
    let last: number | undefined;
    for (const { at } of library.all('audit')) if (at < startedAt && at > (last ?? -Infinity)) last = at;
    return last;
  }

  /** What is derived from books and kept beside them. */
  async function writeCopies(): Promise<void> {
    for (const book of library.books) await copy(book);
  }

  async function copy(book: Book): Promise<void> {
    await snapshots.write(book);
    await indexes.write(book);
    await archive.writeSummary(book);
  }

  deps.work.every(lookEvery, () => alarm.reset(quietMilliseconds));

  return {
    saved: () => alarm.reset(quietMilliseconds),
    tidy: () => inTurn(tidy),
    async copy(book) {
      if (library.unshown.includes(book.name)) indexes.opened(book);
      await copy(book);
    },
    async [Symbol.asyncDispose]() {
      await library.save();
      if (library.mayBegin().ok) await writeCopies();
    },
  };
}
