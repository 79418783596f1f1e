import {
  type CollectionName,
  collections,
  type Compartment,
  type RecordOf,
} from '#shared/domain/collections.ts';
import type { GoogleSheet, SheetCell } from '#shared/domain/google-sheet.ts';
import type { Access } from '#shared/domain/roles.ts';
import { type AnyTable, type Cell, exportTables, type TableName } from '#shared/export/tables.ts';
import { isInBin } from '#shared/domain/bin.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { whyStaysHere } from '#shared/records/stays-here.ts';
import { aboutOf } from '#shared/rights/person-records.ts';
import { asCell, idCell, idColumn, orderColumns, type WantedTable } from './sheet-plan.ts';

/**
 * The tables that can stand at Google: those of the export. What customers write is not among them: it is no table, and Google would read
 * along in every conversation.
 */
export const sheetTables: readonly AnyTable[] = exportTables.filter(({ name }) => name !== 'messages');

/** What has to be read to know of each row whether it may stand there. */
const needed = ['people', 'work', 'money', 'talk', 'desk'] as const;

/** Whether a member may choose tables, and their device may write them: what they do not see themselves they send nowhere. */
export function mayKeepTables(access: Access): boolean {
  return access.secrets === 'write' && needed.every((compartment) => access[compartment] !== undefined);
}

/** In whose closed years rows of these tables are, or what they are about. */
export function compartmentsOf(tables: readonly AnyTable[]): ReadonlySet<Compartment> {
  const theirs = tables.map(({ of }) => collections[of].compartment);
  return new Set<Compartment>([...theirs, ...(theirs.includes('work') ? (['money'] as const) : [])]);
}

/** Those that are to stand there, or have stood there and may hold what has to go. */
export function tablesIn({ tables, tabs = {} }: Pick<GoogleSheet, 'tables' | 'tabs'>): AnyTable[] {
  return sheetTables.filter(({ name }) => tables[name] === true || tabs[name]?.madeAt !== undefined);
}

/** What a table is to hold now. */
export function wantedTable(records: RecordReader, name: TableName): WantedTable {
  const table = sheetTables.find((each) => each.name === name);
  const found = table?.rows(records, (record) => isRow(record) && mayStand(records, table.of, record)) ?? [];
  const columns = orderColumns(Object.keys(found[0]?.cells ?? {}));
  const rows = found.map(({ id, cells }): [string, SheetCell[]] => [
    id,
    columns.map((column) => (column === idColumn ? idCell(id) : valueOf(cells[column]))),
  ]);
  return { columns, rows: new Map(rows) };
}

/** Who was merged into somebody else, or has only commented, stands in no list. */
function isRow(record: { [field: string]: unknown }): boolean {
  return record['mergedInto'] === undefined && record['onlyComments'] === undefined;
}

/**
 * Whether a record may stand at Google: not what is in the bin, nor what is about somebody whose data stay here, may only be kept, or are
 * kept for the law alone because the person is gone.
 */
function mayStand(
  records: RecordReader,
  name: CollectionName,
  record: RecordOf<CollectionName>,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (seen.has(record.id)) return true;
  if (isInBin(record as { binnedAt?: number })) return false;
  if (name === 'contacts') return whyStaysHere(records, record.id, 'elsewhere') === undefined;
  return aboutOf(name, record).every(({ collection, id }) => {
    const about = records.get(collection, id);
    return about !== undefined && mayStand(records, collection, about, new Set([...seen, record.id]));
  });
}

function valueOf(cell: Cell): SheetCell {
  if (typeof cell === 'object') return Number(cell.amount);
  return typeof cell === 'number' ? cell : asCell(cell ?? '');
}
