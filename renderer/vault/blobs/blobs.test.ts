import { afterAll, afterEach, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import type { StoredFile } from '#shared/domain/attachment.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { concat, equalBytes } from '#shared/lib/bytes.ts';
import { expectOk, problem } from '#shared/lib/result.ts';
import { createWork, type Work } from '#shared/lib/async.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { createKeyring } from '../books/keyring.ts';
import { openWithPassphrase } from '../keys/lock.ts';
import { createRelayClient } from '../sync/relay-client.ts';
import { readRoster } from '../keys/roster.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { storedKeys } from '../testing/stored-rows.ts';
import { testStorage } from '../testing/test-storage.ts';
import { createWorkspace, forgetDevice, passphrase } from '../testing/world.ts';
import { createBlobDatabase } from './blob-database.ts';
import { type Blobs, createBlobs } from './blobs.ts';
import type { BlobRelay } from './relay-blobs.ts';

const crypto = webCrypto(globalThis.crypto);
const megabyte = 1024 * 1024;
const opened: Work[] = [];

afterEach(async () => {
  for (const work of opened.splice(0)) await work[Symbol.asyncDispose]();
});
afterAll(() => commands.stopAllRelays());

interface Device {
  workspace: string;
  relay: BlobRelay;
}

/** A workspace that a relay knows, and this device's way to the relay. */
async function deviceAt(name: string, url: string): Promise<Device> {
  const vault = await createWorkspace(name, shellBridge);
  await vault.api.lock();
  const policy = { localOnly: true, origins: { relay: [new URL(url).origin] } };
  expectOk(await shellBridge.call('egress.configure', { policy }));
  const { keybag } = expectOk(await openWithPassphrase(crypto, await storedKeys(name), passphrase));
  const roster = expectOk(await readRoster(crypto, keybag.membership, keybag.workspace));
  const keyring = await createKeyring(crypto, keybag, roster);
  const client = createRelayClient({
    bridge: shellBridge,
    keyring,
    timers: systemTimers,
    url,
    start: 'first-start',
    trusted: () => [],
    creationToken: () => undefined,
    onChain: async () => 'refused',
    onUnknown: async () => false,
  });
  return { workspace: keybag.workspace, relay: { url, client } };
}

interface Options {
  database: string;
  bridge?: Bridge;
  budget?: number;
  online?: boolean;
  fresh?: boolean;
  isHeldBack?: () => boolean;
}

async function open(
  device: Device,
  { database, bridge = shellBridge, budget, online = true, fresh = true, isHeldBack = () => false }: Options,
) {
  if (fresh) await forgetDevice(database);
  const storage = testStorage(database);
  const work = createWork(systemTimers);
  const blobs = createBlobs({
    work,
    random: Math.random,
    bridge,
    crypto,
    workspace: device.workspace,
    database: createBlobDatabase({ storage: () => storage }),
    relay: () => (online ? device.relay : undefined),
    isHeldBack,
    now: Date.now,
    ...(budget === undefined ? {} : { budget }),
  });
  opened.push(work);
  return blobs;
}

function randomBytes(size: number): Bytes {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 65_536)
    globalThis.crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  return bytes;
}

async function store(blobs: Blobs, bytes: Bytes): Promise<StoredFile> {
  const writer = await blobs.write();
  for (let at = 0; at < bytes.length; at += 300_000)
    expectOk(await writer.add(bytes.subarray(at, at + 300_000)));
  const written = expectOk(await writer.finish());
  await blobs.keep(written.blob);
  return { ...written, mimeType: 'application/pdf' };
}

async function readBack(blobs: Blobs, file: StoredFile) {
  const parts: Bytes[] = [];
  const read = await blobs.read(file, (bytes) => void parts.push(bytes));
  return read.ok ? { ok: true as const, bytes: concat(...parts) } : read;
}

const stored = (blobs: Blobs) => async () => (await blobs.usage()).waiting === 0;

test('without a relay a file is kept on this device, sealed, and read back whole', async () => {
  const device = await deviceAt('blobs-alone', 'http://127.0.0.1:9');
  const blobs = await open(device, { database: 'blobs-alone-files', online: false });
  const bytes = randomBytes(2 * megabyte + 17);
  const file = await store(blobs, bytes);
  const back = await readBack(blobs, file);
  expect(back.ok && equalBytes(back.bytes, bytes)).toBe(true);
  expect(await readBack(blobs, { ...file, blob: 'not-on-this-device-000' })).toMatchObject({
    error: { code: 'blob.unreachable' },
  });
});

