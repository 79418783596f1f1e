import type { CustomField } from '#shared/domain/custom-field.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { ContactRow } from '#shared/domain/import.ts';
import type { Checked, Taken } from '#shared/import/check.ts';
import { type AnyDraft, checkers } from '#shared/import/checkers.ts';
import type { Encoding } from '#shared/import/decode.ts';
import { createKnownIndex, type KnownRecord } from '#shared/import/known.ts';
import type { RowProblem } from '#shared/import/problems.ts';
import { leftOutColumns, type LeftOut, reportOfRefused } from '#shared/import/report.ts';
import type { ImportSettings } from '#shared/import/settings.ts';
import type { Row, Table } from '#shared/import/table.ts';
import type { Column, ImportOf } from '#shared/import/targets.ts';
import { type OpenAs, openFile } from './open-file.ts';

/** What a screen shows of a file before anything is decided. */
export interface OpenedFile {
  kind: Table['kind'];
  encoding?: Encoding;
  /** Its sheets, and which of them is read. */
  sheets: string[];
  sheet: number;
  /** See `Table`. */
  headerAt: number;
  firstLines: Row[];
  rows: number;
  columns: Column[];
  /** The first cells of each column that hold something. */
  samples: string[][];
  program?: string;
  names?: string;
}

/** What a screen shows of a file as the owner wants it read. Every row is in one of the first five counts. */
export interface Summary {
  fresh: number;
  known: number;
  refused: number;
  joined: number;
  /** Of somebody who was erased: they stay out. */
  erased: number;
  noted: number;
  /** How many rows are sent: `fresh` and `known`. */
  taken: number;
  problems: { at: number; problems: RowProblem[] }[];
  leftOut: LeftOut[];
}

/** A row on its way to a command. */
export type PieceRow = { row: AnyDraft; knownId?: string };

/** By what a row would reach somebody. */
export type Reached = Pick<ContactRow, 'phones' | 'emails'>;

/** Which of these were erased here: only the vault, which has the key to their names, can say. */
export type AreErased = (people: Reached[]) => Promise<boolean[]>;

/** How many rows with problems are shown; all of them are in the report. */
const mostShown = 50;
const mostSamples = 3;
/** How many rows are checked before somebody who waits is heard. */
const slice = 2000;

/** Reads one file, in a worker of its own, so that the window never waits for it. */
export interface Reader {
  /** The file itself: its bytes are read here. `false` where they cannot be. */
  load(file: Blob): Promise<boolean>;
  open(of: ImportOf, as: OpenAs, fields: readonly CustomField[]): Promise<Result<OpenedFile>>;
  /** Those who are there already, some at a time. `country`: of the business. */
  know(records: KnownRecord[], country: string): void;
  /** `undefined` where another check has begun meanwhile. `areErased`: left out where nobody was. */
  check(settings: ImportSettings, areErased?: AreErased): Promise<Summary | undefined>;
  piece(from: number, count: number): PieceRow[];
  report(words: { at: string; reason: string; reasons: Record<string, string> }): string;
}

export function createReader(pause: () => Promise<void>): Reader {
  let bytes = new Uint8Array();
  let table: Table | undefined;
  let known = createKnownIndex('');
  let knownIn: string | undefined;
  let checked: Checked<AnyDraft> | undefined;
  let columns: readonly Column[] = [];
  let turn = 0;

  return {
    async load(file) {
      try {
        bytes = new Uint8Array(await file.arrayBuffer());
        return true;
      } catch {
        return false;
      }
    },
    async open(of, as, fields) {
      const opened = await openFile(bytes, of, as, fields);
      if (!opened.ok) return opened;
      const { table: read, columns: recognised, ...about } = opened.value;
      table = read;
      columns = recognised;
      const { kind, encoding, headerAt, firstLines, rows } = read;
      const samples = columns.map((_, column) => samplesOf(rows, column));
      const written = { kind, ...(encoding !== undefined && { encoding }), headerAt, firstLines };
      return ok({ ...written, ...about, rows: rows.length, columns: recognised, samples });
    },
    know(records, country) {
      if (knownIn !== country) known = createKnownIndex(country);
      knownIn = country;
      for (const record of records) known.add(record);
    },
    async check(settings, areErased) {
      const own = ++turn;
      const rows = table?.rows ?? [];
      const checker = checkers[settings.of](settings, known);
      for (const [index, row] of rows.entries()) {
        checker.take(row);
        if (index % slice === slice - 1) await pause();
        if (own !== turn) return undefined;
      }
      const done = checker.done();
      const taken =
        areErased === undefined ? done.taken : await withoutErased(done.taken, settings, areErased);
      if (own !== turn) return undefined;
      checked = { ...done, taken };
      columns = settings.columns;
      return summaryOf(checked, rows, settings, done.taken.length - taken.length);
    },
    piece(from, count) {
      const taken = checked?.taken.slice(from, from + count) ?? [];
      return taken.map(({ draft, knownId }) => ({ row: draft, ...(knownId !== undefined && { knownId }) }));
    },
    report({ at, reason, reasons }) {
      const say = ({ code, column, value = '' }: RowProblem) => {
        const header = column === undefined ? '' : (columns[column]?.header ?? '');
        return (reasons[code] ?? code).replace('{{column}}', () => header).replace('{{value}}', () => value);
      };
      return reportOfRefused(checked?.refused ?? [], columns, { at, reason, say });
    },
  };
}

/** The rows but for those that would bring back somebody who was erased; who is here is so anew. */
async function withoutErased(
  taken: readonly Taken<AnyDraft>[],
  { known }: ImportSettings,
  areErased: AreErased,
): Promise<Taken<AnyDraft>[]> {
  const left: Taken<AnyDraft>[] = [];
  for (let from = 0; from < taken.length; from += slice) {
    const part = taken.slice(from, from + slice);
    const people = part.map(({ draft, knownId }) =>
      knownId !== undefined && known !== 'add' ? {} : reachedBy(draft),
    );
    const erased = await areErased(people);
    left.push(...part.filter((_, at) => erased[at] !== true));
  }
  return left;
}

/** The person of a row, or the customer of its job or invoice where they are not here; a line of a price list has none. */
function reachedBy(draft: AnyDraft): Reached {
  if ('customer' in draft) return draft.customer.knownId === undefined ? draft.customer.row : {};
  return 'unitPrice' in draft ? {} : draft;
}

function samplesOf(rows: Table['rows'], column: number): string[] {
  const samples: string[] = [];
  for (const { cells } of rows) {
    const cell = cells[column]?.trim() ?? '';
    if (cell !== '' && !samples.includes(cell)) samples.push(cell.slice(0, 80));
    if (samples.length === mostSamples) break;
  }
  return samples;
}

function summaryOf(
  { taken, refused, joined, noted }: Checked<AnyDraft>,
  rows: Table['rows'],
  { columns, mapping, known: choice }: ImportSettings,
  erased: number,
): Summary {
  const known = choice === 'add' ? 0 : taken.filter(({ knownId }) => knownId !== undefined).length;
  return {
    fresh: taken.length - known,
    known,
    refused: refused.length,
    joined,
    erased,
    noted,
    taken: taken.length,
    problems: refused.slice(0, mostShown).map(({ row, problems }) => ({ at: row.at, problems })),
    leftOut: leftOutColumns(rows, columns, mapping),
  };
}
