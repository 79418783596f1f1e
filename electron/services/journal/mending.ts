import { DatabaseSync } from 'node:sqlite';
import { connect, type Journal, logOf, sizeOf, transaction } from './database.ts';
import { sqliteCode } from './errors.ts';
import { withReadableHead } from './lent-head.ts';
import { makeFile, type Place, removeFile, takeMended } from './place.ts';
import { isIntact, type StoredRow, toHead } from './rows.ts';
import { writeAll } from './writing.ts';

/** How much is moved in one transaction. */
const batchRows = 500;
const batchBytes = 4 * 1024 * 1024;

/** Where a damaged file does not tell how far its sequences go. */
const furthest = 1_000_000;

/** A mending that a crash or a power cut has interrupted at its last step. */
export function isHalfMended({ file, mended }: Place): boolean {
  return sizeOf(file) === 0 && sizeOf(mended) > 0 && sizeOf(logOf(mended)) === 0;
}

/** Begins a new file with every row that can still be read. Where this fails, the damaged one is as it was. */
export function mend(place: Place): void {
  removeFile(place.mended);
  makeFile(place.mended);
  const { journal } = connect(place.mended);
  try {
    withReadableHead(place.file, place.mended, () => moveRows(place.file, journal));
  } catch (error) {
    journal.database.close();
    removeFile(place.mended);
    throw error;
  }
  journal.database.close();
  takeMended(place);
}

function moveRows(file: string, to: Journal): void {
  const from = new DatabaseSync(file);
  try {
    from.exec('PRAGMA locking_mode = EXCLUSIVE');
    const last = tryOr(undefined, () => read(from, 'SELECT last FROM meta'));
    let batch: StoredRow[] = [];
    let bytes = 0;
    const write = (): void => {
      writeAll(
        to,
        batch.map((row) => ({ rows: [toHead(row)], pieces: [row.bytes] })),
      );
      batch = [];
      bytes = 0;
    };
    for (const row of readableRows(from, last ?? highestSequence(from))) {
      batch.push(row);
      bytes += row.length;
      if (batch.length === batchRows || bytes > batchBytes) write();
    }
    write();
    transaction(to, () => to.prepare('UPDATE meta SET last = max(last, ?)').run(last ?? 0));
  } finally {
    from.close();
  }
}

/** Where pages between cannot be read, each sequence is asked for by itself. */
function* readableRows(from: DatabaseSync, last: number): Generator<StoredRow> {
  const sql = 'SELECT * FROM rows WHERE sequence >= ? ORDER BY sequence LIMIT 1';
  const next = tryOr(undefined, () => from.prepare(sql));
  for (let sequence = 1; next !== undefined && sequence <= last; sequence++) {
    const found = tryOr('unreadable', () => next.get(sequence) ?? 'none');
    if (found === 'none') return;
    if (found === 'unreadable') continue;
    const row = found as unknown as StoredRow;
    if (isIntact(row)) yield row;
    sequence = row.sequence;
  }
}

/** Of the rows or, where their end cannot be read, of the index. */
function highestSequence(from: DatabaseSync): number {
  const highest = 'SELECT max(sequence) FROM rows';
  return tryOr(
    tryOr(furthest, () => read(from, `${highest} INDEXED BY rows_by_place`)),
    () => read(from, highest),
  );
}

function read(from: DatabaseSync, sql: string): number {
  return Number(Object.values(from.prepare(sql).get() ?? {})[0] ?? 0);
}

/** What SQLite cannot read is passed over. */
function tryOr<T, Otherwise>(otherwise: Otherwise, step: () => T): T | Otherwise {
  try {
    return step();
  } catch (error) {
    if (sqliteCode(error) === undefined) throw error;
    return otherwise;
  }
}
