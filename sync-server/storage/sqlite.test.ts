import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { removeTemporaryFolders, temporaryFolder } from '../testing/relay-process.ts';
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
