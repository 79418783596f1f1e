import { spawnSync } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { createOpener } from '#shared/crypto/open.ts';
import { generateSealKey } from '#shared/crypto/seal.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { fromUtf8, toBase64Url } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { accountHash } from '#shared/sync/account-hash.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { blobPieceBytes } from '#shared/lib/blob-format.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { inboxDeliverySchema, inboxInfo } from '#shared/sync/delivery.ts';
import { makeSmallDisk, noSmallDisk } from '#tests/small-disk.ts';
import type { TestClient } from './testing/client.ts';
import { connectClient } from './testing/client.ts';
import type { RelayProcess } from './testing/relay-process.ts';
import { removeTemporaryFolders, startRelayProcess } from './testing/relay-process.ts';
import type { TestWorkspace } from './testing/workspace.ts';
import { createTestWorkspace, request } from './testing/workspace.ts';

const MiB = 1024 * 1024;
const room = 'a-room-of-the-test';
const inboxRoom = 'inbox-room-of-the-test';
const appSecret = 'the secret of the app';
const blob = 'an-opaque-blob-id';
const blobPieces = 30;

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});
afterAll(removeTemporaryFolders);

const envelopes = (doc: Y.Doc) => doc.getArray<Uint8Array>(envelopesKey);
const numbers = (doc: Y.Doc) => envelopes(doc).map((bytes) => Buffer.from(bytes).readUInt32BE());

async function relayIn(folder: string, port = 0): Promise<RelayProcess> {
  const relay = await startRelayProcess({ folder, port });
  ends.push(() => relay.end('SIGKILL'));
  return relay;
}

function client(...args: Parameters<typeof connectClient>): TestClient {
  const made = connectClient(...args);
  ends.push(() => made.close());
  return made;
}

/** A device that writes envelope after envelope, each with its number, until it is stopped. */
function startWriting({ doc }: TestClient) {
  let written = 0;
  const timer = setInterval(() => {
    const envelope = Buffer.concat([Buffer.alloc(4), randomBytes(300)]);
    envelope.writeUInt32BE(written++);
    envelopes(doc).push([new Uint8Array(envelope)]);
  }, 5);
  ends.push(() => clearInterval(timer));
  return { stop: () => clearInterval(timer), written: () => written };
}

