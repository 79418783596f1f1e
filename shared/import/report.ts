import { writeCsv } from './csv.ts';
import type { Refused } from './check.ts';
import type { RowProblem } from './problems.ts';
import type { Row } from './table.ts';
import type { Column, Mapping } from './targets.ts';

/** A column that is left out, and in how many rows it says something. */
export interface LeftOut {
  column: number;
  header: string;
  rows: number;
}

/**
 * The rows that could not be taken, as they stand in the file, each with its place there and the reason in words: a
 * file that can be mended and brought in again.
 */
export function reportOfRefused(
  refused: readonly Refused[],
  columns: readonly Column[],
  words: { at: string; reason: string; say(problem: RowProblem): string },
): string {
  const head = [...columns.map(({ header }) => header), words.at, words.reason];
  const rows = refused.map(({ row, problems }) => [
    ...row.cells,
    String(row.at),
    problems.map((problem) => words.say(problem)).join(' '),
  ]);
  return writeCsv([head, ...rows]);
}

/** The columns that become nothing and hold something: said, so that nothing is lost unseen. */
export function leftOutColumns(
  rows: readonly Row[],
  columns: readonly Column[],
  mapping: Mapping,
): LeftOut[] {
  const counts = columns.map(() => 0);
  const open = columns.flatMap((_, column) => (mapping[column] === '' ? column : []));
  for (const { cells } of rows)
    for (const column of open) if ((cells[column] ?? '').trim() !== '') counts[column]!++;
  return open
    .filter((column) => counts[column]! > 0)
    .map((column) => ({ column, header: columns[column]!.header, rows: counts[column]! }));
}
