import { forgetDatabase, storedDatabase } from '../testing/stored-database.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { memoryJournal } from '../testing/memory-journal.ts';
import { storedRows } from '../testing/stored-rows.ts';
import { createWorkspace, openVault, passphrase, type TestVault } from '../testing/world.ts';
import { createBuckets } from './buckets.ts';

afterEach(() => vi.restoreAllMocks());

/** As where the file is gone in which the browser keeps a large value. */
function makeUnreadable(sequence: number): void {
  const { get } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, key) {
    if (this.name === 'rows' && key === sequence)
      throw new DOMException('Failed to read large IndexedDB value', 'NotReadableError');
    return get.call(this, key);
  });
}

/** The sequences that were not there before. */
function added(rows: { sequence: number }[], before: { sequence: number }[]): number[] {
  const known = new Set(before.map(({ sequence }) => sequence));
  return rows.map(({ sequence }) => sequence).filter((sequence) => !known.has(sequence));
}

/** Of the Storage Buckets API, which TypeScript does not know. */
function storageBuckets() {
  type Manager = { open(name: string): Promise<unknown>; keys(): Promise<string[]> };
  return (navigator as unknown as { storageBuckets: Manager }).storageBuckets;
}

function contactsOf(vault: TestVault): string[] {
  return vault
    .table('contacts')
    .map(({ name }) => name)
    .toSorted();
}

async function reopened(name: string): Promise<TestVault> {
  const vault = openVault(name);
  expect(await vault.api.state()).toBe('locked');
  expectOk(await vault.api.unlock(passphrase));
  await vault.loaded();
  return vault;
}

test('that there was a business is known at every later start, also where it showed only once', async () => {
  const first = await createWorkspace('shown-once');
  await first.run('contact.create', { name: 'Ann' });
  await first.api.lock();
  await forgetDatabase('shown-once');
  memoryJournal('shown-once').clear();
  // As where the browser cannot read its store: the one that takes its place says nothing of it.
  const torn = expectOk(await createBuckets({ databaseName: 'shown-once' }).all())[0]!.indexedDB;
  vi.spyOn(storageBuckets(), 'open').mockImplementationOnce(async () => ({ indexedDB: torn }));
  const { open } = IDBFactory.prototype;
  const refused = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(function (
    this: IDBFactory,
    ...args
  ) {
    if (this === torn) throw new DOMException('Internal error opening backing store.', 'UnknownError');
    return open.apply(this, args);
  });
  const unnamed = vi
    .spyOn(IDBFactory.prototype, 'databases')
    .mockRejectedValue(new DOMException('', 'UnknownError'));
  const starting = openVault('shown-once');
  expect(await starting.api.state()).toBe('lost');
  refused.mockRestore();
  unnamed.mockRestore();
  await starting.api.lock();
  expect(await openVault('shown-once').api.state()).toBe('lost');
});

test('after an end that was not in order the browser’s copy is made anew, with all that only it had, and once', async () => {
  const first = await createWorkspace('left-open');
  await first.run('contact.create', { name: 'Ann' });
  const before = memoryJournal('left-open').rows();
  await first.run('contact.create', { name: 'Bea' });
  await first.api.lock();
  memoryJournal('left-open').replace(before);
  memoryJournal('left-open').era = 'second';

  const again = await reopened('left-open');
  expect(contactsOf(again)).toEqual(['Ann', 'Bea']);
  expect((await again.api.health()).storage).toMatchObject({
    inStep: true,
    event: { what: 'behind', lost: 0 },
  });
  await again.run('contact.create', { name: 'Cem' });
  await again.api.lock();
  await eventually(
    async () => !(await storageBuckets().keys()).includes('left-open--0'),
    'the old copy to be gone',
  );

  // As where the journal is lost just then.
  memoryJournal('left-open').clear();
  const opened = vi.spyOn(storageBuckets(), 'open');
  const last = await reopened('left-open');
  expect(contactsOf(last)).toEqual(['Ann', 'Bea', 'Cem']);
  expect(new Set(opened.mock.calls.map(([name]) => name))).toEqual(new Set(['left-open--1']));
  await last.api.lock();
});

