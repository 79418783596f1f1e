import { afterEach, expect, test, vi } from 'vitest';
import Dexie from 'dexie';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { DiskState } from '#shared/bridge/contract.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import type { StorageStatus } from '../api.ts';
import { memoryJournal } from '../testing/memory-journal.ts';
import { storedRows } from '../testing/stored-rows.ts';
import {
  createWorkspace,
  deadBridge,
  eventually,
  openVault,
  passphrase,
  type TestVault,
} from '../testing/world.ts';

afterEach(() => vi.restoreAllMocks());

const names = (vault: TestVault): string[] =>
  vault
    .table('contacts')
    .map(({ name }) => name)
    .toSorted();

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

async function reopened(name: string, bridge: Bridge = deadBridge): Promise<TestVault> {
  const vault = openVault(name, bridge);
  expect(await vault.api.state()).toBe('locked');
  expectOk(await vault.api.unlock(passphrase));
  await vault.loaded();
  return vault;
}

function statusOf(vault: TestVault): StorageStatus {
  const last = vault.events.findLast((event) => event.type === 'storage');
  if (last?.type !== 'storage') throw new Error('No status was told');
  return last.status;
}

/** A shell whose disk fills and empties as the test says. */
function shellWithDisk(): { bridge: Bridge; set(state: Partial<DiskState>): void } {
  let state: DiskState = { level: 'enough', freeBytes: 1e9, totalBytes: 1e10, limitBytes: 1e8 };
  const listeners = new Set<(state: DiskState) => void>();
  const bridge: Bridge = {
    ...deadBridge,
    async call(name, args) {
      if (name !== 'disk.look') return deadBridge.call(name, args);
      return ok({ ...state, room: state.level === 'enough' }) as never;
    },
    async stream(name, args, onEvent, signal) {
      if (name !== 'disk.watch') return deadBridge.stream(name, args, onEvent, signal);
      const listener = onEvent as (state: DiskState) => void;
      listeners.add(listener);
      listener(state);
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      return ok({}) as never;
    },
  };
  return {
    bridge,
    set(next) {
      state = { ...state, ...next };
      for (const listener of listeners) listener(state);
    },
  };
}

test('when the browser has erased its copy, everything is there again, with all words and numbers, and Health says so', async () => {
  const first = await createWorkspace('erased');
  await first.run('contact.create', { name: 'Ann' });
  await first.run('contact.create', { name: 'Bea' });
  await first.api.lock();
  await Dexie.delete('erased');

  const again = await reopened('erased');
  expect(names(again)).toEqual(['Ann', 'Bea']);
  const { storage } = await again.api.health();
  expect(storage).toMatchObject({ inStep: true, event: { what: 'emptied', lost: 0 } });
  await again.run('contact.create', { name: 'Cem' });
  await again.api.lock();
  expect(names(await reopened('erased'))).toEqual(['Ann', 'Bea', 'Cem']);
});

test('when the second copy is gone, it is made again from the first', async () => {
  const first = await createWorkspace('journal-gone');
  await first.run('contact.create', { name: 'Ann' });
  await first.api.lock();
  const before = memoryJournal('journal-gone')
    .rows()
    .map(({ sequence }) => sequence);
  memoryJournal('journal-gone').clear();

  const again = await reopened('journal-gone');
  expect((await again.api.health()).storage.event).toMatchObject({ what: 'journal', lost: 0 });
  await again.api.lock();
  const now = memoryJournal('journal-gone').rows();
  expect(now.map(({ sequence }) => sequence)).toEqual(expect.arrayContaining(before.slice(1)));
  expect(now.map(({ hash }) => hash).toSorted()).toEqual(
    (await storedRows('journal-gone')).map(({ hash }) => hash).toSorted(),
  );
});

test('when both copies are gone, a profile that has held a business never looks like a new one', async () => {
  const first = await createWorkspace('both-gone');
  await first.run('contact.create', { name: 'Ann' });
  await first.api.lock();
  await Dexie.delete('both-gone');
  const journal = memoryJournal('both-gone');
  journal.replace(journal.rows().filter(({ kind }) => kind !== 'lock'));
  expect(await openVault('both-gone').api.state()).toBe('lost');
});

