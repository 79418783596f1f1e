import type { CopyState } from './copy.ts';
import type { NewRow } from './row.ts';
import type { StepReport } from './step.ts';

/** Where it is noted what is known of both copies. */
export const notePlace = { kind: 'device', key: 'storage' } as const;

/** Notes that something may be missing. */
export const doubt: NewRow = { ...notePlace, replaces: 'earlier', about: { isUnsure: true } };

/** What had to be done so that both copies hold the same. */
export interface Mending {
  /**
   * `emptied`: the browser had lost its copy. `replaced`: that was made anew, because a write to it had failed.
   * `journal`: the second copy was missing or damaged. `behind`: one of them lacked what came last.
   */
  what: 'emptied' | 'replaced' | 'journal' | 'behind';
  /** How many rows were brought from one to the other. */
  rows: number;
  /** Rows that were damaged, and in no other copy. */
  lost: number;
  /** Neither copy is known to be complete, or something is lost: what has left this device may be missing here. */
  isUnsure: boolean;
}

/** `undefined` where there was nothing to mend, as at a first start. */
export function mendingOf(
  { toDatabase, toJournal, lost }: Pick<StepReport, 'toDatabase' | 'toJournal' | 'lost'>,
  before: { indexedDb: CopyState; journal: CopyState },
): Mending | undefined {
  const rows = toDatabase + toJournal;
  if (rows + lost === 0) return undefined;
  const isJournalShort = isDoubtful(before.journal) || before.journal.last === 0;
  const what = isEmptied(before) ? 'emptied' : isJournalShort ? 'journal' : 'behind';
  return { what, rows, lost, isUnsure: lost > 0 || areBothDoubtful(before) };
}

/** The browser has lost its copy, and the other one may lack what came last. */
export function areBothDoubtful(states: { indexedDb: CopyState; journal: CopyState }): boolean {
  return isEmptied(states) && isDoubtful(states.journal);
}

function isEmptied({ indexedDb }: { indexedDb: CopyState }): boolean {
  return indexedDb.last === 0;
}

/** It may lack what came last. */
export function isDoubtful({ found }: CopyState): boolean {
  return found === 'cut' || found === 'damaged';
}
