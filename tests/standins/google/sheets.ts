import { randomUUID } from 'node:crypto';
import type { Answer, Asked } from './http.ts';

export type Value = string | number | boolean;
/** A cell as somebody sees it; what was read as a formula says so. */
type Cell = Value | { formula: string };

interface Column {
  /** Developer metadata: it goes wherever the column goes. */
  marks: { key: string; value: string }[];
  isHidden: boolean;
}

export interface StandinTab {
  sheetId: number;
  title: string;
  frozenRows: number;
  columns: Column[];
  rows: Cell[][];
}

export interface StandinSpreadsheet {
  id: string;
  title: string;
  tabs: StandinTab[];
}

export interface SheetsStandin {
  spreadsheets: Map<string, StandinSpreadsheet>;
  /** A tab of the only spreadsheet, or of the one that was made last. */
  tab(title: string): StandinTab;
  answer(asked: Asked, scopes: readonly string[], error: ApiError): Answer | undefined;
}

type ApiError = (status: number, reason: string, message?: string) => Answer;
const scope = 'https://www.googleapis.com/auth/drive.file';

/** Google Sheets, as far as it is used: grids with their limits, marks that move with columns, values as they are and as typed. */
export function createSheets(): SheetsStandin {
  const spreadsheets = new Map<string, StandinSpreadsheet>();

  function create(body: {
    properties?: { title?: string };
    sheets?: { properties?: TabProperties }[];
  }): Answer {
    const id = randomUUID();
    const tabs = (body.sheets ?? [{ properties: { title: 'Sheet1' } }]).map(({ properties }) =>
      newTab(properties),
    );
    spreadsheets.set(id, { id, title: body.properties?.title ?? 'Untitled spreadsheet', tabs });
    return { status: 200, body: { spreadsheetId: id } };
  }

  /** All or nothing: it is done to a copy. */
  function update(file: StandinSpreadsheet, requests: Request[], error: ApiError): Answer {
    const copy = structuredClone(file);
    for (const request of requests) {
      const wrong = apply(copy, request);
      if (wrong !== undefined) return error(400, 'badRequest', wrong);
    }
    file.tabs = copy.tabs;
    return { status: 200, body: { spreadsheetId: file.id } };
  }

  return {
    spreadsheets,
    tab: (title) => [...spreadsheets.values()].at(-1)!.tabs.find((each) => each.title === title)!,
    answer({ method, path, body }, scopes, error) {
      if (!path.startsWith('/v4/spreadsheets')) return undefined;
      if (!scopes.includes(scope))
        return error(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.');
      if (path === '/v4/spreadsheets' && method === 'POST') return create(JSON.parse(body));
      const [, id = '', act = ''] = /^\/v4\/spreadsheets\/([^/:]+)[:/]?(.*)$/.exec(path) ?? [];
      const file = spreadsheets.get(id);
      if (file === undefined) return error(404, 'notFound', 'Requested entity was not found.');
      if (method === 'GET' && act === '') return { status: 200, body: shown(file) };
      const sent = JSON.parse(body);
      if (act === 'batchUpdate') return update(file, sent.requests, error);
      if (act === 'developerMetadata:search') return { status: 200, body: marksOf(file, sent.dataFilters) };
      if (act === 'values:batchGetByDataFilter') return { status: 200, body: valuesOf(file, sent) };
      if (act === 'values:batchUpdateByDataFilter') return writeValues(file, sent, error);
      return undefined;
    },
  };
}

interface TabProperties {
  sheetId?: number;
  title?: string;
  gridProperties?: { rowCount?: number; columnCount?: number; frozenRowCount?: number };
}

function newTab({ sheetId, title = 'Sheet', gridProperties = {} }: TabProperties = {}): StandinTab {
  const { rowCount = 1000, columnCount = 26, frozenRowCount = 0 } = gridProperties;
  return {
    sheetId: sheetId ?? Math.floor(Math.random() * 2_000_000_000),
    title,
    frozenRows: frozenRowCount,
    columns: Array.from({ length: columnCount }, newColumn),
    rows: Array.from({ length: rowCount }, () => Array.from({ length: columnCount }, () => '')),
  };
}

const newColumn = (): Column => ({ marks: [], isHidden: false });

interface Range {
  sheetId: number;
  dimension: 'ROWS' | 'COLUMNS';
  startIndex: number;
  endIndex: number;
}

interface Request {
  addSheet?: { properties: TabProperties };
  appendDimension?: { sheetId: number; dimension: 'ROWS' | 'COLUMNS'; length: number };
  insertDimension?: { range: Range };
  createDeveloperMetadata?: {
    developerMetadata: {
      metadataKey: string;
      metadataValue: string;
      visibility: string;
      location: { dimensionRange: Range };
    };
  };
  updateCells?: {
    start: { sheetId: number; rowIndex: number; columnIndex: number };
    rows: { values: { userEnteredValue: { stringValue: string } }[] }[];
    fields: string;
  };
  updateDimensionProperties?: { range: Range; properties: { hiddenByUser: boolean }; fields: string };
}

/** Why not, where Google refuses it. */
function apply(file: StandinSpreadsheet, request: Request): string | undefined {
  const { addSheet, appendDimension, insertDimension, createDeveloperMetadata, updateCells } = request;
  const tabOf = (id: number): StandinTab | undefined => file.tabs.find(({ sheetId }) => sheetId === id);
  if (addSheet !== undefined) {
    const tab = newTab(addSheet.properties);
    if (tabOf(tab.sheetId))
      return `Invalid requests[0].addSheet: Sheet with id ${tab.sheetId} already exists`;
    if (file.tabs.some(({ title }) => title.toLowerCase() === tab.title.toLowerCase()))
      return `A sheet with the name "${tab.title}" already exists. Please enter another name.`;
    file.tabs.push(tab);
    return undefined;
  }
  const tab = tabOf(
    appendDimension?.sheetId ??
      insertDimension?.range.sheetId ??
      createDeveloperMetadata?.developerMetadata.location.dimensionRange.sheetId ??
      updateCells?.start.sheetId ??
      request.updateDimensionProperties?.range.sheetId ??
      -1,
  );
  if (tab === undefined) return 'No grid with that id.';
  if (appendDimension !== undefined)
    for (let left = appendDimension.length; left > 0; left--) insertRow(tab, tab.rows.length, []);
  if (insertDimension !== undefined) {
    const { startIndex, endIndex } = insertDimension.range;
    if (startIndex > tab.columns.length) return 'range.startIndex is beyond the grid.';
    for (let at = startIndex; at < endIndex; at++) insertColumn(tab, at, []);
  }
  if (createDeveloperMetadata !== undefined) {
    const {
      metadataKey: key,
      metadataValue: value,
      visibility,
      location,
    } = createDeveloperMetadata.developerMetadata;
    if (visibility !== 'DOCUMENT' && visibility !== 'PROJECT') return 'A visibility must be specified.';
    const { startIndex, endIndex } = location.dimensionRange;
    if (endIndex !== startIndex + 1) return 'The range must be a single row or column.';
    tab.columns[startIndex]!.marks.push({ key, value });
  }
  if (updateCells !== undefined) {
    const { rowIndex, columnIndex } = updateCells.start;
    for (const [row, { values }] of updateCells.rows.entries())
      for (const [column, { userEnteredValue }] of values.entries())
        tab.rows[rowIndex + row]![columnIndex + column] = userEnteredValue.stringValue;
  }
  if (request.updateDimensionProperties !== undefined) {
    const { range, properties } = request.updateDimensionProperties;
    tab.columns[range.startIndex]!.isHidden = properties.hiddenByUser;
  }
  return undefined;
}

function shown({ id, title, tabs }: StandinSpreadsheet): object {
  return {
    spreadsheetId: id,
    properties: { title },
    sheets: tabs.map(({ sheetId, title: name, rows, columns }) => ({
      properties: {
        sheetId,
        title: name,
        gridProperties: { rowCount: rows.length, columnCount: columns.length },
      },
    })),
  };
}

function marksOf(
  { tabs }: StandinSpreadsheet,
  filters: { developerMetadataLookup: { metadataKey: string } }[],
): object {
  const keys = new Set(filters.map(({ developerMetadataLookup }) => developerMetadataLookup.metadataKey));
  const found = tabs.flatMap(({ sheetId, columns }) =>
    columns.flatMap(({ marks }, at) =>
      marks
        .filter(({ key }) => keys.has(key))
        .map(({ key, value }) => ({
          developerMetadata: {
            metadataKey: key,
            metadataValue: value,
            visibility: 'DOCUMENT',
            location: {
              locationType: 'COLUMN',
              // What is zero is left out.
              dimensionRange: {
                sheetId,
                dimension: 'COLUMNS',
                ...(at > 0 && { startIndex: at }),
                endIndex: at + 1,
              },
            },
          },
        })),
    ),
  );
  return found.length === 0 ? {} : { matchedDeveloperMetadata: found };
}

function valuesOf(
  { tabs }: StandinSpreadsheet,
  { dataFilters }: { dataFilters: { gridRange: { sheetId: number } }[] },
): object {
  const valueRanges = dataFilters.flatMap(({ gridRange }) => {
    const tab = tabs.find(({ sheetId }) => sheetId === gridRange.sheetId);
    if (tab === undefined) return [];
    // What is empty at the end of a row, or below, does not come.
    const values = trimmed(
      tab.rows.map((row) => trimmed(row.map(seen), (cell) => cell === '')),
      (row) => row.length === 0,
    );
    return [
      {
        dataFilters: [{ gridRange }],
        valueRange: { majorDimension: 'ROWS', ...(values.length > 0 && { values }) },
      },
    ];
  });
  return { valueRanges };
}

function trimmed<T>(list: T[], isEmpty: (each: T) => boolean): T[] {
  return list.slice(0, list.findLastIndex((each) => !isEmpty(each)) + 1);
}

function seen(cell: Cell): Value {
  return typeof cell === 'object' ? '#ERROR!' : cell;
}

interface Written {
  valueInputOption: string;
  data: {
    dataFilter: {
      gridRange: {
        sheetId: number;
        startRowIndex: number;
        endRowIndex: number;
        startColumnIndex: number;
        endColumnIndex: number;
      };
    };
    values: (Value | null)[][];
  }[];
}

function writeValues(file: StandinSpreadsheet, { valueInputOption, data }: Written, error: ApiError): Answer {
  for (const { dataFilter, values } of data) {
    const { sheetId, startRowIndex, endRowIndex, endColumnIndex } = dataFilter.gridRange;
    const tab = file.tabs.find((each) => each.sheetId === sheetId);
    if (tab === undefined) return error(400, 'badRequest', 'No grid with that id.');
    if (endRowIndex > tab.rows.length || endColumnIndex > tab.columns.length)
      return error(400, 'badRequest', 'Range exceeds grid limits.');
    if (values.length > endRowIndex - startRowIndex)
      return error(400, 'badRequest', 'The values exceed the range.');
    if (values.flat().some((value) => typeof value === 'string' && value.length > 50_000))
      return error(
        400,
        'badRequest',
        'Your input contains more than the maximum of 50000 characters in a single cell.',
      );
  }
  for (const { dataFilter, values } of data) {
    const { sheetId, startRowIndex, startColumnIndex } = dataFilter.gridRange;
    const tab = file.tabs.find((each) => each.sheetId === sheetId)!;
    for (const [row, cells] of values.entries())
      for (const [column, value] of cells.entries())
        if (value !== null)
          tab.rows[startRowIndex + row]![startColumnIndex + column] =
            valueInputOption === 'RAW' ? value : typed(value);
  }
  return { status: 200, body: { spreadsheetId: file.id } };
}

/** What Google makes of a value that is read as if somebody had typed it. */
function typed(value: Value): Cell {
  if (typeof value !== 'string') return value;
  if (value.startsWith('=') || value.startsWith('+')) return { formula: value };
  return value.trim() !== '' && !Number.isNaN(Number(value)) ? Number(value) : value;
}

/** Somebody does it in Google Sheets. */
export function insertRow(tab: StandinTab, at: number, cells: Value[]): void {
  tab.rows.splice(
    at,
    0,
    Array.from(tab.columns, (_, column) => cells[column] ?? ''),
  );
}

export function insertColumn(tab: StandinTab, at: number, cells: Value[]): void {
  tab.columns.splice(at, 0, newColumn());
  for (const [row, each] of tab.rows.entries()) each.splice(at, 0, cells[row] ?? '');
}

export function moveColumn(tab: StandinTab, from: number, to: number): void {
  tab.columns.splice(to, 0, ...tab.columns.splice(from, 1));
  for (const each of tab.rows) each.splice(to, 0, ...each.splice(from, 1));
}

export function deleteColumn(tab: StandinTab, at: number): void {
  tab.columns.splice(at, 1);
  for (const each of tab.rows) each.splice(at, 1);
}

/** Sorts all but the rows that stand fast; what is empty goes to the end. */
export function sortTab(tab: StandinTab, column: number, isDown = false): void {
  const rows = tab.rows.splice(tab.frozenRows);
  const key = (row: Cell[]): string => String(seen(row[column] ?? ''));
  tab.rows.push(
    ...rows.toSorted((a, b) => {
      if ((key(a) === '') !== (key(b) === '')) return key(a) === '' ? 1 : -1;
      return (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0) * (isDown ? -1 : 1);
    }),
  );
}

/** Where the column of ours with this name stands. */
export function columnOf(tab: StandinTab, name: string): number {
  return tab.columns.findIndex(({ marks }) => marks.some(({ value }) => value === name));
}

/** The records that stand in a tab, by the names of our columns. */
export function recordsIn(tab: StandinTab): Record<string, Value>[] {
  const columns = tab.columns.flatMap(({ marks }, at) => marks.map(({ value }) => [value, at] as const));
  const id = columnOf(tab, 'Id');
  return tab.rows
    .filter((row) => String(seen(row[id] ?? '')).startsWith('plumbline:'))
    .map((row) => Object.fromEntries(columns.map(([name, at]) => [name, seen(row[at] ?? '')])));
}
