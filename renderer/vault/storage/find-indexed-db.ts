import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { Bucket, Buckets } from './buckets.ts';
import type { Copy } from './copy.ts';
import { type IndexedDbCopy, openIndexedDb } from './indexed-db.ts';
import { bringIntoStep } from './step.ts';

interface Place {
  name: string;
  crypto: WebCrypto;
  buckets: Buckets;
}

/**
 * The database that was worked on last. `isTorn`: a write to it has failed before, or it does not open; what can be
 * read of it counts, and nothing is written there.
 */
export async function findIndexedDb(deps: Place): Promise<{ indexedDb: IndexedDbCopy; isTorn: boolean }> {
  let isTorn = false;
  for (const bucket of await deps.buckets.all()) {
    const indexedDb = openIndexedDb({ ...deps, bucket });
    const state = await indexedDb.state();
    // A clean place that was not filled to the end: it was made because the one before it is torn.
    const isUnfinished = bucket.generation > 0 && state.ok && !(await indexedDb.isWhole());
    if (!isUnfinished) return { indexedDb, isTorn: isTorn || !state.ok };
    indexedDb.close();
    isTorn = true;
  }
  throw new Error('The browser’s own place for databases is missing');
}

/**
 * Makes a clean database beside a torn one, filled from the journal, and drops the torn one when the two copies
 * have been found equal.
 */
export async function replaceIndexedDb(
  deps: Place & { journal: Copy; onProgress(part: number): void },
): Promise<Result<IndexedDbCopy>> {
  const { buckets, journal } = deps;
  const bucket = await freshBucket(buckets);
  if (!bucket.ok) return bucket;
  const indexedDb = openIndexedDb({ ...deps, bucket: bucket.value });
  const filled = await fill(indexedDb, deps);
  const compared = filled.ok ? await areEqual(indexedDb, journal) : filled;
  const marked = compared.ok ? await indexedDb.markWhole() : compared;
  if (!marked.ok) {
    indexedDb.close();
    return marked;
  }
  await buckets.removeBefore(bucket.value.generation);
  return ok(indexedDb);
}

async function freshBucket(buckets: Buckets): Promise<Result<Bucket>> {
  try {
    return ok(await buckets.fresh());
  } catch {
    return notReplaced;
  }
}

async function fill(
  indexedDb: IndexedDbCopy,
  deps: { journal: Copy; crypto: WebCrypto; onProgress(part: number): void },
): Promise<Result<unknown>> {
  const empty = await indexedDb.state();
  const full = await deps.journal.state();
  if (!empty.ok) return empty;
  if (!full.ok) return full;
  return bringIntoStep({ ...deps, indexedDb }, { indexedDb: empty.value, journal: full.value });
}

async function areEqual(indexedDb: Copy, journal: Copy): Promise<Result<void>> {
  const [ours, theirs] = await Promise.all([indexedDb.check(), journal.check()]);
  if (!ours.ok) return ours;
  if (!theirs.ok) return theirs;
  const { rows, digest, damaged } = theirs.value;
  // What is damaged in the journal was not brought over.
  const isSame =
    damaged.length === 0 ? ours.value.digest === digest : ours.value.rows === rows - damaged.length;
  return isSame && ours.value.damaged.length === 0 ? ok() : notReplaced;
}

const notReplaced = problem(
  'storage.not-replaced',
  'The place where Plumbline stores your data in its browser could not be made anew yet. The second copy is whole.',
  'Leave Plumbline open. It tries again.',
);
