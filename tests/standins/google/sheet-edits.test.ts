import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGoogleSheets } from '#electron/services/google/sheets.ts';
import { createTableRounds } from '#renderer/vault/google/table-round.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { createMemoryRecords, dutchBusiness } from '#shared/commands/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { wantedTable } from '#shared/google/wanted-table.ts';
import { apiError } from './server.ts';
import {
  columnOf,
  createSheets,
  deleteColumn,
  insertColumn,
  insertRow,
  moveColumn,
  recordsIn,
  sortTab,
  type StandinTab,
  type Value,
} from './sheets.ts';

const tables = ['contacts', 'jobs'] as const;
const titles = { contacts: 'People', jobs: 'Jobs' };
type Trouble = 'none' | 'before' | 'after' | 'limit' | 'failed';

/** Records and a spreadsheet, and between them all that runs for real but the network. */
function world() {
  const memory = createMemoryRecords();
  expectOk(memory.run('business.setUp', { profile: dutchBusiness, services: [] }));
  memory.apply([
    {
      collection: 'members',
      id: 'member-1',
      path: [],
      before: undefined,
      after: { id: 'member-1', name: 'Ana', createdAt: 1 },
    },
  ]);
  const { id } = expectOk(
    memory.run('google.connect', {
      staffId: 'member-1',
      clientId: 'client-id',
      clientSecret: 'client-secret',
      wants: { place: 'none', busy: false, tables: true },
      scopes: ['https://www.googleapis.com/auth/drive.file'],
      refreshToken: 'x',
    }),
  );
  const words = { name: 'Tables', tabs: titles };
  expectOk(memory.run('google.chooseTables', { id, tables: [...tables], words }));
  const sheets = createSheets();
  const troubles: Trouble[] = [];
  const calls = createGoogleSheets(async (input, init = {}) => {
    const trouble = troubles.shift() ?? 'none';
    if (trouble === 'before') throw new TypeError('fetch failed');
    const url = new URL(input instanceof Request ? input.url : input);
    const { method = 'GET', body } = init;
    const asked = {
      method,
      path: url.pathname,
      url,
      body: typeof body === 'string' ? body : '',
      headers: {},
    };
    const scopes = ['https://www.googleapis.com/auth/drive.file'];
    const refused = { limit: apiError(429, 'rateLimitExceeded'), failed: apiError(503, 'backendError') };
    const { status, body: said } =
      trouble === 'limit' || trouble === 'failed'
        ? refused[trouble]
        : sheets.answer(asked, scopes, apiError)!;
    if (trouble === 'after') throw new TypeError('fetch failed');
    return new Response(JSON.stringify(said), { status, headers: { 'content-type': 'application/json' } });
  });
  const rounds = createTableRounds({
    bridge: { call: (name: keyof typeof calls, args: never) => calls[name](args) } as unknown as Bridge,
    records: memory.records,
    run: async (name, args) => memory.run(name, args as never),
    mayGoOn: () => true,
  });
  const round = () => rounds.round(id, { accessToken: 'token' });
  const tabs = () => [...sheets.spreadsheets.values()].flatMap((each) => each.tabs);
  return { memory, sheets, troubles, round, tabs };
}
type World = ReturnType<typeof world>;

/** All that is not ours, row by row: what others' columns hold, and rows of others whole. */
function foreign(tab: StandinTab) {
  const id = columnOf(tab, 'Id');
  const isMarked = (at: number): boolean => tab.columns[at]!.marks.length > 0;
  return tab.rows.map((row) => {
    const others = row.filter((_, at) => !isMarked(at));
    const named = row.flatMap((cell, at) =>
      isMarked(at) && cell !== '' ? [[tab.columns[at]!.marks[0]!.value, cell] as const] : [],
    );
    const mark = row[id];
    const isOurs = typeof mark === 'string' && mark.startsWith('plumbline:');
    return { others, isOurs, named: Object.fromEntries(named) };
  });
}

/** Nothing that was others' before is other afterwards; a row of ours may have been emptied, and an empty one filled. */
function expectUntouched(before: ReturnType<typeof foreign>, after: ReturnType<typeof foreign>): void {
  const columns = before[0]?.others.length ?? 0;
  for (const [at, { others, isOurs, named }] of before.entries()) {
    expect(after[at]!.others.slice(0, columns), `row ${at}`).toEqual(others);
    const isBlank = Object.keys(named).length === 0 && others.every((cell) => cell === '');
    expect(after[at]!.named, `row ${at} of others`).toMatchObject(isOurs || isBlank ? {} : named);
  }
}

const picked = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(1, from.length)];
const ourEdits = ['add', 'add', 'addJob', 'rename', 'bin', 'restore', 'keep'] as const;
const theirEdits = [
  'sort',
  'sortDown',
  'column',
  'row',
  'note',
  'overwrite',
  'deleteRow',
  'copyRow',
  'moveColumn',
  'dropColumn',
] as const;
type Does = (typeof ourEdits)[number] | (typeof theirEdits)[number] | 'round';

