import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { makeSmallDisk, noSmallDisk } from '#tests/small-disk.ts';
import { isDiskFull } from '../disk-space.ts';
import { removeTemporaryFolders, temporaryFolder } from '../testing/relay-process.ts';
import { saveTeam } from '../testing/store.ts';
import { openSqliteStorage } from './sqlite.ts';

afterAll(removeTemporaryFolders);

test('a second relay on the same folder is refused, and commits wait for the disk', async () => {
  const file = join(await temporaryFolder(), 'relay.sqlite');
  const storage = await openSqliteStorage(file);
  await expect(openSqliteStorage(file)).rejects.toThrow('locked');
  await storage.close();
  const database = new DatabaseSync(file);
  expect(database.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
  database.close();
});

if (noSmallDisk !== undefined) console.error(`No real disk is filled here: ${noSmallDisk}.`);

describe.skipIf(noSmallDisk !== undefined)('on a real disk that is full', () => {
  test('what does not fit changes nothing and says why, and the next commit works once there is space', async () => {
    const disk = makeSmallDisk(100 * 1024 * 1024);
    const storage = await openSqliteStorage(join(disk.folder, 'relay.sqlite'));
    const workspace = 'W'.repeat(22);
    await saveTeam(storage, workspace);
    const { id: roomId } = (await storage.openRoom(workspace, 'a-room', 10))!;
    const first = new Uint8Array(1000).fill(1);
    const large = new Uint8Array(8 * 1024 * 1024).fill(2);
    await storage.commit([{ roomId, updates: [first] }]);
    disk.fill(4 * 1024 * 1024);
    const failure = (step: Promise<unknown>) => step.then(() => 'it was taken', isDiskFull);
    expect(
      await failure(
        storage.commit([
          { roomId, updates: [first] },
          { roomId, updates: [large] },
        ]),
      ),
    ).toBe(true);
    disk.fill();
    expect(await failure(storage.commit([{ roomId, updates: [large] }]))).toBe(true);
    expect(await failure(storage.replaceContent(roomId, 1, { update: large }))).toBe(true);
    expect((await storage.readContent(roomId)).updates).toEqual([first]);
    disk.free();
    await storage.commit([{ roomId, updates: [large] }]);
    await storage.close();

    const again = await openSqliteStorage(join(disk.folder, 'relay.sqlite'));
    expect((await again.readContent(roomId)).updates.map(({ length }) => length)).toEqual([
      first.length,
      large.length,
    ]);
    await again.close();
    disk.remove();
  });
});
