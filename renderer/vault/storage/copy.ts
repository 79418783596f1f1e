import type { RowHead } from '#shared/bridge/contract.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Row } from './row.ts';

/**
 * How a copy was found when it was opened. `cut`: it may lack what came last. `damaged`: it may lack more, or all: the
 * browser has erased what it could not read.
 */
export type Finding = 'new' | 'whole' | 'cut' | 'damaged';

export interface CopyState {
  /** The highest sequence that was ever written there; 0 for none. */
  last: number;
  rows: number;
  /** Over the sequences of all rows: copies with equal ones have the same rows. */
  names: string;
  /** Of the bytes of all rows; left out where telling would mean reading them. */
  size?: number;
  found: Finding;
  /**
   * Of the journal: another one after each end that was not in order. Of the database: the journal's when it was made
   * or found whole. Where they differ, a write to the database may have been torn.
   */
  era?: string | undefined;
}

/** All that a copy holds, read and held against its hashes. */
export interface CopyCheck {
  rows: number;
  /** Of the bytes of all rows. */
  size: number;
  /** Over sequences and hashes: equal digests, equal copies. */
  digest: string;
  /** The rows whose bytes are not what they were. */
  damaged: number[];
}

/**
 * One of the two places where the vault's rows lie: IndexedDB, and the journal of the shell. A phone may bring
 * another second one.
 */
export interface Copy {
  /** Opens it, and makes it where there is none. */
  state(): Promise<Result<CopyState>>;
  /** All rows are on disk when this resolves, or none; with the rows that they stand for gone. */
  write(rows: Row[]): Promise<Result<void>>;
  sequences(): Promise<Result<number[]>>;
  /** Of those of these rows that are there. */
  heads(sequences: ReadonlySet<number>): Promise<Result<RowHead[]>>;
  /** Gives these rows, by sequence, a few megabytes at a time. */
  read(heads: RowHead[], take: (rows: Row[]) => Promise<Result<void>>): Promise<Result<void>>;
  check(): Promise<Result<CopyCheck>>;
  /** Forgets removals up to a sequence that both copies have. `thoroughly`: nothing of rows that went is left. */
  tidy(upTo: number, how?: { thoroughly: boolean }): Promise<Result<void>>;
}

/** Cuts rows into runs of some megabytes, each at least one row. */
export function* runsOf<Head extends Pick<RowHead, 'length'>>(
  heads: Head[],
  mostBytes: number,
  mostRows: number,
) {
  let run: Head[] = [];
  let bytes = 0;
  for (const head of heads) {
    if (run.length > 0 && (bytes + head.length > mostBytes || run.length >= mostRows)) {
      yield run;
      run = [];
      bytes = 0;
    }
    run.push(head);
    bytes += head.length;
  }
  if (run.length > 0) yield run;
}
