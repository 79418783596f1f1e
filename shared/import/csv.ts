// oxlint-disable-next-line typescript/triple-slash-reference -- whoever imports this file has to see the types as well
/// <reference path="./papaparse.d.ts" />
import Papa from 'papaparse';
import type { Row } from './table.ts';

const separators = [',', ';', '\t', '|', '\u001F', '^', '~'];
/** How much of a text tells what parts its cells, in letters and in rows. */
const looked = 64 * 1024;
const lookedRows = 20;

/**
 * The lines of a CSV text. The separator is read off the first lines, or off the line `sep=;` that Excel writes; blank
 * lines are none.
 */
export function readLines(text: string): Row[] {
  const named = /^sep=(.)\r?\n/i.exec(text);
  const body = named === null ? text : text.slice(named[0].length);
  const { data, errors } = Papa.parse(body, { delimiter: named?.[1] ?? separatorOf(body) });
  const flawed = new Set(errors.map(({ row }) => row));
  return data
    .map((cells, index) => ({ at: index + (named === null ? 1 : 2), cells, isFlawed: flawed.has(index) }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
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
