import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { type GoogleSheet, googleSheetSchema, googleSheetTroubles } from '#shared/domain/google-sheet.ts';
import { mayKeepTables, sheetTables } from '#shared/google/wanted-table.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { defineCommand } from '../command.ts';
import { findLink } from './link.ts';

const { words, spreadsheetId, rows } = googleSheetSchema.shape;
const table = z.string().refine((name) => sheetTables.some((each) => each.name === name));

/** From now on they are written there after each change. It lets data out of the business as an export does, and asks as one does. */
const choose = defineCommand({
  name: 'google.chooseTables',
  title: 'Choose tables for Google Sheets',
  args: z.strictObject({ id: idSchema, tables: z.array(table), words }),
  undoable: false,
  asksFactor: true,
  run(draft, { id, tables, words: called }, { now, accessOf, memberId }) {
    const found = findLink(draft, id);
    if (!found.ok) return found;
    const access = accessOf?.(memberId);
    if (access !== undefined && !mayKeepTables(access))
      return problem('google.tables-not-yours', 'Who chooses tables has to see all that stands in them.');
    const chosen = Object.fromEntries(tables.map((name) => [name, true as const]));
    const before = draft.get('googleSheets', id);
    // Where it stood nothing is left, and nothing is wanted.
    if (tables.length === 0 && before?.trouble?.kind === 'fileLost') {
      draft.remove('googleSheets', id);
      return ok({ id });
    }
    const fields = { tables: chosen, words: called, askedAt: nextAsk(before, now) };
    if (before === undefined) draft.create('googleSheets', { id, createdAt: now, ...fields });
    else draft.assign('googleSheets', id, fields);
    return ok({ id });
  },
});

const ask = defineCommand({
  name: 'google.writeTables',
  title: 'Write tables to Google Sheets',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  run(draft, { id }, { now }) {
    const found = findSheet(draft, id);
    if (!found.ok) return found;
    draft.patch('googleSheets', id, { askedAt: nextAsk(found.value, now) });
    return ok({ id });
  },
});

/** What somebody has taken away at Google is made anew. */
const makeAnew = defineCommand({
  name: 'google.makeTablesAnew',
  title: 'Make anew in Google Sheets',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  run(draft, { id }, { now }) {
    const found = findSheet(draft, id);
    if (!found.ok) return found;
    const { trouble, tabs = {}, tables, spreadsheetId: before } = found.value;
    const isAll = trouble?.kind === 'fileLost';
    const lost = isAll ? Object.keys(tabs) : (trouble?.tables ?? []);
    // One that is not chosen any more is not missed.
    const next = lost.map((name) => [name, { generation: (tabs[name]?.generation ?? 0) + 1 }] as const);
    const kept = Object.entries(tabs).filter(([name]) => !lost.includes(name));
    draft.assign('googleSheets', id, {
      tabs: Object.fromEntries([...kept, ...next.filter(([name]) => tables[name] === true)]),
      spreadsheetId: isAll ? undefined : before,
      trouble: undefined,
      askedAt: nextAsk(found.value, now),
    });
    return ok({ id });
  },
});

/** That a spreadsheet was made, and which tabs stand in it. */
const noteMade = defineCommand({
  name: 'google.noteTabs',
  title: 'Note what was made in Google Sheets',
  args: z.strictObject({ id: idSchema, spreadsheetId: spreadsheetId.unwrap(), made: z.array(table) }),
  undoable: false,
  internal: true,
  run(draft, { id, spreadsheetId: there, made }, { now }) {
    const found = findSheet(draft, id);
    if (!found.ok) return found;
    const { tabs = {} } = found.value;
    const known = made.map(
      (name) => [name, { generation: tabs[name]?.generation ?? 0, madeAt: now }] as const,
    );
    draft.assign('googleSheets', id, {
      spreadsheetId: there,
      tabs: { ...tabs, ...Object.fromEntries(known) },
    });
    return ok({ id });
  },
});

/** That all stands there as it should, or all but what is in the way. */
const noteWritten = defineCommand({
  name: 'google.noteTables',
  title: 'Note what stands in Google Sheets',
  args: z.strictObject({
    id: idSchema,
    rows,
    trouble: z.enum(googleSheetTroubles).optional(),
    tables: z.array(table).optional(),
  }),
  undoable: false,
  internal: true,
  run(draft, { id, rows: counted, trouble: kind, tables }, { now }) {
    const found = findSheet(draft, id);
    if (!found.ok) return found;
    // No clock of another device has it look as if what was asked for had not been done, or had not failed.
    const at = Math.max(now, found.value.askedAt ?? 0);
    draft.assign('googleSheets', id, {
      // Without a count nothing could be written at all.
      ...(counted !== undefined && { rows: counted, writtenAt: at }),
      trouble: kind && { kind, since: at, ...(tables !== undefined && { tables }) },
    });
    return ok({ id });
  },
});

/** Later than all that was noted before, whatever the clocks of the devices say: a wish is never taken for one that was fulfilled. */
function nextAsk(sheet: GoogleSheet | undefined, now: number): number {
  const noted = [sheet?.askedAt, sheet?.writtenAt, sheet?.trouble?.since].map((at) => (at ?? 0) + 1);
  return Math.max(now, ...noted);
}

function findSheet(records: RecordReader, id: string): Result<GoogleSheet> {
  const link = findLink(records, id);
  const sheet = records.get('googleSheets', id);
  if (!link.ok) return link;
  return sheet === undefined
    ? problem('google.no-tables', 'No tables are chosen for Google Sheets any more.')
    : ok(sheet);
}

export const googleSheetCommands = [choose, ask, makeAnew, noteMade, noteWritten] as const;
