import { type sheets_v4, sheets } from '@googleapis/sheets';
import { z } from 'zod';
import type { CallHandlers } from '#shared/bridge/bridge.ts';
import type { CallArgs } from '#shared/bridge/contract.ts';
import {
  type NewTab,
  sheetCellSchema,
  type SheetGrowth,
  type SheetTab,
} from '#shared/domain/google-sheet.ts';
import { ok } from '#shared/lib/result.ts';
import type { GuardedFetch } from '../egress/guard.ts';
import { failureOf, googleClient } from './client.ts';

type Calls = Pick<
  CallHandlers,
  'google.makeSheet' | 'google.sheet' | 'google.growSheet' | 'google.writeSheet'
>;

/** What marks a column as ours, and moves with it; its value is the column's name. */
const markKey = 'plumbline';
/** A tab is made so small, and grows with what is written. */
const firstSize = { rowCount: 200, columnCount: 6, frozenRowCount: 1 };

/** Spreadsheets that Plumbline has made. */
export function createGoogleSheets(fetch: GuardedFetch): Calls {
  function clientFor({ server, accessToken }: CallArgs<'google.sheet'>['access']) {
    const auth = googleClient(fetch, {});
    auth.setCredentials({ access_token: accessToken });
    return sheets({ version: 'v4', auth, ...(server !== undefined && { rootUrl: `${server}/` }) })
      .spreadsheets;
  }

  return {
    async 'google.makeSheet'({ access, name, tabs }) {
      try {
        const made = await clientFor(access).create({
          fields: 'spreadsheetId',
          requestBody: {
            properties: { title: name },
            sheets: tabs.map(({ tabId, title }) => ({ properties: newTab(tabId, title) })),
          },
        });
        const { spreadsheetId } = z
          .looseObject({ spreadsheetId: z.string().min(1).max(200) })
          .parse(made.data);
        return ok({ outcome: 'sheet' as const, spreadsheetId });
      } catch (error) {
        return ok(failureOf(error));
      }
    },
    async 'google.sheet'({ access, spreadsheetId, tabIds }) {
      try {
        return ok({
          outcome: 'sheet' as const,
          tabs: await readTabs(clientFor(access), spreadsheetId, tabIds),
        });
      } catch (error) {
        return ok(failureOf(error));
      }
    },
    async 'google.growSheet'({ access, spreadsheetId, by }) {
      try {
        const client = clientFor(access);
        const requests = by.of === 'tab' ? await addTab(client, spreadsheetId, by) : grow(by);
        await client.batchUpdate({ spreadsheetId, fields: 'spreadsheetId', requestBody: { requests } });
        return ok({ outcome: 'done' as const });
      } catch (error) {
        return ok(failureOf(error));
      }
    },
    async 'google.writeSheet'({ access, spreadsheetId, blocks }) {
      try {
        const data = blocks.map(({ tabId, row, column, values }) => ({
          majorDimension: 'ROWS',
          dataFilter: {
            gridRange: {
              sheetId: tabId,
              startRowIndex: row,
              endRowIndex: row + values.length,
              startColumnIndex: column,
              endColumnIndex: column + Math.max(...values.map(({ length }) => length)),
            },
          },
          values,
        }));
        // RAW: what begins like a formula is kept as text.
        const requestBody = { valueInputOption: 'RAW', data };
        await clientFor(access).values.batchUpdateByDataFilter({
          spreadsheetId,
          fields: 'spreadsheetId',
          requestBody,
        });
        return ok({ outcome: 'done' as const });
      } catch (error) {
        return ok(failureOf(error));
      }
    },
  };
}

type Client = sheets_v4.Sheets['spreadsheets'];

const propertiesSchema = z.looseObject({
  sheetId: z.int(),
  title: z.string().catch(''),
  gridProperties: z.looseObject({ rowCount: z.int() }).optional(),
});
const spreadsheetSchema = z.looseObject({
  sheets: z.array(z.looseObject({ properties: propertiesSchema })).catch([]),
});
const marksSchema = z.looseObject({
  matchedDeveloperMetadata: z
    .array(
      z.looseObject({
        developerMetadata: z.looseObject({
          metadataValue: z.string(),
          location: z.looseObject({
            dimensionRange: z.looseObject({ sheetId: z.int(), startIndex: z.int().default(0) }),
          }),
        }),
      }),
    )
    .default([]),
});
const valuesSchema = z.looseObject({
  valueRanges: z
    .array(
      z.looseObject({
        dataFilters: z.array(z.looseObject({ gridRange: z.looseObject({ sheetId: z.int() }) })),
        valueRange: z.looseObject({ values: z.array(z.array(z.unknown())).optional() }).optional(),
      }),
    )
    .default([]),
});

