import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { Buckets } from './buckets.ts';
import type { Copy } from './copy.ts';
import { type IndexedDbCopy, openIndexedDb } from './indexed-db.ts';
import { bringIntoStep, type StepReport } from './step.ts';

interface Place {
  name: string;
  crypto: WebCrypto;
  buckets: Buckets;
}

/**
 * The database that was worked on last. `isTorn`: a write to it has failed before, or it does not open; what can be
 * read of it counts, and nothing is written there.
 */
export async function findIndexedDb(
  deps: Place,
): Promise<Result<{ indexedDb: IndexedDbCopy; isTorn: boolean }>> {
  const buckets = await deps.buckets.all();
  if (!buckets.ok) return buckets;
  let isTorn = false;
  for (const [at, bucket] of buckets.value.entries()) {
    const indexedDb = openIndexedDb({ ...deps, bucket });
    const [state, whole] = [await indexedDb.state(), await indexedDb.isWhole()];
    // A clean place that was not filled to the end: it was made because the one before it is torn.
    const isUnfinished = bucket.generation > 0 && whole.ok && !whole.value;
    isTorn ||= isUnfinished;
    if (!isUnfinished || at === buckets.value.length - 1)
      return ok({ indexedDb, isTorn: isTorn || !state.ok || !whole.ok });
    indexedDb.close();
  }
  throw new Error('The browser has given no place for the database');
}

/**
 * Makes a clean database beside a torn one, filled from the journal, and drops the torn one when the two copies
 * have been found equal.
 */
export async function replaceIndexedDb(
  deps: Filling,
): Promise<Result<{ indexedDb: IndexedDbCopy; lost: number }>> {
  const { buckets } = deps;
  const bucket = await buckets.fresh(deps.generation);
  if (!bucket.ok) return bucket;
  const indexedDb = openIndexedDb({ ...deps, bucket: bucket.value });
  const filled = await fillAndCompare(indexedDb, deps);
  if (!filled.ok) {
    indexedDb.close();
    return filled;
  }
  await buckets.removeBefore(bucket.value.generation);
  return ok({ indexedDb, ...filled.value });
}

type Filling = Place & {
  journal: Copy;
  /** Of the torn one. */
  generation: number;
  old: IndexedDbCopy | undefined;
  onProgress(part: number): void;
};

/** From the journal; what is damaged there, from the old database. `lost`: rows that are damaged in both. */
async function fillAndCompare(indexedDb: IndexedDbCopy, deps: Filling): Promise<Result<{ lost: number }>> {
  const { journal, old } = deps;
  const full = await journal.state();
  if (!full.ok) return full;
  const filled = await fillFrom(journal, { ...deps, indexedDb });
  if (!filled.ok) return filled;
  let { lost } = filled.value;
  if (lost > 0 && old !== undefined) {
    const more = await fillFrom({ ...old, write: async () => ok() }, { ...deps, indexedDb });
    lost -= more.ok ? more.value.toDatabase : 0;
  }
  const compared = await areEqual(indexedDb, journal);
  if (!compared.ok) return compared;
  if (old !== undefined) await bringDerived(old, indexedDb);
  const marked = await indexedDb.markWhole(full.value.era);
  return marked.ok ? ok({ lost }) : marked;
}

async function fillFrom(
  from: Copy,
  deps: { indexedDb: IndexedDbCopy; crypto: WebCrypto; onProgress(part: number): void },
): Promise<Result<StepReport>> {
  const [ours, theirs] = [await deps.indexedDb.state(), await from.state()];
  if (!ours.ok) return ours;
  if (!theirs.ok) return theirs;
  return bringIntoStep({ ...deps, journal: from }, { indexedDb: ours.value, journal: theirs.value });
}

async function areEqual(indexedDb: Copy, journal: Copy): Promise<Result<void>> {
  const [ours, theirs] = await Promise.all([indexedDb.check(), journal.check()]);
  if (!ours.ok) return ours;
  if (!theirs.ok) return theirs;
  const { rows, digest, damaged } = theirs.value;
  // What is damaged in both was not brought over.
  const least = rows - damaged.length;
  const isSame =
    ours.value.digest === digest ||
    (damaged.length > 0 && ours.value.rows >= least && ours.value.rows <= rows);
  return isSame && ours.value.damaged.length === 0 ? ok() : notReplaced;
}

/** What the rows would otherwise have to be read for again. */
async function bringDerived(from: IndexedDbCopy, to: IndexedDbCopy): Promise<void> {
  for (const name of await from.derivedNames()) {
    const bytes = await from.readDerived(name);
    if (bytes !== undefined) await to.writeDerived(name, bytes);
  }
}

const notReplaced = problem(
  'storage.not-replaced',
  'The place where Plumbline stores your data in its browser could not be made anew yet. The second copy is whole.',
  'Leave Plumbline open. It tries again.',
);
