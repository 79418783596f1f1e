import type { RowHead } from '#shared/bridge/contract/journal.ts';
import { concat } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { type Journal, transaction } from './database.ts';
import { isUnfit } from './errors.ts';
import type { Done } from './messages.ts';
import { isIntact, type StoredRow, toStored } from './rows.ts';
import { conflict, mismatch } from './words.ts';

export interface Write {
  rows: RowHead[];
  /** The rows' bytes, one after the other, cut anywhere. */
  pieces: Uint8Array[];
}

/** Writes them in one transaction, each whole or not at all. Throws, with nothing written, where the disk fails. */
export function writeAll(journal: Journal, writes: Write[]): Result<Done>[] {
  const checked = writes.map(takeApart);
  return transaction(journal, () =>
    checked.map((rows) => (rows.ok ? apart(journal, () => writeRows(journal, rows.value)) : rows)),
  );
}

/** Each row with its bytes; these were hashed where they were made. */
function takeApart({ rows, pieces }: Write): Result<StoredRow[]> {
  const bytes = pieces.length === 1 ? pieces[0]! : concat(...pieces);
  let end = 0;
  const stored = rows.map((head) => {
    const start = end;
    end += head.length;
    return { ...toStored(head), bytes: bytes.subarray(start, end) };
  });
  return end === bytes.length && stored.every(isIntact) ? ok(stored) : mismatch;
}

/** Takes back what a step has done, and nothing else, when it ends in a problem. */
function apart(journal: Journal, step: () => Result<Done>): Result<Done> {
  const { database } = journal;
  database.exec('SAVEPOINT one');
  const result = unlessUnfit(step);
  if (!result.ok) database.exec('ROLLBACK TO one');
  database.exec('RELEASE one');
  return result;
}

function unlessUnfit(step: () => Result<Done>): Result<Done> {
  try {
    return step();
  } catch (error) {
    if (isUnfit(error)) return mismatch;
    throw error;
  }
}

function writeRows(journal: Journal, rows: StoredRow[]): Result<Done> {
  let last = 0;
  let freed = 0;
  for (const row of rows) {
    const written = writeRow(journal, row);
    if (!written.ok) return written;
    last = Math.max(last, row.sequence);
    freed += written.value.freed;
  }
  journal.prepare('UPDATE meta SET last = max(last, ?), freed = freed + ?').run(last, freed);
  return ok({});
}

/** `freed`: the bytes of the rows that went. */
function writeRow(journal: Journal, row: StoredRow): Result<{ freed: number }> {
  const there = find(journal, row.sequence);
  if (there !== undefined) {
    if (!isSame(there, row)) return conflict;
    if (isIntact(there)) return ok({ freed: 0 });
    // The disk has damaged it since, and here it is again.
    journal.prepare('DELETE FROM rows WHERE sequence = ?').run(row.sequence);
  }
  if (isReplaced(journal, row)) return ok({ freed: 0 });
  const freed = removeReplaced(journal, row);
  insertRow(journal, row);
  return ok({ freed });
}

function find(journal: Journal, sequence: number): StoredRow | undefined {
  return journal.prepare('SELECT * FROM rows WHERE sequence = ?').get(sequence) as StoredRow | undefined;
}

/** By everything but the bytes, which the hash stands for. */
function isSame(a: StoredRow, b: StoredRow): boolean {
  const place = ({ kind, key, part, replaces, removed, about, length }: StoredRow): string =>
    JSON.stringify([kind, key, part, replaces, removed, about, length]);
  return place(a) === place(b) && Buffer.compare(a.hash, b.hash) === 0;
}

/** A later row stands for it already: one of the same part, or a removal of the whole key. For a removal only another. */
function isReplaced(journal: Journal, { sequence, kind, key, part, removed }: StoredRow): boolean {
  const later = 'kind = ? AND key = ? AND sequence > ? AND replaces >= ?';
  const ofPart = journal.prepare(`SELECT 1 FROM rows WHERE ${later} AND part = ? LIMIT 1`);
  const removal = journal.prepare(`SELECT 1 FROM rows WHERE ${later} AND removed = 1 LIMIT 1`);
  return (
    (!removed && ofPart.get(kind, key, sequence, sequence, part) !== undefined) ||
    removal.get(kind, key, sequence, sequence) !== undefined
  );
}

/** In bytes. */
function removeReplaced(journal: Journal, row: StoredRow): number {
  const { kind, key, part, removed } = row;
  const upTo = Math.min(row.replaces, row.sequence - 1);
  if (upTo === 0) return 0;
  const remove = 'DELETE FROM rows WHERE kind = ? AND key = ? AND sequence <= ?';
  const gone = removed
    ? journal.prepare(`${remove} RETURNING length`).all(kind, key, upTo)
    : journal.prepare(`${remove} AND part = ? AND removed = 0 RETURNING length`).all(kind, key, upTo, part);
  return gone.reduce((sum, { length }) => sum + Number(length), 0);
}

/** Puts a row where none is. */
export function insertRow(journal: Journal, row: StoredRow): void {
  const { sequence, kind, key, part, replaces, removed, about, hash, length, bytes } = row;
  journal
    .prepare('INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(sequence, kind, key, part, replaces, removed, about, hash, length, bytes);
}
