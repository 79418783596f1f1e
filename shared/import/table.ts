import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { readCsv } from './csv.ts';
import { decodeText, type Encoding } from './decode.ts';
import { cardTable } from './vcard/card-table.ts';
import { isVcard, parseCards } from './vcard/vcard.ts';

/** A line of a file, or a card of it. */
export interface Row {
  /** As a spreadsheet counts its lines; of cards, which one it is. From 1. */
  at: number;
  cells: string[];
  /** It is not certain where its cells begin and end: a quotation mark is open, or the file ends within it. */
  isFlawed?: boolean;
}

export interface Table {
  kind: 'csv' | 'vcard';
  encoding: Encoding;
  /** What stands above each column; empty where nothing does. Of cards what a property is. */
  headers: string[];
  /** The first row is what stands above the columns. */
  hasHeader: boolean;
  rows: Row[];
}

/** What the owner knows better than we have guessed. */
export interface ReadAs {
  encoding?: Encoding | undefined;
  hasHeader?: boolean | undefined;
}

/** The rows of a CSV file or the cards of a vCard file, each as a row of cells. Its codes are told in words by the screen. */
export function readTable(bytes: Uint8Array, as: ReadAs = {}): Result<Table> {
  const decoded = decodeText(bytes, as.encoding);
  if (!decoded.ok) return decoded;
  const { text, encoding } = decoded.value;
  const table: Table = isVcard(text)
    ? { kind: 'vcard', encoding, hasHeader: false, ...cardTable(parseCards(text)) }
    : { kind: 'csv', encoding, ...readCsv(text, as.hasHeader) };
  return table.rows.length === 0 ? problem('import.empty', 'There are no rows in this file.') : ok(table);
}
