import { join } from 'node:path';
import * as fc from 'fast-check';
import pino from 'pino';
import { afterAll, expect, test } from 'vitest';
import { removeTemporaryFolders, temporaryFolder } from '../testing/relay-process.ts';
import { saveTeam, storeFor } from '../testing/store.ts';
import { openPostgresStorage } from './postgres.ts';
import { decodeRow, encodeRow } from './rows.ts';
import { openSqliteStorage } from './sqlite.ts';
import type { Storage } from './storage.ts';

afterAll(removeTemporaryFolders);

const workspace = 'W'.repeat(22);

/** On SQLite, or on PostgreSQL where the test file says so. */
async function open(folder: string): Promise<Storage> {
  const store = await storeFor(folder);
  if (store === undefined) return openSqliteStorage(join(folder, 'relay.sqlite'));
  return openPostgresStorage({ url: store.databaseUrl, log: pino({ level: 'silent' }) });
}

async function openStorage() {
  const folder = await temporaryFolder();
  const storage = await open(folder);
  await saveTeam(storage, workspace);
  return { folder, storage };
}

test('a row gives back the updates that went into it', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array()), (updates) => {
      const bytes = updates.map((update) => new Uint8Array(update));
      expect(decodeRow(encodeRow(bytes))).toEqual(bytes);
    }),
  );
});

test('what was committed is there in order after a restart', async () => {
  const { folder, storage } = await openStorage();
  const room = (await storage.openRoom(workspace, 'room', 10))!;
  expect(room).toMatchObject({ rows: 0, bytes: 0, lastAppend: undefined });
  await storage.commit([{ roomId: room.id, updates: [new Uint8Array([1]), new Uint8Array([2])] }]);
  const lastAppend = { client: 2 ** 32 - 1, clock: 7 };
  await storage.commit([{ roomId: room.id, updates: [new Uint8Array([3])], lastAppend }]);
  await storage.close();

  const again = await open(folder);
  expect(await again.openRoom(workspace, 'room', 10)).toMatchObject({ id: room.id, rows: 2, lastAppend });
  const { updates } = await again.readContent(room.id);
  expect(updates.map((update) => update[0])).toEqual([1, 2, 3]);
  expect((await again.workspaceUse(workspace)).rooms).toBe(1);
  await again.close();
});

test('a commit that fails in the middle leaves nothing behind', async () => {
  const { storage } = await openStorage();
  const room = (await storage.openRoom(workspace, 'room', 10))!;
  const batches = [
    { roomId: room.id, updates: [new Uint8Array([1])] },
    { roomId: room.id + 99, updates: [new Uint8Array([2])] },
  ];
  await expect(storage.commit(batches)).rejects.toThrow(/foreign key/i);
  expect((await storage.readContent(room.id)).updates).toEqual([]);
  await storage.close();
});

test('compaction replaces what it has read and keeps what came later', async () => {
  const { storage } = await openStorage();
  const room = (await storage.openRoom(workspace, 'room', 10))!;
  for (const byte of [1, 2]) await storage.commit([{ roomId: room.id, updates: [new Uint8Array([byte])] }]);
  const { upTo } = await storage.readContent(room.id);
  await storage.commit([{ roomId: room.id, updates: [new Uint8Array([3])] }]);
  expect(await storage.replaceContent(room.id, upTo, { update: new Uint8Array([12]) })).toMatchObject({
    rows: 2,
  });
  const { updates } = await storage.readContent(room.id);
  expect(new Set(updates.map((update) => update[0]))).toEqual(new Set([12, 3]));
  await storage.close();
});

test('of two memberships that follow the same one, one is taken', async () => {
  const { storage } = await openStorage();
  const save = (sequence: number, hash: string, expects: string | undefined) =>
    saveTeam(storage, workspace, { sequence, hash, expects });
  expect(await save(2, 'second', 'first')).toBe(true);
  expect(await save(2, 'other second', 'first')).toBe(false);
  expect(await save(1, 'other first', undefined)).toBe(false);
  expect(await storage.membership(workspace)).toMatchObject({ sequence: 2, hash: 'second', seals: {} });
  expect((await storage.memberships(workspace, 0, 9)).map(({ hash }) => hash)).toEqual(['first', 'second']);
  await storage.close();
});

test('of writers at the same time each row gets its own number, and a late reader is told of all', async () => {
  const { storage } = await openStorage();
  const rooms = await Promise.all(
    ['a', 'b'].map(async (name) => (await storage.openRoom(workspace, name, 10))!),
  );
  const writes = Array.from({ length: 20 }, (_, i) =>
    storage.commit(rooms.map(({ id }) => ({ roomId: id, updates: [new Uint8Array([i])] }))),
  );
  const seqs = await Promise.all(writes);
  for (const [i, { id }] of rooms.entries()) {
    const inOrder = seqs.map((each) => each[i]!).toSorted((a, b) => a - b);
    expect(new Set(inOrder).size).toBe(20);
    const rest = await storage.readContent(id, inOrder[14]);
    expect(rest).toMatchObject({ rows: 5, upTo: inOrder[19] });
  }
  await storage.close();
});

test('a workspace gets no more rooms than its share, and keeps those that it has', async () => {
  const { storage } = await openStorage();
  expect(await storage.openRoom(workspace, 'first', 1)).toBeDefined();
  expect(await storage.openRoom(workspace, 'second', 1)).toBeUndefined();
  expect(await storage.openRoom(workspace, 'first', 1)).toBeDefined();
  await storage.close();
});

test('a nominee’s wait begins once, outlasts a restart, ends by one refusal, and goes with its kit', async () => {
  const { folder, storage } = await openStorage();
  const kit = { workspace, id: 'K'.repeat(22) };
  await storage.saveHalf({ ...kit, half: 'half' });
  const first = { requestedAt: 10, releasesAt: 20 };
  await storage.requestHalf(kit, first, 0);
  await storage.requestHalf(kit, { requestedAt: 11, releasesAt: 21 }, 1);
  await storage.saveHalf({ ...kit, half: 'half' });
  await storage.close();

  const again = await open(folder);
  expect(await again.nominee({ id: kit.id })).toMatchObject({ workspace, half: 'half', request: first });
  const refusal = { at: 12, device: 'device-01', signature: 'signed' };
  expect(await again.refuseHalf(kit, 9, refusal)).toBe(false);
  expect(await again.refuseHalf(kit, 10, refusal)).toBe(true);
  expect(await again.refuseHalf(kit, 10, { ...refusal, device: 'device-02' })).toBe(false);
  // Not again before the refusal is old enough.
  await again.requestHalf(kit, { requestedAt: 13, releasesAt: 23 }, 11);
  expect(await again.nominee({ workspace })).toMatchObject({ request: first, refusal });
  await again.requestHalf(kit, { requestedAt: 14, releasesAt: 24 }, 12);
  expect(await again.nominee({ workspace })).toMatchObject({
    request: { requestedAt: 14, releasesAt: 24 },
    refusal: undefined,
  });
  await again.saveHalf({ workspace, id: 'L'.repeat(22), half: 'another' });
  expect(await again.nominee({ id: kit.id })).toBeUndefined();
  await saveTeam(again, workspace, { sequence: 2, hash: 'second', expects: 'first' });
  expect(await again.nominee({ workspace })).toBeUndefined();
  await again.close();
});
