import { createHash } from 'node:crypto';
import type { CallResult } from '#shared/bridge/contract.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { Journal } from './database.ts';
import { isIntact, type StoredRow } from './rows.ts';
import { pause, sliceBytes, type Use } from './slices.ts';

type Check = CallResult<'journal.check'>;

/** Holds all bytes against their hashes, in slices. The digest is of one moment: that at the end. */
export async function checkRows(use: Use): Promise<Result<Check>> {
  const damaged = new Set<number>();
  for (let after: number | undefined = 0; after !== undefined; await pause()) {
    const from: number = after;
    const slice = use((journal) => ok(checkSlice(journal, from, damaged)));
    if (!slice.ok) return slice;
    after = slice.value;
  }
  return use((journal) => ok(digestOf(journal, damaged)));
}

/** Adds to `damaged`. Tells after which sequence to go on; `undefined` where there is no more. */
function checkSlice(journal: Journal, after: number, damaged: Set<number>): number | undefined {
  const sql = 'SELECT sequence, hash, bytes FROM rows WHERE sequence > ? ORDER BY sequence';
  let size = 0;
  for (const found of journal.prepare(sql).iterate(after)) {
    const row = found as unknown as Pick<StoredRow, 'sequence' | 'hash' | 'bytes'>;
    if (!isIntact(row)) damaged.add(row.sequence);
    size += row.bytes.length;
    if (size >= sliceBytes) return row.sequence;
  }
  return undefined;
}

function digestOf(journal: Journal, suspects: ReadonlySet<number>): Check {
  const digest = createHash('sha256');
  const sequenceBytes = Buffer.alloc(8);
  const check: Check = { rows: 0, size: 0, digest: '', damaged: [] };
  for (const found of journal
    .prepare('SELECT sequence, hash, length FROM rows ORDER BY sequence')
    .iterate()) {
    const { sequence, hash, length } = found as unknown as Omit<StoredRow, 'bytes'>;
    sequenceBytes.writeBigUInt64BE(BigInt(sequence));
    digest.update(sequenceBytes).update(hash);
    check.rows++;
    check.size += length;
    if (suspects.has(sequence)) check.damaged.push(sequence);
  }
  check.digest = digest.digest('base64url');
  return check;
}
