import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import { idSchema, momentSchema } from './common.ts';

const tableName = z.string().max(40);

/** What stands in the way of the tables until somebody does something about it. */
export const googleSheetTroubles = [
  'fileLost',
  'tabLost',
  'switchedOff',
  'denied',
  'full',
  'delayed',
] as const;
export type GoogleSheetTrouble = (typeof googleSheetTroubles)[number];

/**
 * The spreadsheet of the business in somebody's account at Google, under its link's id: what is written there, and how far that has
 * come. What stands in it is never taken for what is so: see adr/0027.
 */
export const googleSheetSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  /** The tables that are kept there. */
  tables: z.record(tableName, z.literal(true)),
  /** What the spreadsheet and its tabs are called when they are made, in the language of who has chosen them. */
  words: z.looseObject({ name: z.string().max(120), tabs: z.record(tableName, z.string().max(80)) }),
  spreadsheetId: z.string().max(200).optional(),
  /** The tabs that were begun there. `generation`: one that was taken away there is followed by the next. */
  tabs: z
    .record(
      tableName,
      z.looseObject({ generation: z.int().min(0).max(10_000), madeAt: momentSchema.optional() }),
    )
    .optional(),
  /** When it was found to be as it should, or made so, and with how many rows. */
  writtenAt: momentSchema.optional(),
  rows: z.record(tableName, z.int().min(0)).optional(),
  /** When somebody has last asked for it to be written now. */
  askedAt: momentSchema.optional(),
  /** `tables`: which of them, where it is not all. */
  trouble: z
    .looseObject({
      kind: z.enum(googleSheetTroubles),
      since: momentSchema,
      tables: z.array(tableName).max(20).optional(),
    })
    .optional(),
});
export type GoogleSheet = z.infer<typeof googleSheetSchema>;

/** Which of its tabs one table has: the same on each device, so that it is made once however often an answer is lost. */
export function tabIdOf(sheet: Pick<GoogleSheet, 'id' | 'tabs'>, table: string): number {
  const { generation = 0 } = sheet.tabs?.[table] ?? {};
  const digest = contentId(['google-tab', sheet.id, table, generation]);
  const number = new TextEncoder().encode(digest).reduce((sum, each) => (sum * 31 + each) % 2_000_000_000, 7);
  return number + 1;
}

/** Where somebody looks at it. */
export function spreadsheetUrl(spreadsheetId: string): string {
  return `https://docs.google.com/spreadsheets/d/${encodeURIComponent(spreadsheetId)}/edit`;
}

/** What a cell holds: text that is never read as a formula, or a number. */
export const sheetCellSchema = z.union([z.string(), z.number()]);
export type SheetCell = z.infer<typeof sheetCellSchema>;

/** A tab of ours as it stands there: of what others wrote in it only where it is. */
export const sheetTabSchema = z.object({
  tabId: z.int(),
  rowCount: z.int(),
  /** The columns that are ours, by the marks that move with them. */
  columns: z.array(z.object({ name: z.string().max(80), at: z.int() })),
  /** In the order of `columns`. `hasOther`: in another column of the row something stands. */
  rows: z.array(z.object({ cells: z.array(sheetCellSchema), hasOther: z.boolean() })),
});
export type SheetTab = z.infer<typeof sheetTabSchema>;

/** A tab that is made. */
export const newTabSchema = z.object({ tabId: z.int(), title: z.string().min(1).max(80) });
export type NewTab = z.infer<typeof newTabSchema>;

const columnName = z.string().min(1).max(80);

/** What makes room: a tab, columns that are marked as ours and have their names in a row, or rows at the end. */
export const sheetGrowthSchema = z.union([
  newTabSchema.extend({ of: z.literal('tab') }),
  z.object({
    of: z.literal('columns'),
    tabId: z.int(),
    at: z.int(),
    names: z.array(columnName).min(1),
    /** The one that nobody needs to see. */
    hidden: columnName,
    headerRow: z.int(),
  }),
  z.object({ of: z.literal('rows'), tabId: z.int(), count: z.int().min(1) }),
]);
export type SheetGrowth = z.infer<typeof sheetGrowthSchema>;

/** Cells that are written next to each other. */
export const sheetBlockSchema = z.object({
  tabId: z.int(),
  row: z.int(),
  column: z.int(),
  /** Nothing: what stands there stays. */
  values: z.array(z.array(sheetCellSchema.nullable())),
});
export type SheetBlock = z.infer<typeof sheetBlockSchema>;
