import type { SheetBlock, SheetCell, SheetGrowth, SheetTab } from '#shared/domain/google-sheet.ts';

/** The column by which a row is known again. */
export const idColumn = 'Id';
const idMark = 'plumbline:';
/** No cell of a spreadsheet holds more, and none holds these. */
const longest = 50_000;
const notKept = /[^\P{Cc}\n\t]/gu;

/** What a table is to hold: a row for each record, its cells in the order of `columns`. */
export interface WantedTable {
  columns: readonly string[];
  rows: ReadonlyMap<string, readonly SheetCell[]>;
}

/** The one next thing to do about a tab; what was moved meanwhile is seen before the thing after it. */
export type TabStep =
  | { do: 'nothing' }
  /** Nobody can tell any more which rows are ours. */
  | { do: 'giveUp' }
  | { do: 'grow'; by: SheetGrowth }
  | { do: 'write'; blocks: SheetBlock[] };

/**
 * What makes a tab as it is to be. Rows are known by the id that stands in one column, columns by their marks, wherever the owner has moved
 * them. Only cells of ours are written, and no row or column is ever taken away: what stands beside them stays. `isKept`: the table is
 * still chosen; otherwise only what must not stand there any more goes.
 */
export function stepFor(
  tab: SheetTab,
  wanted: WantedTable,
  { isNew, isKept }: { isNew: boolean; isKept: boolean },
): TabStep {
  const hasId = tab.columns.some(({ name }) => name === idColumn);
  if (!hasId && !isNew) return { do: 'giveUp' };
  const missing = wanted.columns.filter((name) => !tab.columns.some((column) => column.name === name));
  if (isKept && missing.length > 0) return { do: 'grow', by: newColumns(tab, missing) };
  if (!hasId) return { do: 'nothing' };
  const rows = changedRows(tab, wanted, isKept);
  const needed = Math.max(0, ...rows.map(({ at }) => at + 1)) - tab.rowCount;
  if (needed > 0) return { do: 'grow', by: { of: 'rows', tabId: tab.tabId, count: needed } };
  const blocks = blocksOf(tab, rows);
  return blocks.length === 0 ? { do: 'nothing' } : { do: 'write', blocks };
}

/** How many records a tab shows. */
export function countRows(tab: SheetTab): number {
  const at = idIndex(tab);
  return tab.rows.filter(({ cells }) => idOf(cells[at]) !== undefined).length;
}

/** Behind the first column, hidden: whoever sorts some of the columns by hand takes it along. */
export function orderColumns(names: readonly string[]): string[] {
  const others = names.filter((name) => name !== idColumn);
  return [...others.slice(0, 1), idColumn, ...others.slice(1)];
}

/** What stands in the column of ids for a record. */
export function idCell(id: string): string {
  return `${idMark}${id}`;
}

/** As Google keeps it: what it would keep otherwise would be written again each time. */
export function asCell(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(notKept, '').slice(0, longest);
}

function newColumns(tab: SheetTab, names: string[]): SheetGrowth {
  const last = Math.max(-1, ...tab.columns.map(({ at }) => at));
  const id = idIndex(tab);
  // Somebody may have put rows of their own above the names of the columns.
  const header = tab.rows.findIndex(({ cells }) => cells[id] === idColumn);
  const headerRow = Math.max(0, header);
  return { of: 'columns', tabId: tab.tabId, at: last + 1, names, hidden: idColumn, headerRow };
}

interface ChangedRow {
  at: number;
  /** By the column's name; nothing where all of ours goes. */
  cells: ReadonlyMap<string, SheetCell> | undefined;
}

function changedRows(tab: SheetTab, { columns, rows }: WantedTable, isKept: boolean): ChangedRow[] {
  const id = idIndex(tab);
  const changed = new Map<number, ChangedRow['cells']>();
  const standing = new Set<string>();
  for (const [at, { cells }] of tab.rows.entries()) {
    const of = idOf(cells[id]);
    if (of === undefined) continue;
    const values = rows.get(of);
    // A copy of a row that somebody has made goes as well: each record stands there once.
    if (values === undefined || standing.has(of)) changed.set(at, undefined);
    else if (isKept && isOther(tab, cells, named(columns, values))) changed.set(at, named(columns, values));
    if (values !== undefined) standing.add(of);
  }
  const missing = isKept ? [...rows].filter(([key]) => !standing.has(key)) : [];
  const free = freeRows(tab, changed);
  for (const [, values] of missing) changed.set(free.next().value, named(columns, values));
  return [...changed].map(([at, cells]) => ({ at, cells })).toSorted((a, b) => a.at - b.at);
}

/** Rows in which nothing stands, below the first: in between first, and then without end. */
function* freeRows(tab: SheetTab, changed: ReadonlyMap<number, unknown>): Generator<number, never> {
  for (let at = 1; ; at++) {
    const row = tab.rows[at];
    const isBlank = row === undefined || (!row.hasOther && row.cells.every((cell) => cell === ''));
    const isLeft = row !== undefined && !row.hasOther && changed.has(at) && changed.get(at) === undefined;
    if (isBlank || isLeft) yield at;
  }
}

function isOther(
  { columns }: SheetTab,
  cells: readonly SheetCell[],
  wanted: ReadonlyMap<string, SheetCell>,
): boolean {
  return columns.some(({ name }, index) => wanted.has(name) && cells[index] !== wanted.get(name));
}

function named(columns: readonly string[], values: readonly SheetCell[]): ReadonlyMap<string, SheetCell> {
  return new Map(columns.map((name, index) => [name, values[index] ?? '']));
}

/** Blocks as large as they can be: rows that follow each other, over columns that stand side by side. */
function blocksOf(tab: SheetTab, rows: readonly ChangedRow[]): SheetBlock[] {
  const blocks: SheetBlock[] = [];
  for (const run of runsOf(tab)) {
    let block: SheetBlock | undefined;
    for (const { at, cells } of rows) {
      // A column that this version does not know is another's to fill.
      const values = run.map(({ name }) => (cells === undefined ? '' : (cells.get(name) ?? null)));
      if (block !== undefined && block.row + block.values.length === at) block.values.push(values);
      else blocks.push((block = { tabId: tab.tabId, row: at, column: run[0]!.at, values: [values] }));
    }
  }
  return blocks;
}

/** Our columns that stand side by side. */
function runsOf({ columns }: SheetTab): SheetTab['columns'][] {
  const runs: SheetTab['columns'][] = [];
  for (const column of columns.toSorted((a, b) => a.at - b.at)) {
    const run = runs.at(-1);
    if (run?.at(-1)?.at === column.at - 1) run.push(column);
    else runs.push([column]);
  }
  return runs;
}

function idIndex({ columns }: SheetTab): number {
  return columns.findIndex(({ name }) => name === idColumn);
}

function idOf(cell: SheetCell | undefined): string | undefined {
  return typeof cell === 'string' && cell.startsWith(idMark) ? cell.slice(idMark.length) : undefined;
}
