import { forgetDatabase, storedDatabase } from '../testing/stored-database.ts';
import { afterEach, expect, test, vi } from 'vitest';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { DiskState } from '#shared/bridge/contract.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import type { StorageStatus } from '../api.ts';
import { memoryCopy, memoryJournal } from '../testing/memory-journal.ts';
import { storedRows } from '../testing/stored-rows.ts';
import { createWorkspace, deadBridge, openVault, passphrase, type TestVault } from '../testing/world.ts';
import { createStorage } from './storage.ts';

afterEach(() => vi.restoreAllMocks());

/** Of the Storage Buckets API, which TypeScript does not know. */
function storageBuckets() {
  type Manager = { open(name: string): Promise<unknown>; keys(): Promise<string[]> };
  return (navigator as unknown as { storageBuckets: Manager }).storageBuckets;
}

const names = (vault: TestVault): string[] =>
  vault
    .table('contacts')
    .map(({ name }) => name)
    .toSorted();

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
      if (name !== 'disk.inspect') return deadBridge.call(name, args);
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
  await forgetDatabase('erased');

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
  await forgetDatabase('both-gone');
  const journal = memoryJournal('both-gone');
  journal.replace(journal.rows().filter(({ kind }) => kind !== 'lock'));
  expect(await openVault('both-gone').api.state()).toBe('lost');
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
  await eventually(
    async () => !(await storageBuckets().keys()).includes('torn--0'),
    'the old store to be gone',
  );

  for (let start = 0; start < 3; start++) {
    const again = await reopened('torn');
    expect(names(again)).toEqual(['Ann', 'Bea', 'Cem']);
    await again.api.lock();
  }
});

test('a place that the browser refuses, or in which it cannot write, is tried again, and none is left behind', async () => {
  const vault = await createWorkspace('refused');
  await vault.run('contact.create', { name: 'Ann' });
  let isRefusing = true;
  const { put } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
    if (isRefusing) throw new DOMException('Internal error committing transaction.', 'UnknownError');
    return put.apply(this, args);
  });
  const unknown = new DOMException('Unknown error', 'UnknownError');
  vi.spyOn(storageBuckets(), 'keys').mockRejectedValueOnce(unknown);
  const opened = vi.spyOn(storageBuckets(), 'open').mockRejectedValueOnce(unknown);
  const places = (): string[] => [...new Set(opened.mock.calls.map(([name]) => name))];

  const done = vault.run('contact.create', { name: 'Bea' });
  await eventually(async () => places().length > 2, 'three places to be tried');
  isRefusing = false;
  await done;
  expect(names(vault)).toEqual(['Ann', 'Bea']);
  expect(statusOf(vault)).toMatchObject({ isWaiting: false });
  await vault.api.lock();
  const left = (await storageBuckets().keys()).filter((name) => name.startsWith('refused--'));
  expect(left).toEqual([places().at(-1)]);
  expect(names(await reopened('refused'))).toEqual(['Ann', 'Bea']);
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

test('both copies are compared in full on demand, and a damaged part is taken from the other one', async () => {
  const vault = await createWorkspace('checked');
  await vault.run('contact.create', { name: 'Ann' });
  expect(expectOk(await vault.api.checkStorage())).toMatchObject({ repaired: 0, lost: 0 });
  const database = await storedDatabase('checked');
  await database.open();
  const [row] = (await database.table('rows').toArray()) as { bytes: Uint8Array }[];
  await database.table('rows').put({ ...row, bytes: row!.bytes.map((byte) => byte ^ 1) });
  database.close();
  expect(expectOk(await vault.api.checkStorage())).toMatchObject({ repaired: 1, lost: 0 });
  expect(expectOk(await vault.api.checkStorage())).toMatchObject({ repaired: 0, lost: 0 });
  expect((await vault.api.health()).storage.lastCheck).toMatchObject({ repaired: 0 });
  await vault.api.lock();
});

test('a write that is never answered is shown as not stored yet, and as soon as it is answered no more', async () => {
  const journal = memoryCopy();
  const answer = Promise.withResolvers<void>();
  const due: (() => void)[] = [];
  const statuses: StorageStatus[] = [];
  const storage = createStorage({
    name: 'never-answered',
    bridge: deadBridge,
    crypto: webCrypto(crypto),
    journal: { ...journal, write: (rows) => answer.promise.then(() => journal.write(rows)) },
    now: Date.now,
    timers: {
      after(_milliseconds, action) {
        due.push(action);
        return () => due.splice(0, due.length, ...due.filter((one) => one !== action));
      },
      elapsed: () => 0,
    },
    onChange: (status) => statuses.push(status),
  });
  await storage.open();
  const writing = storage.write([{ kind: 'update', key: 'room', bytes: new Uint8Array([1]) }]);
  for (const action of due.slice()) action();
  expect(statuses.at(-1)).toMatchObject({ isWaiting: true });
  answer.resolve();
  expectOk(await writing);
  expect(statuses.at(-1)).toMatchObject({ isWaiting: false });
  storage.close();
  await forgetDatabase('never-answered');
});

test('while a store is left for a clean one, work goes on: what is done meanwhile is stored when that is there', async () => {
  const journal = memoryCopy();
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  let isHeld = false;
  const storage = createStorage({
    name: 'left-for-clean',
    bridge: deadBridge,
    crypto: webCrypto(crypto),
    journal: {
      ...journal,
      async state() {
        if (isHeld) {
          asked.resolve();
          await answer.promise;
        }
        return journal.state();
      },
    },
    now: Date.now,
    timers: systemTimers,
    onChange: () => {},
  });
  const rowOf = (byte: number) => ({ kind: 'update' as const, key: 'room', bytes: new Uint8Array([byte]) });
  await storage.open();
  expectOk(await storage.write([rowOf(1)]));
  isHeld = true;
  const purging = storage.purge();
  await asked.promise;
  expectOk(storage.mayBegin());
  const writing = storage.write([rowOf(2)]);
  expectOk(storage.mayBegin());
  isHeld = false;
  answer.resolve();
  expect(await purging).toBe(true);
  expectOk(await writing);
  expect((await storage.rows('update', 'room')).map(({ bytes }) => [...bytes])).toEqual([[1], [2]]);
  storage.close();
});
