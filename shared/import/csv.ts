// oxlint-disable-next-line typescript/triple-slash-reference -- whoever imports this file has to see the types as well
/// <reference path="./papaparse.d.ts" />
import Papa from 'papaparse';
import { hasHeaderWords } from './recognise.ts';
import type { Row, Table } from './table.ts';
import { looksLikeValue } from './values.ts';

const separators = [',', ';', '\t', '|'];
/** How much of a text tells what parts its cells, in letters and in rows. */
const looked = 64 * 1024;
const lookedRows = 20;

/**
 * The rows of a CSV text. The separator is read off the first lines, or off the line `sep=;` that Excel writes; blank
 * lines are none. Every row has as many cells as the longest.
 */
export function readCsv(text: string, hasHeader?: boolean): Pick<Table, 'headers' | 'hasHeader' | 'rows'> {
  const named = /^sep=(.)\r?\n/i.exec(text);
  const body = named === null ? text : text.slice(named[0].length);
  const { data, errors } = Papa.parse(body, { delimiter: named?.[1] ?? separatorOf(body) });
  const flawed = new Set(errors.map(({ row }) => row));
  const lines: Row[] = data
    .map((cells, index) => ({ at: index + (named === null ? 1 : 2), cells, isFlawed: flawed.has(index) }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const width = lines.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  for (const { cells } of lines) while (cells.length < width) cells.push('');
  const isHeaded = hasHeader ?? startsWithHeader(lines);
  const headers = isHeaded ? lines[0]!.cells.map((cell) => cell.trim()) : Array<string>(width).fill('');
  return { headers, hasHeader: isHeaded, rows: isHeaded ? lines.slice(1) : lines };
}

/** What gives the most rows the same width, and the greatest one of several. */
function separatorOf(text: string): string {
  const start = text.slice(0, looked);
  const tried = separators.map((separator) => {
    const { data } = Papa.parse(start, { delimiter: separator, preview: lookedRows });
    const widths = data
      .filter((cells) => cells.some((cell) => cell.trim() !== ''))
      .map((cells) => cells.length);
    const counts = new Map<number, number>();
    for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
    const [width, rows] = [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
    return { separator, width, rows };
  });
  return tried.toSorted((a, b) => b.rows - a.rows || b.width - a.width)[0]!.separator;
}

/** Words that stand above columns, or a line of words alone above columns of numbers and addresses. */
function startsWithHeader([first, ...others]: Row[]): boolean {
  if (first === undefined || first.cells.some(looksLikeValue)) return false;
  if (hasHeaderWords(first.cells)) return true;
  const next = others.slice(0, 20);
  return first.cells.some(
    (cell, column) => cell.trim() !== '' && next.some(({ cells }) => looksLikeValue(cells[column] ?? '')),
  );
}

/** What spreadsheets take for a formula. */
const formula = /^(?:\s*[=+\-@]|[\t\r])/;
/** What begins like one and is none: a number below zero, and a telephone number with its country. */
const harmless = /^(?:-\d+(?:[.,]\d+)?|\+\d[\d ]*)$/;

/** Rows as a CSV text that spreadsheets open: with a byte order mark, and with nothing that they would compute. */
export function writeCsv(rows: string[][]): string {
  const safe = rows.map((cells) => cells.map(asText));
  return `\uFEFF${Papa.unparse(safe, { newline: '\r\n' })}\r\n`;
}

function asText(cell: string): string {
  return formula.test(cell) && !harmless.test(cell) ? `'${cell}` : cell;
}
