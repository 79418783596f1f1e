import { hasHeaderWords } from './recognise.ts';
import type { Row } from './table.ts';
import { looksLikeValue } from './values.ts';

/** How many lines of a sheet tell where its table begins. */
const looked = 30;
/** How far below the first line the table may begin. */
const mostTitles = 15;

/**
 * The line that says what the columns are; `undefined` where there is none. Sheets have lines above it that say what
 * the table is and when it was made: they fill a cell or two where the rows of the table fill many.
 */
export function headerLine(lines: readonly Row[]): Row | undefined {
  const start = lines.slice(0, looked);
  const usual = median(start.map(filledCells));
  const first = start.findIndex(
    (line, at) => at === mostTitles || filledCells(line) > 2 || filledCells(line) * 2 > usual,
  );
  const [line, ...below] = start.slice(Math.max(first, 0));
  return line !== undefined && isHeader(line, below) ? line : undefined;
}

/** Words that stand above columns, or a line of words alone above columns of numbers and addresses. */
function isHeader({ cells }: Row, below: readonly Row[]): boolean {
  if (cells.some(looksLikeValue)) return false;
  if (hasHeaderWords(cells)) return true;
  const next = below.slice(0, 20);
  return cells.some(
    (cell, column) => cell.trim() !== '' && next.some((row) => looksLikeValue(row.cells[column] ?? '')),
  );
}

const filledCells = ({ cells }: Row): number => cells.filter((cell) => cell.trim() !== '').length;

function median(counts: number[]): number {
  return counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
}
