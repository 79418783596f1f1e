import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { removeTemporaryFolders, temporaryFolder } from '../testing/relay-process.ts';
import { decodeRow, encodeRow } from './rows.ts';
import { openSqliteStorage } from './sqlite.ts';

afterAll(removeTemporaryFolders);

const workspace = 'W'.repeat(22);

async function openStorage() {
  const file = join(await temporaryFolder(), 'relay.sqlite');
  const storage = await openSqliteStorage(file);
  await storage.saveMembership({ workspace, sequence: 1, payload: 'p', signature: 's' });
  return { file, storage };
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
  const { file, storage } = await openStorage();
  const room = (await storage.openRoom(workspace, 'room', 10))!;
  expect(room).toMatchObject({ rows: 0, bytes: 0, lastAppend: undefined });
  await storage.commit([{ roomId: room.id, updates: [new Uint8Array([1]), new Uint8Array([2])] }]);
  const lastAppend = { client: 2 ** 32 - 1, clock: 7 };
  await storage.commit([{ roomId: room.id, updates: [new Uint8Array([3])], lastAppend }]);
  await storage.close();

  const again = await openSqliteStorage(file);
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
  await expect(storage.commit(batches)).rejects.toThrow('FOREIGN KEY');
  expect((await storage.readContent(room.id)).updates).toEqual([]);
  await storage.close();
});

test('compaction replaces what it has read and keeps what came later', async () => {
  const { storage } = await openStorage();
  const room = (await storage.openRoom(workspace, 'room', 10))!;
  for (const byte of [1, 2]) await storage.commit([{ roomId: room.id, updates: [new Uint8Array([byte])] }]);
  const { upTo } = await storage.readContent(room.id);
  await storage.commit([{ roomId: room.id, updates: [new Uint8Array([3])] }]);
  expect(await storage.replaceContent(room.id, upTo, new Uint8Array([12]))).toMatchObject({ rows: 2 });
  const { updates } = await storage.readContent(room.id);
  expect(new Set(updates.map((update) => update[0]))).toEqual(new Set([12, 3]));
  await storage.close();
});

test('an older membership never replaces a newer one', async () => {
  const { storage } = await openStorage();
  const save = (sequence: number, payload: string) =>
    storage.saveMembership({ workspace, sequence, payload, signature: 's' });
  expect(await save(3, 'three')).toBe(true);
  expect(await save(2, 'two')).toBe(false);
  expect(await save(3, 'other three')).toBe(false);
  expect(await storage.membership(workspace)).toMatchObject({ sequence: 3, payload: 'three' });
  await storage.close();
});

test('a second relay on the same folder is refused, and commits wait for the disk', async () => {
  const { file, storage } = await openStorage();
  await expect(openSqliteStorage(file)).rejects.toThrow('locked');
  await storage.close();
  const database = new DatabaseSync(file);
  expect(database.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
  database.close();
});