test('that there was a business is known at every later start, also where it showed only once', async () => {
  const first = await createWorkspace('shown-once');
  await first.run('contact.create', { name: 'Ann' });
  await first.api.lock();
  await Dexie.delete('shown-once');
  memoryJournal('shown-once').clear();
  // As where the browser cannot read its store: the one that takes its place says nothing of it.
  const { open } = IDBFactory.prototype;
  const refused = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(function (
    this: IDBFactory,
    ...args
  ) {
    if (this === indexedDB) throw new DOMException('Internal error opening backing store.', 'UnknownError');
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
  const database = new Dexie('replaced');
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

test('after a write that failed nothing more goes to that store: a clean one takes its place, and nothing is lost or doubled', async () => {
  const vault = await createWorkspace('torn');
  await vault.run('contact.create', { name: 'Ann' });
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
    throw new DOMException('Internal error committing transaction.', 'UnknownError');
  });
  await vault.run('contact.create', { name: 'Bea' });
  expect(put).toHaveBeenCalled();
  await vault.run('contact.create', { name: 'Cem' });
  expect(names(vault)).toEqual(['Ann', 'Bea', 'Cem']);
  expect(statusOf(vault)).toMatchObject({ isWaiting: false });
  expect((await vault.api.health()).storage).toMatchObject({ inStep: true, event: { what: 'replaced' } });
  await vault.api.lock();
  // The store in which the write failed is dropped.
  await eventually(async () => !(await Dexie.exists('torn')), 'the old store to be gone');

  for (let start = 0; start < 3; start++) {
    const again = await reopened('torn');
    expect(names(again)).toEqual(['Ann', 'Bea', 'Cem']);
    await again.api.lock();
  }
});

test('on a full disk a change is refused before it is made, in words; with space again work goes on by itself', async () => {
  const disk = shellWithDisk();
  const vault = await createWorkspace('full', disk.bridge);
  await vault.run('contact.create', { name: 'Ann' });
  const before = (await storedRows('full')).length;
  disk.set({ level: 'low', freeBytes: 12_000_000 });
  expect(await vault.api.run('contact.create', { name: 'Bea' })).toEqual({
    ok: false,
    error: {
      code: 'disk.full',
      message: 'Your disk is full: 12 MB are left. Nothing was changed.',
      remedy: 'Free some space. Plumbline goes on by itself.',
    },
  });
  expect(await vault.api.undo()).toMatchObject({ error: { code: 'disk.full' } });
  expect(await vault.api.changePassphrase(passphrase, 'another one')).toMatchObject({
    error: { code: 'disk.full' },
  });
  expect(names(vault)).toEqual(['Ann']);
  expect(statusOf(vault).problem).toMatchObject({ code: 'disk.full' });
  expect((await storedRows('full')).length).toBe(before);
  // What can be read can be read.
  expect((await vault.api.search('Ann')).total).toBe(1);
  disk.set({ level: 'enough', freeBytes: 1e9 });
  await vault.run('contact.create', { name: 'Bea' });
  expect(names(vault)).toEqual(['Ann', 'Bea']);
  await vault.api.lock();
});

test('a change whose write failed on a full disk waits, is said to wait, and is stored once when there is space', async () => {
  const disk = shellWithDisk();
  const vault = await createWorkspace('waits', disk.bridge);
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
    disk.set({ level: 'low', freeBytes: 0 });
    throw new DOMException('Encountered full disk while opening backing store.', 'QuotaExceededError');
  });
  const adding = vault.api.run('contact.create', { name: 'Ann' });
  await eventually(() => statusOf(vault).isWaiting, 'the change to be said to wait');
  // A second click makes no second one.
  expect(await vault.api.run('contact.create', { name: 'Ann' })).toMatchObject({ ok: false });
  disk.set({ level: 'enough', freeBytes: 1e9 });
  expectOk(await adding);
  expect(statusOf(vault)).toMatchObject({ isWaiting: false });
  await vault.api.lock();
  expect(names(await reopened('waits', disk.bridge))).toEqual(['Ann']);
});

test('locking does not wait for a disk that has no room, and keeps what was acknowledged', async () => {
  const disk = shellWithDisk();
  const vault = await createWorkspace('lock-full', disk.bridge);
  await vault.run('contact.create', { name: 'Ann' });
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
    disk.set({ level: 'low', freeBytes: 0 });
    throw new DOMException('Encountered full disk while opening backing store.', 'QuotaExceededError');
  });
  const adding = vault.api.run('contact.create', { name: 'Bea' });
  await eventually(() => statusOf(vault).isWaiting, 'the change to be said to wait');
  await vault.api.lock();
  expect(await adding).toMatchObject({ ok: false });
  disk.set({ level: 'enough', freeBytes: 1e9 });
  expect(names(await reopened('lock-full', disk.bridge))).toContain('Ann');
});

test('a device whose two copies may both lack what came last goes on as a new device', async () => {
  const first = await createWorkspace('unsure');
  await first.run('contact.create', { name: 'Ann' });
  const before = (await first.api.team()).members[0]!.devices;
  await first.api.lock();
  await Dexie.delete('unsure');
  memoryJournal('unsure').found = 'cut';

  const again = await reopened('unsure');
  const devices = (await again.api.team()).members[0]!.devices;
  expect(devices.find(({ self }) => self)!.id).not.toBe(before[0]!.id);
  await again.run('contact.create', { name: 'Bea' });
  await again.api.lock();
  memoryJournal('unsure').found = 'whole';
  const later = await reopened('unsure');
  expect(names(later)).toEqual(['Ann', 'Bea']);
  expect((await later.api.team()).members[0]!.devices).toHaveLength(devices.length);
  await later.api.lock();
});

test('both copies are compared in full on demand, and a damaged part is taken from the other one', async () => {
  const vault = await createWorkspace('checked');
  await vault.run('contact.create', { name: 'Ann' });
  expect(expectOk(await vault.api.checkStorage())).toMatchObject({ repaired: 0, lost: 0 });
  const database = new Dexie('checked');
  await database.open();
  const [row] = (await database.table('rows').toArray()) as { bytes: Uint8Array }[];
  await database.table('rows').put({ ...row, bytes: row!.bytes.map((byte) => byte ^ 1) });
  database.close();
  expect(expectOk(await vault.api.checkStorage())).toMatchObject({ repaired: 1, lost: 0 });
  expect(expectOk(await vault.api.checkStorage())).toMatchObject({ repaired: 0, lost: 0 });
  expect((await vault.api.health()).storage.lastCheck).toMatchObject({ repaired: 0 });
  await vault.api.lock();
});
