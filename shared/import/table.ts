import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { readLines } from './csv.ts';
import { decodeText, type Encoding } from './decode.ts';
import { headerLine } from './header-line.ts';
import { calendarTable, isCalendar } from './calendar-table.ts';
import { isIif, readIif } from './iif.ts';
import { widest } from './width.ts';
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

/** One sheet of a workbook. A file without sheets is one of its own. */
export interface Sheet {
  name: string;
  /** Without blank lines. */
  lines: Row[];
}

export interface Table {
  kind: 'csv' | 'vcard' | 'xlsx' | 'iif' | 'calendar';
  /** What a text is written in; a workbook says so itself. */
  encoding?: Encoding;
  /** What stands above each column; empty where nothing does. Of cards what a property is. */
  headers: string[];
  /** In which line that stands, as a spreadsheet counts; 0 where nothing does. */
  headerAt: number;
  rows: Row[];
  /** The beginnings of the first lines, among which a header may be chosen. */
  firstLines: Row[];
}

/** What the owner knows better than we have guessed. */
export interface ReadAs {
  encoding?: Encoding | undefined;
  /** See `Table`. */
  headerAt?: number | undefined;
  /** Of a calendar: in which zone its times are looked at, and from when it is. */
  timeZone?: string | undefined;
  now?: number | undefined;
}

/** A file with its sheets, as its bytes say. */
export interface Workbook {
  kind: Table['kind'];
  encoding?: Encoding;
  sheets: Sheet[];
  /** Of cards: what each column is. */
  headers?: string[];
}

const mostFirstLines = 12;

/** The lines of a text file, the cards of a vCard file or the times of a calendar. Its codes are told in words by the screen. */
export function readText(bytes: Uint8Array, as: ReadAs = {}): Result<Workbook> {
  const decoded = decodeText(bytes, as.encoding);
  if (!decoded.ok) return decoded;
  const { text, encoding } = decoded.value;
  if (isVcard(text)) {
    const { headers, rows } = cardTable(parseCards(text));
    return ok({ kind: 'vcard', encoding, headers, sheets: [{ name: '', lines: rows }] });
  }
  if (isCalendar(text)) {
    const { headers, rows } = calendarTable(text, { timeZone: as.timeZone ?? 'UTC', now: as.now ?? 0 });
    return ok({ kind: 'calendar', encoding, headers, sheets: [{ name: '', lines: rows }] });
  }
  if (isIif(text)) return ok({ kind: 'iif', encoding, sheets: readIif(text) });
  return ok({ kind: 'csv', encoding, sheets: [{ name: '', lines: readLines(text) }] });
}

/** The rows of a sheet under what stands above its columns; all have as many cells as the longest. */
export function tableOf({ kind, encoding, headers }: Workbook, { lines }: Sheet, as: ReadAs = {}): Table {
  for (const line of lines)
    if (line.cells.splice(widest).some((cell) => cell.trim() !== '')) line.isFlawed = true;
  const width = lines.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  for (const { cells } of lines) while (cells.length < width) cells.push('');
  const written = { kind, ...(encoding !== undefined && { encoding }) };
  const firstLines = lines
    .slice(0, mostFirstLines)
    .map(({ at, cells }) => ({ at, cells: cells.slice(0, 6).map((cell) => cell.slice(0, 40)) }));
  if (headers !== undefined) return { ...written, headers, headerAt: 0, rows: lines, firstLines: [] };
  const guessed = () => (kind === 'iif' ? lines[0] : headerLine(lines));
  const named = as.headerAt === undefined ? guessed() : lines.find(({ at }) => at === as.headerAt);
  if (named === undefined)
    return { ...written, headers: Array<string>(width).fill(''), headerAt: 0, rows: lines, firstLines };
  return {
    ...written,
    headers: named.cells.map((cell) => cell.trim()),
    headerAt: named.at,
    rows: lines.slice(lines.indexOf(named) + 1),
    firstLines,
  };
}

/** The table of a file of one sheet. */
export function readTable(bytes: Uint8Array, as: ReadAs = {}): Result<Table> {
  const read = readText(bytes, as);
  if (!read.ok) return read;
  const table = tableOf(read.value, read.value.sheets[0] ?? { name: '', lines: [] }, as);
  return table.rows.length === 0 ? problem('import.empty', 'There are no rows in this file.') : ok(table);
}
