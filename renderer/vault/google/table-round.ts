import type { Bridge } from '#shared/bridge/bridge.ts';
import type { CallArgs } from '#shared/bridge/contract.ts';
import type { GoogleFailed } from '#shared/bridge/contract/google.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import {
  type GoogleSheet,
  type NewTab,
  type SheetBlock,
  type SheetTab,
  tabIdOf,
} from '#shared/domain/google-sheet.ts';
import type { AnyTable } from '#shared/export/tables.ts';
import { countRows, idColumn, stepFor, type TabStep } from '#shared/google/sheet-plan.ts';
import { tablesIn, wantedTable } from '#shared/google/wanted-table.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { ask } from './ask.ts';

export interface TableRoundDeps {
  bridge: Pick<Bridge, 'call'>;
  records: RecordReader;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  /** Whether it is this device's turn still. */
  mayGoOn(): boolean;
}

/** How a round has ended: with how many rows in each table, the tables whose tabs are there no more, and whether anything was done. */
export interface TablesWritten {
  rows: Record<string, number>;
  lost: string[];
  isChanged: boolean;
}

type Access = CallArgs<'google.sheet'>['access'];

/** So often a sheet that somebody changes all the while is looked at in one round. */
const mostLooks = 12;
/** Google takes about two megabytes at once; so many characters of cells are one. */
const mostAtOnce = 600_000;

/** Brings the tabs of a spreadsheet to what the tables are to hold: look, take one step, and look once more. */
export function createTableRounds({ bridge, records, run, mayGoOn }: TableRoundDeps) {
  async function round(id: string, access: Access): Promise<Result<TablesWritten, GoogleFailed>> {
    let isSame = false;
    let written: TablesWritten = { rows: {}, lost: [], isChanged: false };
    for (let looks = 0; looks < mostLooks && !isSame; looks++) {
      const sheet = records.get('googleSheets', id);
      if (sheet === undefined || !mayGoOn()) return err({ outcome: 'failed', why: 'lost' });
      const there = await spreadsheetOf(sheet, access);
      if (!there.ok) return there;
      const done = await look(sheet, { access, spreadsheetId: there.value });
      if (!done.ok) return done;
      isSame = done.value.isSame;
      written = { ...done.value.written, isChanged: written.isChanged || !isSame };
    }
    return ok(written);
  }

  async function spreadsheetOf(sheet: GoogleSheet, access: Access): Promise<Result<string, GoogleFailed>> {
    if (sheet.spreadsheetId !== undefined) return ok(sheet.spreadsheetId);
    const tabs = chosen(sheet).map(({ name }) => newTab(sheet, name));
    const made = await ask(bridge, 'google.makeSheet', { access, name: sheet.words.name, tabs });
    if (!made.ok) return made;
    const { spreadsheetId } = made.value;
    return noted(run('google.noteTabs', { id: sheet.id, spreadsheetId, made: [] }), spreadsheetId);
  }

  async function look(
    sheet: GoogleSheet,
    at: { access: Access; spreadsheetId: string },
  ): Promise<Result<{ isSame: boolean; written: Omit<TablesWritten, 'isChanged'> }, GoogleFailed>> {
    const tables = tablesIn(sheet);
    const tabIds = tables.map(({ name }) => tabIdOf(sheet, name));
    const told = await ask(bridge, 'google.sheet', { ...at, tabIds });
    if (!told.ok) return told;
    const written: Omit<TablesWritten, 'isChanged'> = { rows: {}, lost: [] };
    const steps: TabStep[] = [];
    for (const table of tables) {
      const tab = told.value.tabs.find(({ tabId }) => tabId === tabIdOf(sheet, table.name));
      const step = tableStep(sheet, table, tab);
      steps.push(step);
      if (sheet.tables[table.name] !== true) continue;
      if (step.do === 'giveUp') written.lost.push(table.name);
      else if (tab !== undefined) written.rows[table.name] = countRows(tab);
    }
    const made = tables.filter(({ name }) => isMadeNow(sheet, name, told.value.tabs)).map(({ name }) => name);
    const { spreadsheetId } = at;
    if (made.length > 0) await run('google.noteTabs', { id: sheet.id, spreadsheetId, made });
    const taken = await take(steps, at);
    return taken.ok ? ok({ isSame: !taken.value, written }) : taken;
  }

  function tableStep(sheet: GoogleSheet, { name }: AnyTable, tab: SheetTab | undefined): TabStep {
    const isKept = sheet.tables[name] === true;
    const isNew = sheet.tabs?.[name]?.madeAt === undefined;
    if (tab !== undefined) return stepFor(tab, wantedTable(records, name), { isNew, isKept });
    // What somebody has taken away is missed only where it is still wanted.
    if (!isNew) return { do: isKept ? 'giveUp' : 'nothing' };
    return { do: 'grow', by: { of: 'tab', ...newTab(sheet, name) } };
  }

  /** Room first, and what is written when all have it. `true` where something was done. */
  async function take(
    steps: TabStep[],
    at: { access: Access; spreadsheetId: string },
  ): Promise<Result<boolean, GoogleFailed>> {
    const growths = steps.flatMap((step) => (step.do === 'grow' ? [step.by] : []));
    for (const by of growths) {
      const grown = await ask(bridge, 'google.growSheet', { ...at, by });
      if (!grown.ok) return grown;
    }
    if (growths.length > 0) return ok(true);
    const blocks = steps.flatMap((step) => (step.do === 'write' ? step.blocks : []));
    for (const part of parts(blocks)) {
      if (!mayGoOn()) return err({ outcome: 'failed', why: 'lost' });
      const wrote = await ask(bridge, 'google.writeSheet', { ...at, blocks: part });
      if (!wrote.ok) return wrote;
    }
    return ok(blocks.length > 0);
  }

  return { round };
}

function chosen(sheet: GoogleSheet): AnyTable[] {
  return tablesIn(sheet).filter(({ name }) => sheet.tables[name] === true);
}

function newTab(sheet: GoogleSheet, name: string): NewTab {
  return { tabId: tabIdOf(sheet, name), title: sheet.words.tabs[name] || name };
}

/** One that was begun has come to be: its answer may have been lost. */
function isMadeNow(sheet: GoogleSheet, name: string, tabs: readonly SheetTab[]): boolean {
  const tab = tabs.find(({ tabId }) => tabId === tabIdOf(sheet, name));
  const hasIds = tab?.columns.some((column) => column.name === idColumn) === true;
  return hasIds && sheet.tabs?.[name]?.madeAt === undefined;
}

/** As much as Google takes at once. */
function parts(blocks: readonly SheetBlock[]): SheetBlock[][] {
  const all: SheetBlock[][] = [];
  let room = 0;
  for (const { values, row, ...place } of blocks) {
    for (const [index, cells] of values.entries()) {
      const size = JSON.stringify(cells).length;
      const last = all.at(-1)?.at(-1);
      if (size > room || all.length === 0) all.push([]);
      room = size > room ? mostAtOnce - size : room - size;
      const isNext =
        all.at(-1)?.at(-1) === last && last?.tabId === place.tabId && last.column === place.column;
      if (isNext && last.row + last.values.length === row + index) last.values.push(cells);
      else all.at(-1)!.push({ ...place, row: row + index, values: [cells] });
    }
  }
  return all;
}

async function noted<T>(step: Promise<Result<unknown>>, value: T): Promise<Result<T, GoogleFailed>> {
  return (await step).ok ? ok(value) : err({ outcome: 'failed', why: 'lost' });
}
