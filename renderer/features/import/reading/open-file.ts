import type { CustomField } from '#shared/domain/custom-field.ts';
import { contentId } from '#shared/lib/hash.ts';
import { fold } from '#shared/lib/fold.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { isArchive } from '#shared/import/decode.ts';
import { programOf } from '#shared/import/programs.ts';
import { recogniseColumns } from '#shared/import/recognise.ts';
import { type ReadAs, readText, type Table, tableOf, type Workbook } from '#shared/import/table.ts';
import type { Column, ImportOf } from '#shared/import/targets.ts';
import { readXlsx } from './xlsx.ts';

/** What the owner may decide of how a file is read. */
export interface OpenAs extends ReadAs {
  sheet?: number | undefined;
}

/** A file with one of its sheets as a table, and what each column most likely is. */
export interface Opened {
  table: Table;
  columns: Column[];
  sheets: string[];
  sheet: number;
  /** Which program it comes of, where that is known. */
  program?: string;
  /** The same for every file with these columns; none where nothing says what they are. */
  names?: string;
}

/** Of several sheets the one with the most that we know; the first of several. */
export async function openFile(
  bytes: Uint8Array,
  of: ImportOf,
  as: OpenAs,
  fields: readonly CustomField[],
): Promise<Result<Opened>> {
  const read = isArchive(bytes) ? await readXlsx(bytes) : readText(bytes, as);
  if (!read.ok) return read;
  const tables = read.value.sheets.map((sheet) => tableOf(read.value, sheet, as));
  const named = (table: Table) => recogniseColumns(table, of, fields);
  const sheet = as.sheet ?? bestOf(tables, named);
  const table = tables[sheet];
  if (table === undefined || table.rows.length === 0)
    return problem('import.empty', 'There are no rows in this file.');
  const program = programOf(table.headers, of)?.name;
  return ok({
    table,
    columns: named(table),
    sheets: sheetNames(read.value),
    sheet,
    ...(program !== undefined && { program }),
    ...(table.headers.some((header) => header !== '') && {
      names: contentId(['columns', ...table.headers.map((header) => fold(header).trim())]),
    }),
  });
}

function bestOf(tables: readonly Table[], named: (table: Table) => Column[]): number {
  const scores = tables.map((table) =>
    table.rows.length === 0 ? -1 : new Set(named(table).map(({ target }) => target)).size,
  );
  return Math.max(0, scores.indexOf(Math.max(...scores)));
}

const sheetNames = ({ sheets }: Workbook): string[] => sheets.map(({ name }) => name);