async function readTabs(client: Client, spreadsheetId: string, tabIds: number[]): Promise<SheetTab[]> {
  const found = (await propertiesOf(client, spreadsheetId)).filter(({ sheetId }) => tabIds.includes(sheetId));
  if (found.length === 0) return [];
  const lookup = { developerMetadataLookup: { metadataKey: markKey, locationType: 'COLUMN' } };
  const marked = await client.developerMetadata.search({
    spreadsheetId,
    requestBody: { dataFilters: [lookup] },
  });
  const marks = marksSchema.parse(marked.data).matchedDeveloperMetadata;
  const told = await client.values.batchGetByDataFilter({
    spreadsheetId,
    requestBody: {
      dataFilters: found.map(({ sheetId }) => ({ gridRange: { sheetId } })),
      majorDimension: 'ROWS',
      valueRenderOption: 'UNFORMATTED_VALUE',
    },
  });
  const { valueRanges } = valuesSchema.parse(told.data);
  return found.map(({ sheetId: tabId, gridProperties }) => {
    const mine = marks.filter(
      ({ developerMetadata: { location } }) => location.dimensionRange.sheetId === tabId,
    );
    const columns = columnsOf(mine.map(({ developerMetadata }) => developerMetadata));
    const range = valueRanges.find(({ dataFilters }) => dataFilters[0]?.gridRange.sheetId === tabId);
    const rows = (range?.valueRange?.values ?? []).map((cells) => rowOf(cells, columns));
    return { tabId, rowCount: gridProperties?.rowCount ?? rows.length, columns, rows };
  });
}

async function propertiesOf(client: Client, spreadsheetId: string) {
  const fields = 'sheets.properties(sheetId,title,gridProperties.rowCount)';
  const { data } = await client.get({ spreadsheetId, fields });
  return spreadsheetSchema.parse(data).sheets.map(({ properties }) => properties);
}

/** Each once: of a column that somebody has copied, the first. */
function columnsOf(
  marks: { metadataValue: string; location: { dimensionRange: { startIndex: number } } }[],
): SheetTab['columns'] {
  const columns = marks
    .map(({ metadataValue, location }) => ({
      name: metadataValue.slice(0, 80),
      at: location.dimensionRange.startIndex,
    }))
    .toSorted((a, b) => a.at - b.at);
  return columns.filter(({ name }, index) => columns.findIndex((each) => each.name === name) === index);
}

/** Of what stands in others' columns only whether there is any goes on. */
function rowOf(cells: readonly unknown[], columns: SheetTab['columns']): SheetTab['rows'][number] {
  const ours = new Set(columns.map(({ at }) => at));
  return {
    cells: columns.map(({ at }) => valueOf(cells[at])),
    hasOther: cells.some((cell, at) => !ours.has(at) && valueOf(cell) !== ''),
  };
}

/** What nobody of us can have written, such as a tick, is at least something else. */
function valueOf(cell: unknown): string | number {
  if (cell === undefined || cell === null) return '';
  return sheetCellSchema.safeParse(cell).data ?? `${JSON.stringify(cell)}\u0000`;
}

async function addTab(
  client: Client,
  spreadsheetId: string,
  { tabId, title }: NewTab,
): Promise<sheets_v4.Schema$Request[]> {
  const taken = new Set((await propertiesOf(client, spreadsheetId)).map((each) => each.title.toLowerCase()));
  let free = title;
  for (let count = 2; taken.has(free.toLowerCase()); count++) free = `${title} ${count}`;
  return [{ addSheet: { properties: newTab(tabId, free) } }];
}

function newTab(sheetId: number, title: string): sheets_v4.Schema$SheetProperties {
  return { sheetId, title, gridProperties: firstSize };
}

/** All at once, or nothing: columns that are new, with their marks and names. Others' columns make room for them. */
function grow(by: Exclude<SheetGrowth, { of: 'tab' }>): sheets_v4.Schema$Request[] {
  if (by.of === 'rows')
    return [{ appendDimension: { sheetId: by.tabId, dimension: 'ROWS', length: by.count } }];
  const { tabId: sheetId, at, names, hidden, headerRow } = by;
  const range = (from: number, count: number) => {
    return { sheetId, dimension: 'COLUMNS', startIndex: from, endIndex: from + count };
  };
  const values = names.map((name) => ({ userEnteredValue: { stringValue: name } }));
  const hiddenAt = names.indexOf(hidden);
  return [
    { insertDimension: { range: range(at, names.length), inheritFromBefore: false } },
    ...names.map((name, index) => ({
      createDeveloperMetadata: {
        developerMetadata: {
          metadataKey: markKey,
          metadataValue: name,
          visibility: 'DOCUMENT',
          location: { dimensionRange: range(at + index, 1) },
        },
      },
    })),
    {
      updateCells: {
        start: { sheetId, rowIndex: headerRow, columnIndex: at },
        rows: [{ values }],
        fields: 'userEnteredValue',
      },
    },
    ...(hiddenAt === -1
      ? []
      : [
          {
            updateDimensionProperties: {
              range: range(at + hiddenAt, 1),
              properties: { hiddenByUser: true },
              fields: 'hiddenByUser',
            },
          },
        ]),
  ];
}
