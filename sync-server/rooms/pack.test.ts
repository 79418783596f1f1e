import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { connectClient } from '../testing/client.ts';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { createTestWorkspace, request } from '../testing/workspace.ts';

afterAll(removeTemporaryFolders);

const room = 'a-room-of-the-test';

/** The files of the relay in which these bytes are. */
function filesWith(folder: string, bytes: Uint8Array): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return files
    .map((file) => join(file.parentPath, file.name))
    .filter((file) => readFileSync(file).includes(Buffer.from(bytes)));
}

test('a device that has erased something has the relay keep nothing of it, and whoever may not come in is told nothing', async () => {
  const relay = await startRelay();
  const { url, dataFolder } = relay;
  const owner = await createTestWorkspace();
  await owner.register(url);
  const token = await owner.signIn(url);
  const path = `/v1/workspaces/${owner.workspace}/rooms/${room}/pack`;
  const client = connectClient({ url, workspace: owner.workspace, room, token });
  const envelopes = client.doc.getArray<Uint8Array>(envelopesKey);
  const [gone, stays] = [randomBytes(500), randomBytes(500)];
  envelopes.push([new Uint8Array(gone), new Uint8Array(stays)]);
  await client.allStored();
  envelopes.delete(0);
  envelopes.push([new Uint8Array([1])]);
  await client.allStored();
  expect(filesWith(dataFolder, gone)).not.toEqual([]);

  expect((await request(url, path, { method: 'POST' })).status).toBe(401);
  const elsewhere = path.replace(room, 'short');
  expect((await request(url, elsewhere, { method: 'POST', token })).status).toBe(404);
  expect((await request(url, path, { method: 'POST', token })).status).toBe(204);
  // A room in which nothing is has nothing to lose.
  const another = path.replace(room, 'another-room-of-the-test');
  expect((await request(url, another, { method: 'POST', token })).status).toBe(204);
  expect(filesWith(dataFolder, gone)).toEqual([]);
  const reader = connectClient({ url, workspace: owner.workspace, room, token });
  const read = reader.doc.getArray<Uint8Array>(envelopesKey);
  await reader.until(() => read.length === 2);
  expect(Buffer.from(read.get(0))).toEqual(stays);
  client.close();
  reader.close();
  await relay.stop();
});