test('an upload that was cut goes on where it stopped, and another device reads the file from the relay', async () => {
  const device = await deviceAt('blobs-resume', await commands.startRelay());
  const sent: number[] = [];
  const cut: Bridge = {
    ...shellBridge,
    async call(name, args) {
      if (name !== 'relay.putPiece') return shellBridge.call(name, args);
      const { first } = args as { first: number };
      if (first > 0) return problem('relay.unreachable', 'cut');
      sent.push(first);
      return shellBridge.call(name, args);
    },
  };
  const bytes = randomBytes(3 * megabyte);
  const first = await open(device, { database: 'blobs-resume-files', bridge: cut });
  const file = await store(first, bytes);
  await eventually(() => sent.length === 1, 'the first piece to be sent');
  const other = await open(device, { database: 'blobs-other-files' });
  expect(await readBack(other, file)).toMatchObject({ error: { code: 'blob.not-here-yet' } });
  await opened.shift()![Symbol.asyncDispose]();

  const counting: Bridge = {
    ...shellBridge,
    call(name, args) {
      if (name === 'relay.putPiece') sent.push((args as { first: number }).first);
      return shellBridge.call(name, args);
    },
  };
  const second = await open(device, { database: 'blobs-resume-files', bridge: counting, fresh: false });
  second.signedIn();
  await eventually(stored(second), 'the rest to be sent');
  expect(sent).toEqual([0, megabyte, 2 * megabyte, 3 * megabyte]);
  const back = await readBack(other, file);
  expect(back.ok && equalBytes(back.bytes, bytes)).toBe(true);
  expect(await other.has(file.blob)).toBe(true);
});

test('a relay that lost everything is given the files again by a device that has them', async () => {
  const url = await commands.startRelay();
  const device = await deviceAt('blobs-wiped', url);
  const blobs = await open(device, { database: 'blobs-wiped-files' });
  const file = await store(blobs, randomBytes(50_000));
  await eventually(stored(blobs), 'the file to be stored');
  await commands.stopRelay(url);
  await commands.restartRelay(url, true);
  device.relay.client.forgetToken();
  blobs.signedIn();
  await eventually(
    async () => (await commands.readRelay(url)).includes(file.blob),
    'the relay to know it again',
  );
  await eventually(stored(blobs), 'the file to be stored again');
  const other = await open(device, { database: 'blobs-refilled-files' });
  expect(await readBack(other, file)).toMatchObject({ ok: true });
});

test('when files take too much room, what the relay has makes place, and comes back when it is wanted', async () => {
  const device = await deviceAt('blobs-budget', await commands.startRelay());
  const blobs = await open(device, { database: 'blobs-budget-files', budget: 2 * megabyte });
  const bytes = randomBytes(1.2 * megabyte);
  const old = await store(blobs, bytes);
  await eventually(stored(blobs), 'the old file to be stored');
  const young = await store(blobs, randomBytes(1.2 * megabyte));
  await eventually(async () => !(await blobs.has(old.blob)), 'the old file to make place');
  expect(await blobs.has(young.blob)).toBe(true);
  const back = await readBack(blobs, old);
  expect(back.ok && equalBytes(back.bytes, bytes)).toBe(true);
});

test('what a relay has changed is not shown', async () => {
  const device = await deviceAt('blobs-lying', await commands.startRelay());
  const honest = await open(device, { database: 'blobs-honest-files' });
  const file = await store(honest, randomBytes(70_000));
  await eventually(stored(honest), 'the file to be stored');
  const lying: Bridge = {
    ...shellBridge,
    async call(name, args) {
      const answer = await shellBridge.call(name, args);
      const bytes = answer.ok ? (answer.value as { bytes?: Bytes }).bytes : undefined;
      if (bytes !== undefined) bytes[1000]! ^= 1;
      return answer;
    },
  };
  const other = await open(device, { database: 'blobs-lying-files', bridge: lying });
  expect(await readBack(other, file)).toMatchObject({ error: { code: 'blob.damaged' } });
  // With another hash than the sender's, the whole is refused although every piece opens.
  expect(await readBack(honest, { ...file, sha256: 'A'.repeat(43) })).toMatchObject({
    error: { code: 'blob.damaged' },
  });
});

test('while two histories of the team stand, new files stay on the device; settled, they go to the relay', async () => {
  const device = await deviceAt('blobs-held-back', await commands.startRelay());
  let isHeldBack = true;
  let pieces = 0;
  const counting: Bridge = {
    ...shellBridge,
    call(name, args) {
      if (name === 'relay.putPiece') pieces++;
      return shellBridge.call(name, args);
    },
  };
  const options = { database: 'blobs-held-back-files', bridge: counting, isHeldBack: () => isHeldBack };
  const blobs = await open(device, options);
  const bytes = randomBytes(megabyte);
  const file = await store(blobs, bytes);
  blobs.signedIn();
  await opened.at(-1)!.quiet();
  expect(pieces).toBe(0);
  expect((await blobs.usage()).waiting).toBe(1);
  expect((await readBack(blobs, file)).ok).toBe(true);
  isHeldBack = false;
  blobs.signedIn();
  await eventually(stored(blobs), 'the file to be at the relay');
  expect(pieces).toBeGreaterThan(0);
});
