import { BlobWriter, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import readXlsxFile, { type CellValue } from 'read-excel-file/universal';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { Row, Sheet, Workbook } from '#shared/import/table.ts';
import { widest } from '#shared/import/width.ts';
import { largestUnpacked, type Packed, unpack } from './unzip.ts';

/** What the library gives for a cell, numbers as they stand in the file. */
type Cell = CellValue<string> | Date | null;

/** The sheets of an Excel file, each cell as the text that a person would read there, in one form everywhere. */
export async function readXlsx(bytes: Uint8Array): Promise<Result<Workbook>> {
  const files = await unpack(bytes);
  if (files === undefined || !files.some(({ path }) => path === 'xl/workbook.xml')) return unreadable();
  const plain = await repacked(files.filter(({ path }) => /\.xml(?:\.rels)?$/.test(path)));
  if (plain === undefined) return unreadable();
  try {
    const sheets = await readXlsxFile<string>(plain, { parseNumber: (text) => text, trim: false });
    return ok({ kind: 'xlsx', sheets: sheets.map(({ sheet, data }) => sheetOf(sheet, data as Cell[][])) });
  } catch {
    return unreadable();
  }
}

const unreadable = () => problem('import.spreadsheet', 'This is no Excel file that can be read.');

/**
 * The same files without compression. The library would unpack large ones in workers from code in a string, which the
 * window's policy forbids, and would believe what the archive says of their size.
 */
async function repacked(files: Packed[]): Promise<Blob | undefined> {
  const zip = new ZipWriter(new BlobWriter(), { level: 0 });
  let total = 0;
  for (const file of files) {
    total += file.size;
    const bytes = total > largestUnpacked ? undefined : await file.bytes();
    if (bytes === undefined) return undefined;
    await zip.add(file.path, new Uint8ArrayReader(bytes));
  }
  return await zip.close();
}

function sheetOf(name: string, data: Cell[][]): Sheet {
  const lines = data
    .map((cells, index): Row => ({ at: index + 1, cells: cells.slice(0, widest).map(textOf) }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  return { name, lines };
}

function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return dayText(cell);
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  const text = String(cell);
  return /^-?\d+(?:\.\d+)?(?:E[+-]?\d+)?$/i.test(text) ? numberText(text) : text;
}

/** As many digits as a spreadsheet shows, and none of what is left over from binary fractions. */
function numberText(text: string): string {
  // A number of digits that begins with 0 or is longer than a number can hold was written as text.
  if (/^0\d|^-?\d{16,}$/.test(text)) return text;
  const value = Number(Number(text).toPrecision(15));
  return value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 });
}

/** A spreadsheet knows no zones: what stands there is what the wall shows. */
function dayText(date: Date): string {
  // It is counted in parts of a day, and comes a little early.
  const text = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  const clock = text.slice(11, 16);
  if (date.getTime() < Date.UTC(1900, 0, 2)) return clock;
  return clock === '00:00' ? text.slice(0, 10) : `${text.slice(0, 10)} ${clock}`;
}
