import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { elsewhere } from '../disk-space.ts';
import { defaultLimits } from '../limits.ts';
import { createMetrics } from '../metrics.ts';
import { encodeRow } from '../storage/rows.ts';
import { saveTeam } from '../testing/store.ts';
import { openSqliteStorage } from '../storage/sqlite.ts';
import { connectClient } from '../testing/client.ts';
import { removeTemporaryFolders, temporaryFolder } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { createTestWorkspace } from '../testing/workspace.ts';
import { createAppender } from './appender.ts';
import { createBucket } from './bucket.ts';
import { createCatchUp } from './catch-up.ts';
import { createRegistry } from './registry.ts';
import { createWriter } from './writer.ts';

afterAll(removeTemporaryFolders);

const room = 'a-room-of-the-test';
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const envelopes = (doc: Y.Doc) => doc.getArray<Uint8Array>(envelopesKey);

test('a damaged row costs nobody the rest of the room', async () => {
  const first = await startRelay();
  const owner = await createTestWorkspace();
  await owner.register(first.url);
  const address = { workspace: owner.workspace, room, token: await owner.signIn(first.url) };
  const writer = connectClient({ ...address, url: first.url });
  envelopes(writer.doc).push([new Uint8Array([1])]);
  await writer.allStored();
  writer.close();
  await first.stop();

  const database = new DatabaseSync(join(first.dataFolder, 'relay.sqlite'));
  const garbage = encodeRow([new Uint8Array([1, 1, 200, 4, 9])]);
  database
    .prepare('insert into room_rows (room_id, size, data) values (1, ?, ?)')
    .run(garbage.length, garbage);
  database.close();

  const second = await startRelay({ dataFolder: first.dataFolder, limits: { tailRows: 0 } });
  ends.push(() => second.stop());
  const reader = connectClient({ ...address, url: second.url });
  ends.push(async () => reader.close());
  envelopes(reader.doc).push([new Uint8Array([2])]);
  await reader.allStored();
  await eventually(() => envelopes(reader.doc).length === 2);
  const metrics = await (await fetch(`${second.url}/metrics`)).text();
  expect(metrics).toMatch(/damaged_updates_total [1-9]/);
  expect(metrics).toMatch(/compactions_total 0/);
});

test('when the disk refuses, nothing is acknowledged, and the next delivery starts afresh', async () => {
  const real = await openSqliteStorage(join(await temporaryFolder(), 'relay.sqlite'));
  ends.push(() => real.close());
  const workspace = 'W'.repeat(22);
  await saveTeam(real, workspace);
  let isFull = true;
  const storage = {
    ...real,
    commit: (batches: Parameters<typeof real.commit>[0]) =>
      isFull ? Promise.reject(new Error('canary: the disk is full')) : real.commit(batches),
  };
  let output = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      output += chunk.toString();
      done();
    },
  });
  const share = { burst: 1000, perSecond: 1000, now: () => 0 };
  const registry = createRegistry({ newShare: () => createBucket(share), elapsed: () => 0 });
  const metrics = createMetrics({ roomsInUse: () => 0 });
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  let clientIds = 100;
  const limits = defaultLimits;
  const writer = createWriter({
    storage,
    registry,
    appender: createAppender({ newClientId: () => clientIds++ }),
    catchUp: createCatchUp({ storage, space: elsewhere, limits, metrics, turn }),
    space: elsewhere,
    limits,
    metrics,
    log: pino(sink),
    pause: turn,
    turn,
  });
  const append = (byte: number) => writer.append(registry.room(workspace, room), new Uint8Array([byte]));

  expect(await append(1)).toBe('failed');
  isFull = false;
  expect(await append(2)).toBe('stored');
  expect(await append(3)).toBe('stored');
  await writer.finished();
  const { id } = (await real.openRoom(workspace, room, 10))!;
  const doc = new Y.Doc();
  for (const update of (await real.readContent(id)).updates) Y.applyUpdate(doc, update);
  expect(envelopes(doc).toArray()).toEqual([new Uint8Array([2]), new Uint8Array([3])]);
  expect([...doc.store.clients.keys()]).toEqual([101]);
  expect(output).toContain('a commit failed');
  expect(output).not.toContain('canary');
});
