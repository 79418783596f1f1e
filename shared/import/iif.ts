// oxlint-disable-next-line typescript/triple-slash-reference -- whoever imports this file has to see the types as well
/// <reference path="./papaparse.d.ts" />
import Papa from 'papaparse';
import type { Row, Sheet } from './table.ts';

/** The exchange format of QuickBooks Desktop: lines between tabs, each begins with the list that it is of. */
export const isIif = (text: string): boolean =>
  /^!(?:HDR|CUST|INVITEM|TRNS|VEND|ACCNT)\t/m.test(text.slice(0, 4000));

/** Each list of the file as a sheet: the line with `!` names its columns, those that begin with its word are its rows. */
export function readIif(text: string): Sheet[] {
  const sheets = new Map<string, Row[]>();
  const { data } = Papa.parse(text, { delimiter: '\t' });
  for (const [index, [first = '', ...cells]] of data.entries()) {
    const name = first.replace(/^!/, '').trim();
    if (name === '' || cells.every((cell) => cell.trim() === '')) continue;
    const lines = sheets.get(name) ?? [];
    sheets.set(name, lines);
    // Its columns are named once; some programs name them again before each part.
    if (first.startsWith('!') && lines.length > 0) continue;
    lines.push({ at: index + 1, cells });
  }
  return [...sheets].filter(([, lines]) => lines.length > 1).map(([name, lines]) => ({ name, lines }));
}