test('a part that is damaged in the journal is taken from the browser’s copy when that is made anew', async () => {
  const first = await createWorkspace('damaged-row');
  await first.run('contact.create', { name: 'Ann' });
  await first.api.lock();
  const journal = memoryJournal('damaged-row');
  const rows = journal.rows();
  const broken = rows.findLast(({ kind }) => kind === 'update')!;
  journal.replace(
    rows.map((row) => (row === broken ? { ...row, bytes: row.bytes.map((byte) => byte ^ 1) } : row)),
  );
  journal.era = 'second';

  const again = await reopened('damaged-row');
  expect(contactsOf(again)).toEqual(['Ann']);
  expect(expectOk(await again.api.checkStorage())).toMatchObject({ lost: 0 });
  await again.api.lock();
});

test('a part that the browser cannot read any more costs no other part, and what is lost is said', async () => {
  const first = await createWorkspace('unreadable');
  for (const name of ['Ann', 'Bea', 'Cem']) await first.run('contact.create', { name });
  await first.api.lock();
  memoryJournal('unreadable').clear();
  const updates = (await storedRows('unreadable')).filter(({ kind }) => kind === 'update');
  const { sequence: broken } = updates.at(-1)!;
  makeUnreadable(broken);

  const again = await reopened('unreadable');
  expect((await again.api.health()).storage).toMatchObject({
    inStep: true,
    event: { what: 'replaced', lost: 1 },
  });
  const kept = memoryJournal('unreadable').rows();
  expect(kept.map(({ sequence }) => sequence)).toEqual(
    expect.arrayContaining(updates.map(({ sequence }) => sequence).filter((each) => each !== broken)),
  );
  // What is given out now comes after the lost one, which others may have.
  await again.run('contact.create', { name: 'Dia' });
  expect(Math.min(...added(memoryJournal('unreadable').rows(), kept))).toBeGreaterThan(broken);
  await again.api.lock();
});

test('a part that something newer has replaced is not missed where it cannot be read', async () => {
  const first = await createWorkspace('replaced');
  const [before] = (await storedRows('replaced')).filter(({ kind }) => kind === 'lock');
  expectOk(await first.api.changePassphrase(passphrase, passphrase));
  await first.api.lock();
  // As where the browser has lost its last write, but not what that has done to the file of a large value.
  const database = await storedDatabase('replaced');
  await database.open();
  await database.table('rows').put(before);
  database.close();
  makeUnreadable(before!.sequence);

  const again = await reopened('replaced');
  expect((await again.api.health()).storage).toMatchObject({
    inStep: true,
    event: { what: 'replaced', lost: 0 },
  });
  await again.api.lock();
});

test('a device whose two copies may both lack what came last goes on as a new device', async () => {
  const first = await createWorkspace('unsure');
  await first.run('contact.create', { name: 'Ann' });
  const before = (await first.api.team()).members[0]!.devices;
  await first.api.lock();
  await forgetDatabase('unsure');
  memoryJournal('unsure').found = 'cut';

  const again = await reopened('unsure');
  const devices = (await again.api.team()).members[0]!.devices;
  expect(devices.find(({ self }) => self)!.id).not.toBe(before[0]!.id);
  await again.run('contact.create', { name: 'Bea' });
  await again.api.lock();
  memoryJournal('unsure').found = 'whole';
  const later = await reopened('unsure');
  expect(contactsOf(later)).toEqual(['Ann', 'Bea']);
  expect((await later.api.team()).members[0]!.devices).toHaveLength(devices.length);
  await later.api.lock();
});

test('a device goes on as a new one also where the power has gone again when only the filling was done', async () => {
  const first = await createWorkspace('unsure-twice');
  const [before] = (await first.api.team()).members[0]!.devices;
  await first.api.lock();
  await forgetDatabase('unsure-twice');
  const journal = memoryJournal('unsure-twice');
  journal.found = 'cut';
  // What would be noted after the filling reaches neither copy.
  const isAfterwards = ({ about }: { about: string }): boolean => about.includes('emptied');
  const { write } = journal;
  const { put } = IDBObjectStore.prototype;
  journal.write = (rows) => (rows.some(isAfterwards) ? new Promise(() => {}) : write(rows));
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, row, key) {
    if (this.name === 'rows' && isAfterwards(row)) throw new DOMException('', 'AbortError');
    return put.call(this, row, key);
  });
  const filled = openVault('unsure-twice');
  expect(await filled.api.state()).toBe('locked');
  await filled.api.lock();

  Object.assign(journal, { write, found: 'whole' });
  const again = await reopened('unsure-twice');
  const devices = (await again.api.team()).members[0]!.devices;
  expect(devices.find(({ self }) => self)!.id).not.toBe(before!.id);
  await again.api.lock();
});
