import { hash } from 'node:crypto';
import type { RowHead } from '#shared/bridge/contract/journal.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { Journal } from './database.ts';
import { headColumns, type StoredHead, toHead } from './rows.ts';
import { missing } from './words.ts';

export interface Counts {
  rows: number;
  /** Of all bytes. */
  size: number;
  /** The highest sequence that was ever written. */
  last: number;
}

export function countRows(journal: Journal): Counts {
  const sql = `SELECT count(*) AS rows, coalesce(sum(length), 0) AS size, (SELECT last FROM meta) AS last
    FROM rows INDEXED BY rows_by_place`;
  return { ...journal.prepare(sql).get() } as unknown as Counts;
}

/** See the contract. */
export function eraOf(journal: Journal): string {
  return String(journal.prepare('SELECT era FROM meta').get()!['era']);
}

/** Over the sequences of all rows: see the contract. From the index, sorted here: no row has to be read for it. */
export function namesOf(journal: Journal): string {
  // As one text: with an object for each row it takes twice as long.
  const found = journal.prepare(
    'SELECT json_group_array(sequence) AS all_of_them FROM rows INDEXED BY rows_by_place',
  );
  const sequences = Float64Array.from(JSON.parse(String(found.get()!['all_of_them']))).toSorted();
  const bytes = Buffer.alloc(8 * sequences.length);
  for (const [index, sequence] of sequences.entries()) bytes.writeBigUInt64BE(BigInt(sequence), 8 * index);
  return hash('sha256', bytes, 'base64url');
}

/** `most`: how many at once. */
export function listRows(
  journal: Journal,
  { after, most }: { after: number; most: number },
): { rows: RowHead[]; more: boolean } {
  const sql = `SELECT ${headColumns} FROM rows WHERE sequence > ? ORDER BY sequence LIMIT ?`;
  const found = journal.prepare(sql).all(after, most + 1) as unknown as StoredHead[];
  return { rows: found.slice(0, most).map(toHead), more: found.length > most };
}

/** `offset`: in the run of bytes that begins with this row. */
export function readRun(
  journal: Journal,
  { sequence, offset, length }: { sequence: number; offset: number; length: number },
): Result<{ bytes: Bytes }> {
  if (journal.prepare('SELECT 1 FROM rows WHERE sequence = ?').get(sequence) === undefined) return missing;
  const bytes = new Uint8Array(length);
  let filled = 0;
  let skip = offset;
  for (const row of lengthsFrom(journal, sequence)) {
    if (skip < row.length) {
      const part = readPart(journal, row.sequence, skip, bytes.length - filled);
      bytes.set(part, filled);
      filled += part.length;
    }
    skip = Math.max(0, skip - row.length);
    if (filled === bytes.length) break;
  }
  return ok({ bytes: bytes.slice(0, filled) });
}

function lengthsFrom(journal: Journal, sequence: number): Iterable<{ sequence: number; length: number }> {
  const sql = 'SELECT sequence, length FROM rows WHERE sequence >= ? ORDER BY sequence';
  return journal.prepare(sql).iterate(sequence) as Iterable<unknown> as Iterable<{
    sequence: number;
    length: number;
  }>;
}

function readPart(journal: Journal, sequence: number, start: number, length: number): Uint8Array {
  const sql = 'SELECT substr(bytes, ?, ?) AS part FROM rows WHERE sequence = ?';
  return journal.prepare(sql).get(start + 1, length, sequence)!['part'] as Uint8Array;
}