/** Meta: sends delivery after delivery, and again what was not answered with 200. */
async function startDelivering(url: string, workspace: string) {
  const waiting: number[] = [];
  const stored: number[] = [];
  const statuses = new Set<number>();
  let sent = 0;
  let mayBegin = true;

  async function deliver(n: number): Promise<void> {
    const body = JSON.stringify({ entry: [{ id: '77', changes: [], n }] });
    const signature = `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
    const path = `${url}/v1/hooks/meta/${workspace}`;
    const status = await fetch(path, { method: 'POST', headers, body }).then(
      async (response) => (await response.arrayBuffer(), response.status),
      () => 0,
    );
    statuses.add(status);
    if (status === 200) stored.push(n);
    else waiting.push(n);
  }

  async function run(): Promise<void> {
    while (mayBegin || waiting.length > 0) {
      await deliver(mayBegin && waiting.length < 10 ? sent++ : (waiting.shift() ?? sent++));
      await delay(10);
    }
  }

  const ended = run();
  return {
    stored,
    statuses,
    /** Begins nothing new, and resolves when all has been taken. */
    async finish() {
      mayBegin = false;
      await ended;
      return sent;
    },
  };
}

/** What a device knows of its attachment at the relay. */
function uploader(url: string, workspace: string, token: string) {
  const bytes = new Uint8Array(randomBytes(blobPieces * blobPieceBytes));
  const address = `${url}/v1/workspaces/${workspace}/blobs/${blob}`;
  const authorization = `Bearer ${token}`;
  return {
    bytes,
    /** From where the relay wants it, until it is there or refused; gives the last status and code. */
    async upload(onPiece: () => void = () => undefined) {
      const head = await fetch(address, { method: 'HEAD', headers: { authorization } });
      let first = Number(head.headers.get('upload-offset') ?? 0);
      for (;;) {
        const piece = bytes.subarray(first, first + blobPieceBytes);
        const range = `bytes ${first}-${first + piece.length - 1}/${bytes.length}`;
        const headers = {
          authorization,
          'content-type': 'application/octet-stream',
          'content-range': range,
        };
        const answer = await fetch(address, { method: 'PUT', headers, body: piece });
        const json = (await answer.json()) as { error?: { code: string } };
        if (answer.status !== 202) return { status: answer.status, code: json.error?.code };
        onPiece();
        first += piece.length;
      }
    },
    download: async () =>
      new Uint8Array(await (await fetch(address, { headers: { authorization } })).arrayBuffer()),
  };
}

async function connectHook(url: string, owner: TestWorkspace, token: string) {
  const inbox = await generateSealKey(webCrypto(crypto));
  const { workspace } = owner;
  const place = { inbox: { key: toBase64Url(inbox.publicKey), room: inboxRoom } };
  await owner.register(url, 2, undefined, place);
  const apps = [{ appSecret, verifyToken: 'a verify token', accounts: [accountHash(workspace, '77')] }];
  const path = `/v1/workspaces/${workspace}/hooks/meta`;
  expect((await request(url, path, { method: 'PUT', token, json: { apps } })).status).toBe(204);
  return {
    /** The numbers of the deliveries in the inbox. */
    async read(): Promise<number[]> {
      const reader = client({ url, workspace, room: inboxRoom, token });
      await eventually(() => reader.provider.synced);
      const open = await createOpener(webCrypto(crypto), inbox.privateKey);
      const opened = envelopes(reader.doc).map((sealed) => open(sealed, inboxInfo(workspace)));
      return (await Promise.all(opened)).map((one) => {
        const { body } = inboxDeliverySchema.parse(JSON.parse(fromUtf8(expectOk(one))));
        return (JSON.parse(body) as { entry: [{ n: number }] }).entry[0].n;
      });
    },
  };
}

const health = async (url: string) => (await request(url, '/healthz')).json;

/** What a relay says to those who want to begin something. */
async function refusalsOfNew(url: string, owner: TestWorkspace, token: string) {
  const put = { method: 'PUT', token };
  const path = `/v1/workspaces/${owner.workspace}`;
  const invitation = { expiresAt: Date.now() + 60_000, secretHash: 'h'.repeat(43) };
  const answers = [
    await (await createTestWorkspace()).register(url),
    await request(url, `${path}/invitations/${'i'.repeat(16)}`, { ...put, json: invitation }),
  ];
  return answers.map(
    ({ status, json }) => `${status} ${(json['error'] as { code?: string } | undefined)?.code}`,
  );
}

if (noSmallDisk !== undefined) console.error(`No real disk is filled here: ${noSmallDisk}.`);

describe.skipIf(noSmallDisk !== undefined)('a relay on a real disk', () => {
  function smallDisk() {
    const disk = makeSmallDisk(300 * MiB);
    ends.push(() => disk.remove());
    return disk;
  }

  test('filled to the last byte at work it loses nothing, can be read from, and goes on by itself', async () => {
    const disk = smallDisk();
    const first = await relayIn(disk.folder);
    const { url } = first;
    const owner = await createTestWorkspace(['device-01', 'device-02']);
    await owner.register(url);
    const token = await owner.signIn(url);
    const address = { url, workspace: owner.workspace, room, token };
    const hook = await connectHook(url, owner, token);
    const writer = client(address);
    const acknowledged = () => writer.stored.get(writer.doc.clientID) ?? 0;
    const writing = startWriting(writer);
    const meta = await startDelivering(url, owner.workspace);
    const attachment = uploader(url, owner.workspace, token);
    const pieces = Promise.withResolvers<void>();
    const uploaded = attachment.upload(() => pieces.resolve());
    await pieces.promise;
    await eventually(() => acknowledged() > 20 && meta.stored.length > 5);

    disk.fill();
    expect(await uploaded).toEqual({ status: 507, code: 'blob.disk-full' });
    await eventually(() => meta.statuses.has(503));
    await eventually(() => acknowledged() < writing.written() - 20);
    expect(await refusalsOfNew(url, owner, token)).toEqual(['507 disk.full', '507 disk.full']);
    // A little may still fit into what the database's log has taken.
    expect([
      { ok: true, disk: 'low' },
      { ok: true, disk: 'full' },
    ]).toContainEqual(await health(url));
    expect((await request(url, '/metrics')).text).toContain('plumbline_relay_disk_free_bytes 0\n');
    const taken = acknowledged();
    const reader = client({ ...address, token: await owner.signIn(url, owner.devices[1]) });
    await eventually(() => reader.provider.synced);
    const elsewhere = client({ ...address, room: 'a-room-that-nobody-has-written-to' });
    await eventually(() => elsewhere.provider.synced);
    const seen = numbers(reader.doc).length;
    expect(seen).toBeGreaterThanOrEqual(taken);

    await first.end('SIGKILL');
    const second = await relayIn(disk.folder, Number(new URL(url).port));
    const again = client({ ...address, token: await owner.signIn(url, owner.devices[1]) });
    await eventually(() => again.provider.synced);
    expect(numbers(again.doc).length).toBeGreaterThanOrEqual(seen);
    expect(await hook.read()).toEqual(expect.arrayContaining(meta.stored));

    disk.free();
    expect(await attachment.upload()).toMatchObject({ status: 201 });
    await eventually(() => acknowledged() > taken);
    writing.stop();
    await writer.allStored();
    await eventually(() => numbers(again.doc).length === writing.written());
    expect(numbers(again.doc)).toEqual(numbers(writer.doc));
    const all = await meta.finish();
    expect((await hook.read()).toSorted((a, b) => a - b)).toEqual(Array.from({ length: all }, (_, n) => n));
    expect(Buffer.compare(await attachment.download(), attachment.bytes)).toBe(0);
    expect((await (await createTestWorkspace()).register(url)).status).toBe(204);
    await eventually(async () => (await health(url))['disk'] === 'enough');
    expect(await second.end('SIGTERM')).toBe(0);
  });
});

const noLimits = spawnSync('prlimit', ['--version']).error?.message;
if (noLimits !== undefined) console.error(`No write is made to fail here: ${noLimits}.`);

test.skipIf(noLimits !== undefined)(
  'when every write fails (IOERR) nothing is acknowledged or passed on; the relay can be read from, and recovers',
  async () => {
    const relay = await startRelayProcess();
    ends.push(() => relay.end('SIGKILL'));
    const mayWrite = (bytes: number | 'unlimited') =>
      expect(spawnSync('prlimit', ['--pid', String(relay.pid), `--fsize=${bytes}:unlimited`]).status).toBe(0);
    const owner = await createTestWorkspace(['device-01', 'device-02']);
    await owner.register(relay.url);
    const address = { url: relay.url, workspace: owner.workspace, room };
    const writer = client({ ...address, token: await owner.signIn(relay.url) });
    const watcher = client({ ...address, token: await owner.signIn(relay.url, owner.devices[1]) });
    envelopes(writer.doc).push([new Uint8Array([0, 0, 0, 0])]);
    await writer.allStored();
    await eventually(() => numbers(watcher.doc).length === 1);

    mayWrite(1);
    envelopes(writer.doc).push([new Uint8Array([0, 0, 0, 1])]);
    await eventually(() => relay.output().includes('a commit failed'));
    expect(relay.output()).toContain('disk I/O error');
    await eventually(async () => (await health(relay.url))['disk'] === 'read-only');
    const closed = new Promise((resolve) => writer.provider.once('connection-close', resolve));
    const reader = client({ ...address, token: await owner.signIn(relay.url) });
    await eventually(() => reader.provider.synced);
    expect(numbers(reader.doc)).toEqual([0]);
    await closed;
    expect(numbers(watcher.doc)).toEqual([0]);
    expect(writer.stored.get(writer.doc.clientID)).toBe(1);

    mayWrite('unlimited');
    await writer.allStored();
    await eventually(() => numbers(watcher.doc).length === 2);
    expect(await relay.end('SIGTERM')).toBe(0);
  },
);
