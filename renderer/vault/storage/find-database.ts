import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { Bucket, Buckets } from './buckets.ts';
import type { Copy } from './copy.ts';
import { type Database, openDatabase } from './database.ts';
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
export async function findDatabase(deps: Place): Promise<{ database: Database; isTorn: boolean }> {
  let isTorn = false;
  for (const bucket of await deps.buckets.all()) {
    const database = openDatabase({ ...deps, bucket });
    const state = await database.state();
    // A clean place that was not filled to the end: it was made because the one before it is torn.
    const isUnfinished = bucket.generation > 0 && state.ok && !(await database.isWhole());
    if (!isUnfinished) return { database, isTorn: isTorn || !state.ok };
    database.close();
    isTorn = true;
  }
  throw new Error('The browser’s own place for databases is missing');
}

/**
 * Makes a clean database beside a torn one, filled from the journal, and drops the torn one when the two copies
 * have been found equal.
 */
export async function replaceDatabase(
  deps: Place & { journal: Copy; onProgress(part: number): void },
): Promise<Result<Database>> {
  const { buckets, journal } = deps;
  const bucket = await freshBucket(buckets);
  if (!bucket.ok) return bucket;
  const database = openDatabase({ ...deps, bucket: bucket.value });
  const filled = await fill(database, deps);
  const compared = filled.ok ? await areEqual(database, journal) : filled;
  const marked = compared.ok ? await database.markWhole() : compared;
  if (!marked.ok) {
    database.close();
    return marked;
  }
  await buckets.removeBefore(bucket.value.generation);
  return ok(database);
}

async function freshBucket(buckets: Buckets): Promise<Result<Bucket>> {
  try {
    return ok(await buckets.fresh());
  } catch {
    return notReplaced;
  }
}

async function fill(
  database: Database,
  deps: { journal: Copy; crypto: WebCrypto; onProgress(part: number): void },
): Promise<Result<unknown>> {
  const empty = await database.state();
  const full = await deps.journal.state();
  if (!empty.ok) return empty;
  if (!full.ok) return full;
  return bringIntoStep({ ...deps, database }, { database: empty.value, journal: full.value });
}

async function areEqual(database: Copy, journal: Copy): Promise<Result<void>> {
  const [ours, theirs] = await Promise.all([database.check(), journal.check()]);
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
