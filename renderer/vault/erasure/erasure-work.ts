import { z } from 'zod';
import { isOfErased } from '#shared/commands/erase-person.ts';
import { type ErasureRun, isEnded, runsOf } from '#shared/domain/clearance.ts';
import { clearanceCollections, type CollectionName, erasureCollections } from '#shared/domain/collections.ts';
import type { Work } from '#shared/lib/async.ts';
import { personalCollections } from '#shared/rights/person-records.ts';
import type { Book } from '../books/book.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Executor } from '../commands/executor.ts';

/** How long after something that an erasure has to do with it is looked what is to be done (ms). */
const quietMilliseconds = 4000;
/** Where something was not to be had it is tried again soon, and then ever more seldom, up to this. */
const againMilliseconds = 10 * 60_000;
const heededSchema = z.array(z.string());

/** So many records are looked after with one command. */
const batch = 500;

/** Does on this device what owners have erased, wherever they did it, and notes when nothing of it is left. */
export interface ErasureWork {
  /** All is loaded. */
  start(): void;
  /** Does what can be done now. */
  look(): Promise<void>;
  /** Something of what was erased has been delivered once more, and was not taken in. */
  deliveredAgain(): void;
}

export interface ErasureWorkDeps {
  library: Library;
  changes: Pick<RecordChanges, 'on'>;
  keyring: Keyring;
  executor: Pick<Executor, 'run' | 'between'>;
  work: Work;
  /** Epoch milliseconds. */
  now(): number;
  isOwner(): boolean;
  /** Seals books anew, and brings what is derived from them up to date. */
  tidy(): Promise<void>;
  /** Brings what is derived from a book that is open for maintenance up to date. */
  copy(book: Book): Promise<void>;
  /** Deletes a file here and at the relay; `false` where that is not known to be done. */
  removeBlob(blob: string): Promise<boolean>;
  /** Has the relay write a room anew; `false` where it is not there, or has not all of this device's work yet. */
  packRoom(room: string): Promise<boolean>;
  /** The relay's room of deliveries, where this device takes them in: what was taken out of it stays until it is packed. */
  inboxRoom(): string | undefined;
  /** Drops what was typed about it on this device and not saved. */
  forgetUnsaved(): Promise<void>;
  /** Keeps on this device which words of others it has gone by. */
  heeded: { read(): Promise<unknown>; write(ids: string[]): Promise<void> };
  /** Leaves what was stored before behind. `false` where that cannot be done now. */
  purgeDisk(): Promise<boolean>;
}

