import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { makeSmallDisk, noSmallDisk } from '#tests/small-disk.ts';
import { connectClient } from './testing/client.ts';
import { removeTemporaryFolders, startRelayProcess, temporaryFolder } from './testing/relay-process.ts';
import { startRelay } from './testing/start.ts';
import { createTestWorkspace, request } from './testing/workspace.ts';

const room = 'a-room-of-the-test';
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});
afterAll(removeTemporaryFolders);

const envelopes = (doc: Y.Doc) => doc.getArray<Uint8Array>(envelopesKey);

function client(...args: Parameters<typeof connectClient>) {
  const made = connectClient(...args);
  ends.push(async () => made.close());
  return made;
}

test('a relay restored from the backup that it made while working is the same relay, and its devices bring what came later', async () => {
  const first = await startRelayProcess();
  ends.push(() => first.end('SIGKILL'));
  const owner = await createTestWorkspace();
  await owner.register(first.url);
  const address = { workspace: owner.workspace, room };
  const device = client({ ...address, url: first.url, token: await owner.signIn(first.url) });
  for (let i = 0; i < 100; i++) envelopes(device.doc).push([new Uint8Array([i])]);
  await device.allStored();
  process.kill(first.pid, 'SIGUSR2');
  await eventually(() => first.output().includes('backup'));
  envelopes(device.doc).push([new Uint8Array([100])]);
  await device.allStored();
  device.close();
  const { relayId } = (await request(first.url, '/v1/relay')).json;
  await first.end('SIGKILL');

  const backups = join(first.folder, 'backups');
  const [newest] = (await readdir(backups)).toSorted().toReversed();
  const restored = await temporaryFolder();
  await cp(join(backups, newest!), restored, { recursive: true });
  const second = await startRelayProcess({ folder: restored });
  ends.push(() => second.end('SIGKILL'));
  expect((await request(second.url, '/v1/relay')).json['relayId']).toBe(relayId);
  const token = await owner.signIn(second.url);
  const other = client({ ...address, url: second.url, token });
  await eventually(() => other.provider.synced);
  expect(envelopes(other.doc).length).toBe(100);
  client({ ...address, url: second.url, token }, device.doc);
  await eventually(() => envelopes(other.doc).length === 101);
});

test('as many backups stay as wanted, and one that fails leaves the others', async () => {
  const folder = await temporaryFolder();
  let now = Date.UTC(2026, 0, 1);
  const relay = await startRelay({ backups: { folder, keep: 2 }, now: () => now });
  ends.push(() => relay.stop());
  for (let i = 0; i < 4; i++) {
    await relay.backUp();
    now += 1000;
  }
  expect((await readdir(folder)).toSorted()).toEqual([
    '2026-01-01T00-00-02-000Z',
    '2026-01-01T00-00-03-000Z',
  ]);
  await mkdir(join(folder, '2026-01-01T00-00-04-000Z', 'in the way'), { recursive: true });
  await expect(relay.backUp()).rejects.toThrow(/ENOTEMPTY|EEXIST/);
  expect(await readdir(folder)).toContain('2026-01-01T00-00-03-000Z');
});

test('a backup that is too old goes, after a new one was made where there is no other', async () => {
  const folder = await temporaryFolder();
  const day = 24 * 60 * 60_000;
  let now = Date.UTC(2026, 0, 1);
  const relay = await startRelay({ backups: { folder, keep: 9, days: 35 }, now: () => now });
  ends.push(() => relay.stop());
  const days = async () => (await readdir(folder)).toSorted().map((name) => name.slice(0, 10));
  await relay.rollOverBackups();
  expect(await days()).toEqual([]);
  await relay.backUp();
  now += 20 * day;
  await relay.backUp();
  now += 14 * day;
  await relay.rollOverBackups();
  expect(await days()).toEqual(['2026-01-01', '2026-01-21']);
  now += 2 * day;
  await relay.rollOverBackups();
  expect(await days()).toEqual(['2026-01-21']);
  now += 40 * day;
  await relay.rollOverBackups();
  expect(await days()).toEqual(['2026-03-18']);
});

if (noSmallDisk !== undefined) console.error(`No real disk is filled here: ${noSmallDisk}.`);

describe.skipIf(noSmallDisk !== undefined)('on a real disk that is full', () => {
  test('no backup is begun, and the next one is made when there is space', async () => {
    const disk = makeSmallDisk(100 * 1024 * 1024);
    ends.push(() => disk.remove());
    const relay = await startRelay({ dataFolder: disk.folder });
    ends.push(() => relay.stop());
    const folder = join(disk.folder, 'backups');
    disk.fill(8 * 1024 * 1024);
    await expect(relay.backUp()).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await readdir(folder)).toEqual([]);
    disk.free();
    await relay.backUp();
    expect(await readdir(folder)).toHaveLength(1);
  });
});