const edit = fc.record({
  does: fc.constantFrom<Does[]>(...ourEdits, ...theirEdits, 'round', 'round', 'round'),
  which: fc.nat(60),
  to: fc.nat(60),
  text: fc.constantFrom(
    '=1+1',
    '+43 660 123',
    '@sum',
    "'quoted",
    'Zoë',
    '007',
    '2026-11-30',
    'two\r\nlines',
    '',
  ),
  troubles: fc.array(
    fc.constantFrom<Trouble[]>('none', 'none', 'none', 'before', 'after', 'limit', 'failed'),
    {
      maxLength: 6,
    },
  ),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

async function make(open: World, each: Edit): Promise<void> {
  const { memory, troubles, round, tabs } = open;
  if (each.does === 'round') {
    const before = tabs().map(foreign);
    troubles.push(...each.troubles);
    await round();
    troubles.length = 0;
    for (const [at, was] of before.entries()) expectUntouched(was, foreign(tabs()[at]!));
  } else if ((ourEdits as readonly string[]).includes(each.does)) makeOurs(memory, each);
  else for (const tab of tabs()) makeTheirs(tab, each);
}

function makeOurs(memory: World['memory'], { does, which, to, text }: Edit): void {
  const contact = picked(memory.list('contacts'), which);
  if (does === 'add') memory.run('contact.create', { name: `${text} ${to}`.trim() });
  if (contact === undefined) return;
  const { id } = contact;
  if (does === 'addJob') memory.run('job.create', { contactId: id, title: `${text} job ${to}`.trim() });
  if (does === 'rename') memory.run('contact.update', { id, fields: { name: `${text} again ${to}`.trim() } });
  if (does === 'bin') memory.run('bin.put', { kind: 'contacts', ids: [id] });
  if (does === 'restore') memory.run('bin.restore', { kind: 'contacts', ids: [id] });
  if (does === 'keep') memory.run('contact.keepOnDevice', { id, on: to % 2 === 0 });
}

let tokens = 0;

function makeTheirs(tab: StandinTab, { does, which, to, text }: Edit): void {
  const columns = tab.columns.length;
  const foreignAt = tab.columns.flatMap(({ marks }, at) => (marks.length === 0 ? [at] : []));
  const oursAt = tab.columns.flatMap(({ marks }, at) => (marks.length > 0 ? [at] : []));
  const row = 1 + (which % Math.max(1, Math.min(20, tab.rows.length - 1)));
  const token = (): Value => `theirs ${++tokens} ${text}`;
  if (does === 'sort' || does === 'sortDown') sortTab(tab, to % columns, does === 'sortDown');
  else if (does === 'column') insertColumn(tab, to % (columns + 1), ['Mine', token(), token()]);
  else if (does === 'row')
    insertRow(
      tab,
      row,
      Array.from({ length: 1 + (to % 3) }, (_, at) => (at === columnOf(tab, 'Id') ? '' : token())),
    );
  else if (does === 'note' && foreignAt.length > 0 && tab.rows[row])
    tab.rows[row][picked(foreignAt, to)!] = token();
  else if (does === 'deleteRow') tab.rows.splice(row, 1);
  else if (does === 'copyRow' && tab.rows[row]) tab.rows.splice(row, 0, [...tab.rows[row]]);
  else if (does === 'moveColumn') moveColumn(tab, which % columns, to % columns);
  else if (does === 'overwrite' && tab.rows[row]) {
    const at = picked(
      oursAt.filter((each) => tab.columns[each]!.marks[0]!.value !== 'Id'),
      to,
    );
    if (at !== undefined) tab.rows[row][at] = to % 3 === 0 ? 42 : token();
  } else if (does === 'dropColumn') {
    const at = picked(
      oursAt.filter((each) => tab.columns[each]!.marks[0]!.value !== 'Id'),
      to,
    );
    if (at !== undefined) deleteColumn(tab, at);
  }
}

test('whatever somebody does in the sheet and however often Google fails, each record stands there once, and all else stays', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 40, maxLength: 60 }), async (edits) => {
      const open = world();
      expectOk(open.memory.run('contact.create', { name: 'First' }));
      for (const each of edits) await make(open, each);
      const before = open.tabs().map(foreign);
      expectOk(await open.round());
      for (const [at, was] of before.entries()) expectUntouched(was, foreign(open.tabs()[at]!));
      expect(open.sheets.spreadsheets.size).toBeGreaterThan(0);
      for (const name of tables) {
        const { columns, rows } = wantedTable(open.memory.records, name);
        const wanted = [...rows.values()].map((cells) =>
          Object.fromEntries(columns.map((column, at) => [column, cells[at]])),
        );
        expect(byId(recordsIn(open.sheets.tab(titles[name])))).toEqual(byId(wanted));
      }
      // Once it is right, nothing is written any more.
      const same = JSON.stringify(open.tabs());
      expect(expectOk(await open.round()).isChanged).toBe(false);
      expect(JSON.stringify(open.tabs())).toBe(same);
    }),
    { numRuns: 10 },
  );
}, 120_000);

function byId(rows: Record<string, unknown>[]): Record<string, unknown>[] {
  return rows.toSorted((a, b) => (String(a['Id']) < String(b['Id']) ? -1 : 1));
}