export function createErasureWork(deps: ErasureWorkDeps): ErasureWork {
  const { library, keyring, executor, work } = deps;
  const alarm = work.alarm(() => look());
  const again = work.alarm(() => look());
  const look = work.shared(lookAndWait);
  let wait = quietMilliseconds;
  let isInboxDue = false;
  /** Records that may be about somebody who was erased: they have come, or changed. */
  const candidates = new Map<CollectionName, Set<string>>();

  deps.changes.on([...erasureCollections] as CollectionName[], () => {
    collectAll();
    alarm.set(quietMilliseconds);
  });
  deps.changes.on(['erasuresDone'], () => alarm.set(quietMilliseconds));
  deps.changes.on(personalCollections, (ids, collection) => {
    if (!isAnyErased()) return;
    collect(collection, ids);
    alarm.set(quietMilliseconds);
  });

  const isAnyErased = (): boolean =>
    Object.values(clearanceCollections).some(
      (name) => library.all(name)[Symbol.iterator]().next().done !== true,
    );

  function collect(collection: CollectionName, ids: Iterable<string>): void {
    const known = candidates.get(collection) ?? new Set();
    for (const id of ids) known.add(id);
    candidates.set(collection, known);
  }

  function collectAll(): void {
    if (!deps.isOwner() || !isAnyErased()) return;
    for (const name of personalCollections)
      collect(
        name,
        Array.from(library.all(name), ({ id }) => id),
      );
  }

  /** What a device has written that did not know of an erasure. */
  async function follow(): Promise<void> {
    const collected = [...candidates].flatMap(([collection, ids]) =>
      [...ids].map((id) => ({ collection, id })),
    );
    candidates.clear();
    if (!deps.isOwner()) return;
    const found = collected.filter((record) => isOfErased(library, record, keyring));
    for (let at = 0; at < found.length; at += batch)
      await executor.run('erasure.follow', { records: found.slice(at, at + batch) });
  }

  /**
   * What this device has not done, or not since another one has: that one may have written on until then, and what it
   * wrote has come here as well.
   */
  async function due() {
    const { deviceId } = keyring.keybag;
    const heeded = new Set(heededSchema.safeParse(await deps.heeded.read()).data);
    const all = [...library.all('erasuresDone')];
    const heard = all.filter((one) => one.deviceId !== deviceId && !heeded.has(one.id));
    const done = new Set(all.flatMap((one) => (one.deviceId === deviceId ? [one.runId] : [])));
    const again = new Set(heard.map(({ runId }) => runId));
    const ended = runsOf(library.all('erasureRuns')).filter((run) => isEnded(run, deps.now()));
    const runs = ended.filter(({ id }) => !done.has(id) || again.has(id));
    // Of what goes every day a device goes once more through its copies with what goes the next day.
    const isUrgent = runs.some(({ id, orderId }) => !done.has(id) || orderId === undefined);
    return { runs: isUrgent ? runs : [], heard, heeded };
  }

  async function lookAndWait(): Promise<void> {
    await lookNow();
    const isLeft = candidates.size > 0 || isInboxDue || (await due()).runs.length > 0;
    wait = isLeft ? Math.min(wait * 2, againMilliseconds) : quietMilliseconds;
    if (isLeft) again.reset(wait);
    else again.clear();
  }

  async function lookNow(): Promise<void> {
    if (work.isOver || !library.mayBegin().ok) return;
    await follow();
    const { runs, heard, heeded } = await due();
    if (isInboxDue && runs.length === 0) isInboxDue = !(await packInbox());
    if (runs.length === 0) return;
    await deps.tidy();
    const books = new Set(runs.flatMap(({ books: each }) => each).filter(keyring.canOpen));
    const left = new Set<string>();
    for (const name of books)
      if (!(await purgeBook(name)) || !(await deps.packRoom(await library.roomOf(name)))) left.add(name);
    const done: ErasureRun[] = [];
    if (!(await packInbox())) return;
    isInboxDue = false;
    for (const run of runs)
      if (!run.books.some((name) => left.has(name)) && (await removeBlobs(run))) done.push(run);
    if (done.length === 0 || work.isOver) return;
    await deps.forgetUnsaved();
    if (!(await deps.purgeDisk())) return;
    for (const { id } of done) await executor.run('erasure.done', { runId: id });
    const isDone = new Set(done.map(({ id }) => id));
    for (const { id, runId } of heard) if (isDone.has(runId)) heeded.add(id);
    await deps.heeded.write([...heeded]);
  }

  async function packInbox(): Promise<boolean> {
    const room = deps.inboxRoom();
    return room === undefined || deps.packRoom(room);
  }

  async function purgeBook(name: string): Promise<boolean> {
    const open = library.bookNamed(name);
    if (open !== undefined && !library.unshown.includes(name)) return open.purge();
    // One that has not come yet cannot be looked into.
    if (open === undefined && !library.closedBooks.has(name)) return false;
    return executor.between(async () => {
      const book = await library.openHidden(name);
      const isPurged = await purgedHidden(book);
      if (isPurged) await deps.copy(book);
      library.shut(name);
      return isPurged;
    });
  }

  async function purgedHidden(book: Book): Promise<boolean> {
    // What nobody has replaced yet is sealed anew when it is still there at the second look.
    for (let round = 0; round < 2; round++) await book.checkpointIfDue();
    const saved = await library.save();
    return saved.ok && book.purge();
  }

  async function removeBlobs({ id }: ErasureRun): Promise<boolean> {
    const clearances = (['talk', 'work'] as const).flatMap((compartment) =>
      keyring.canOpen(compartment) ? library.by(clearanceCollections[compartment], 'runId', id) : [],
    );
    for (const blob of clearances.flatMap(({ blobs = [] }) => blobs))
      if (!(await deps.removeBlob(blob))) return false;
    return true;
  }

  return {
    start() {
      collectAll();
      alarm.set(quietMilliseconds);
    },
    look,
    deliveredAgain() {
      isInboxDue = true;
      alarm.set(quietMilliseconds);
    },
  };
}
