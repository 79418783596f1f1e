import type { RowHead } from '#shared/bridge/contract.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { Copy, CopyState } from './copy.ts';
import { isIntact, type Row, standing } from './row.ts';

/** What it took to have two copies hold the same. */
export interface StepReport {
  /** The highest sequence that either had ever got. */
  last: number;
  /** Rows that were brought from the other one. */
  toDatabase: number;
  toJournal: number;
  /** Rows that were in one copy only, and could not be read there, or are damaged: they are lost. */
  lost: number;
}

export interface Pair {
  indexedDb: Copy;
  journal: Copy;
  /** Another database takes its place: what it lacks is counted only. */
  isReplaced?: boolean;
}

/**
 * Fills each copy with what only the other one has. Where both say the same, nothing is read. `onProgress`: which
 * part of the bytes is done, from 0 to 1.
 */
export async function bringIntoStep(
  deps: Pair & { crypto: WebCrypto; onProgress?(part: number): void },
  states: { indexedDb: CopyState; journal: CopyState },
): Promise<Result<StepReport>> {
  const { indexedDb, journal, crypto } = deps;
  const last = Math.max(states.indexedDb.last, states.journal.last);
  const report: StepReport = { last, toDatabase: 0, toJournal: 0, lost: 0 };
  if (states.indexedDb.names === states.journal.names) return ok(report);
  const missing = await differences(deps);
  if (!missing.ok) return missing;
  const { fromDatabase } = missing.value;
  const fromJournal = deps.isReplaced === true ? [] : missing.value.fromJournal;
  report.toDatabase = missing.value.fromJournal.length - fromJournal.length;
  const total = sizeOf(fromDatabase) + sizeOf(fromJournal);
  let done = 0;

  async function fill(
    from: Copy,
    to: Copy,
    heads: RowHead[],
    count: (rows: number) => void,
  ): Promise<Result<void>> {
    let brought = 0;
    const read = await from.read(heads, async (rows) => {
      const intact = await intactOnes(crypto, rows);
      done += sizeOf(rows);
      deps.onProgress?.(total === 0 ? 1 : done / total);
      const written = await to.write(intact);
      if (written.ok) brought += intact.length;
      return written;
    });
    count(brought);
    if (read.ok) report.lost += heads.length - brought;
    return read;
  }

  const back = await fill(journal, indexedDb, fromJournal, (rows) => (report.toDatabase += rows));
  if (!back.ok) return back;
  const forth = await fill(indexedDb, journal, fromDatabase, (rows) => (report.toJournal += rows));
  return forth.ok ? ok(report) : forth;
}

/** The rows that one copy has and the other lacks, without those that another row stands for. */
async function differences({
  indexedDb,
  journal,
}: Pair): Promise<Result<{ fromDatabase: RowHead[]; fromJournal: RowHead[] }>> {
  const ours = await indexedDb.sequences();
  if (!ours.ok) return ours;
  const theirs = await journal.sequences();
  if (!theirs.ok) return theirs;
  const [inDatabase, inJournal] = [new Set(ours.value), new Set(theirs.value)];
  const onlyOurs = await indexedDb.heads(new Set(ours.value.filter((sequence) => !inJournal.has(sequence))));
  if (!onlyOurs.ok) return onlyOurs;
  const all = await journal.heads(inJournal);
  if (!all.ok) return all;
  const wanted = new Set(standing([...onlyOurs.value, ...all.value]).map(({ sequence }) => sequence));
  const isWanted = ({ sequence }: RowHead): boolean => wanted.has(sequence);
  return ok({
    fromDatabase: onlyOurs.value.filter(isWanted),
    fromJournal: all.value.filter((head) => isWanted(head) && !inDatabase.has(head.sequence)),
  });
}

async function intactOnes(crypto: WebCrypto, rows: Row[]): Promise<Row[]> {
  const intact = await Promise.all(rows.map((row) => isIntact(crypto, row)));
  return rows.filter((_row, index) => intact[index]);
}

function sizeOf(rows: Pick<RowHead, 'length'>[]): number {
  return rows.reduce((sum, { length }) => sum + length, 0);
}
