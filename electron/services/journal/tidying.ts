import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { type Journal, transaction, turnLog, turnLongLog } from './database.ts';
import type { Done } from './messages.ts';
import { countRows } from './reading.ts';
import type { StoredRow } from './rows.ts';
import { pause, sliceBytes, type Use } from './slices.ts';
import { insertRow } from './writing.ts';

/** Fewer rows than this in a slice would leave no page empty, so that nothing were packed. */
const leastSliceRows = 16;
const slicePages = 256;

/**
 * Forgets removals up to a sequence, packs the rows where much has gone from between them, and gives free pages
 * back to the disk; in slices. `thoroughly`: they are packed in any case, so that nothing of what went is left.
 */
export async function tidyRows(use: Use, upTo: number, thoroughly = false): Promise<Result<Done>> {
  const begun = use((journal) => ok(removeRemovals(journal, upTo)));
  if (!begun.ok) return begun;
  const packed = await packRows(use, { ...begun.value, ...(thoroughly && { isWorthPacking: true }) });
  if (!packed.ok) return packed;
  for (let isLeft = true; isLeft; await pause()) {
    const slice = use((journal) => ok(giveBackPages(journal)));
    if (!slice.ok) return slice;
    isLeft = slice.value;
  }
  return use((journal) => {
    turnLog(journal);
    return ok({});
  });
}

interface Begun {
  /** Bytes of rows that went since the rows were last packed. */
  freed: number;
  /** The highest sequence: what comes later is packed as it comes. */
  last: number;
  isWorthPacking: boolean;
}

function removeRemovals(journal: Journal, upTo: number): Begun {
  return transaction(journal, () => {
    const sql = 'DELETE FROM rows WHERE removed = 1 AND sequence <= ? RETURNING length';
    const gone = journal.prepare(sql).all(upTo);
    const more = gone.reduce((sum, { length }) => sum + Number(length), 0);
    const added = journal.prepare('UPDATE meta SET freed = freed + ? RETURNING freed').get(more);
    const freed = Number(added!['freed']);
    const { size, last } = countRows(journal);
    return { freed, last, isWorthPacking: freed > 0 && freed * 4 >= size };
  });
}

/**
 * SQLite joins pages only when they are two thirds empty, and what it moves from one page to another may leave a
 * shadow behind, which `secure_delete` does not see. Rows that are taken out and put in again leave neither.
 */
async function packRows(use: Use, { freed, last, isWorthPacking }: Begun): Promise<Result<Done>> {
  if (!isWorthPacking) return ok({});
  for (let after: number | undefined = 0; after !== undefined; await pause()) {
    const from: number = after;
    const slice = use((journal) => ok(packSlice(journal, from, last)));
    if (!slice.ok) return slice;
    after = slice.value;
  }
  return use((journal) => {
    const settle = (): unknown => journal.prepare('UPDATE meta SET freed = max(0, freed - ?)').run(freed);
    transaction(journal, settle);
    return ok({});
  });
}

/** Tells after which sequence to go on; `undefined` where there is no more. */
function packSlice(journal: Journal, after: number, upTo: number): number | undefined {
  const rows: StoredRow[] = [];
  let size = 0;
  const sql = 'SELECT * FROM rows WHERE sequence > ? AND sequence <= ? ORDER BY sequence';
  const found = journal.prepare(sql).iterate(after, upTo);
  for (const row of found as Iterable<unknown> as Iterable<StoredRow>) {
    rows.push(row);
    size += row.length;
    if (size >= sliceBytes && rows.length >= leastSliceRows) break;
  }
  const last = rows.at(-1);
  if (last === undefined) return undefined;
  transaction(journal, () => {
    journal.prepare('DELETE FROM rows WHERE sequence BETWEEN ? AND ?').run(after + 1, last.sequence);
    for (const row of rows) insertRow(journal, row);
  });
  turnLongLog(journal);
  return last.sequence;
}

/** Tells whether there may be more. */
function giveBackPages(journal: Journal): boolean {
  const free = (): number => Number(journal.prepare('PRAGMA freelist_count').get()!['freelist_count']);
  const before = free();
  if (before === 0) return false;
  transaction(journal, () => journal.database.exec(`PRAGMA incremental_vacuum(${slicePages})`));
  turnLongLog(journal);
  return free() < before;
}
