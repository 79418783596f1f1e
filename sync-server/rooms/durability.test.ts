import { rm } from 'node:fs/promises';
import { afterAll, afterEach, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import type { TestClient } from '../testing/client.ts';
import { connectClient } from '../testing/client.ts';
import type { RelayProcess } from '../testing/relay-process.ts';
import { removeTemporaryFolders, startRelayProcess, temporaryFolder } from '../testing/relay-process.ts';
import { createTestWorkspace } from '../testing/workspace.ts';

afterAll(removeTemporaryFolders);

const room = 'a-room-of-the-test';
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function relay(settings: { folder?: string; port?: number } = {}): Promise<RelayProcess> {
  const started = await startRelayProcess(settings);
  ends.push(() => started.end('SIGKILL'));
  return started;
}

function client(...args: Parameters<typeof connectClient>): TestClient {
  const made = connectClient(...args);
  ends.push(async () => made.close());
  return made;
}

const envelopes = (doc: Y.Doc) => doc.getArray<Uint8Array>(envelopesKey);
const envelope = (i: number) =>
  new Uint8Array([i >> 8, i & 255, ...Array.from({ length: 200 }, () => i % 251)]);

test('two devices that write at the same time end with the same work, and it is on disk', async () => {
  const { url } = await relay();
  const owner = await createTestWorkspace(['device-01', 'device-02']);
  await owner.register(url);
  const tokens = [await owner.signIn(url), await owner.signIn(url, owner.devices[1])];
  const [one, two] = tokens.map((token) => client({ url, workspace: owner.workspace, room, token }));
  for (let i = 0; i < 200; i++) {
    envelopes(one!.doc).push([envelope(i)]);
    envelopes(two!.doc).push([envelope(1000 + i)]);
    if (i % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all([one!.allStored(), two!.allStored()]);
  await eventually(() => envelopes(one!.doc).length === 400 && envelopes(two!.doc).length === 400);
  expect(envelopes(one!.doc).toArray()).toEqual(envelopes(two!.doc).toArray());
});

test('a relay killed in the middle of 1,000 updates has every update that it acknowledged', async () => {
  const first = await relay();
  const owner = await createTestWorkspace();
  await owner.register(first.url);
  const address = { workspace: owner.workspace, room };
  const writer = client({ ...address, url: first.url, token: await owner.signIn(first.url) });
  await eventually(() => writer.provider.synced);
  const mine = writer.doc.clientID;
  const acknowledged = () => writer.stored.get(mine) ?? 0;

  for (let i = 0; i < 1000; i++) {
    envelopes(writer.doc).push([envelope(i)]);
    if (i % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
    if (i === 500) {
      await eventually(() => acknowledged() > 100);
      void first.end('SIGKILL');
    }
  }
  await first.end('SIGKILL');
  writer.close();
  const promised = acknowledged();
  expect(promised).toBeGreaterThan(100);
  expect(promised).toBeLessThan(1000);

  const second = await relay({ folder: first.folder });
  const reader = client({ ...address, url: second.url, token: await owner.signIn(second.url) });
  await eventually(() => reader.provider.synced);
  const kept = envelopes(reader.doc).toArray();
  expect(kept.length).toBeGreaterThanOrEqual(promised);
  expect(kept).toEqual(kept.map((_, i) => envelope(i)));
});

test('a relay that lost its disk is refilled by a device, without its doing', async () => {
  const first = await relay();
  const owner = await createTestWorkspace();
  await owner.register(first.url);
  const address = { workspace: owner.workspace, room };
  const device = client({ ...address, url: first.url, token: await owner.signIn(first.url) });
  for (let i = 0; i < 300; i++) envelopes(device.doc).push([envelope(i)]);
  await device.allStored();
  device.close();
  await first.end('SIGTERM');
  await rm(first.folder, { recursive: true });

  const second = await relay();
  await owner.register(second.url);
  const token = await owner.signIn(second.url);
  await client({ ...address, url: second.url, token }, device.doc).allStored();
  const other = client({ ...address, url: second.url, token });
  await eventually(() => envelopes(other.doc).length === 300);
  expect(envelopes(other.doc).toArray()).toEqual(envelopes(device.doc).toArray());
});

test('a reconnecting device learns that all it has is stored, though it sends nothing new', async () => {
  const { url } = await relay();
  const owner = await createTestWorkspace();
  await owner.register(url);
  const address = { url, workspace: owner.workspace, room, token: await owner.signIn(url) };
  const before = client(address);
  envelopes(before.doc).push([envelope(1)]);
  await before.allStored();
  before.close();
  const after = client(address, before.doc);
  expect(after.stored.size).toBe(0);
  await after.allStored();
});

test('a stopping relay says goodbye, and its successor has everything', async () => {
  const first = await relay({ folder: await temporaryFolder() });
  const owner = await createTestWorkspace();
  await owner.register(first.url);
  const address = { workspace: owner.workspace, room };
  const device = client({ ...address, url: first.url, token: await owner.signIn(first.url) });
  const codes: (number | undefined)[] = [];
  device.provider.on('connection-close', (event) => codes.push(event?.code));
  for (let i = 0; i < 50; i++) envelopes(device.doc).push([envelope(i)]);
  await device.allStored();
  expect(await first.end('SIGTERM')).toBe(0);
  await eventually(() => codes.length > 0);
  expect(codes[0]).toBe(1001);
  device.close();
  const second = await relay({ folder: first.folder });
  const reader = client({ ...address, url: second.url, token: await owner.signIn(second.url) });
  await eventually(() => envelopes(reader.doc).length === 50);
});
