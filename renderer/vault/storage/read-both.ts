import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { Copies } from './copies.ts';
import type { Copy } from './copy.ts';
import type { IndexedDbCopy } from './indexed-db.ts';
import { type Row, standing } from './row.ts';

/** Which rows; what is left out is not asked for. */
export interface Wanted {
  kind: string;
  key?: string | undefined;
  part?: number | undefined;
}

/**
 * Rows by sequence, without removals: from the database; where that does not give them, or the copies are not in
 * step, what either of the two has.
 */
export async function readBoth(
  from: { copies: Pick<Copies, 'indexedDb' | 'inStep'>; journal: Copy },
  read: (indexedDb: IndexedDbCopy) => Promise<Result<Row[]>>,
  wanted: Wanted,
): Promise<Row[]> {
  const indexedDb = from.copies.indexedDb();
  const ours = indexedDb && (await read(indexedDb));
  if (ours?.ok && from.copies.inStep()) return present(ours.value);
  const theirs = await readJournal(from.journal, wanted);
  const rows = new Map([...theirs, ...(ours?.ok ? ours.value : [])].map((row) => [row.sequence, row]));
  return present(standing([...rows.values()]));
}

function present(rows: Row[]): Row[] {
  return rows.filter(({ removed }) => !removed).toSorted((a, b) => a.sequence - b.sequence);
}

/** What can be read of it. */
async function readJournal(journal: Copy, { kind, key, part }: Wanted): Promise<Row[]> {
  const sequences = await journal.sequences();
  const heads = sequences.ok ? await journal.heads(new Set(sequences.value)) : sequences;
  if (!heads.ok) return [];
  const wanted = heads.value.filter(
    (head) => head.kind === kind && head.key === (key ?? head.key) && (part ?? head.part) === head.part,
  );
  const rows: Row[] = [];
  await journal.read(wanted, async (some) => {
    rows.push(...some);
    return ok();
  });
  return rows;
}
