import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { encodeControl, onChannel, readChannelMessage } from '#shared/sync/channels.ts';
import { authBytes, closeCode, offerProtocols } from '#shared/sync/protocol.ts';
import type { HttpAnswer } from './http/messages.ts';
import type { Relay, RelayDeps } from './relay.ts';
import { createRelay } from './relay.ts';
import { readMessage, step1Frame, updateFrame } from './rooms/frames.ts';
import { openSqliteStorage } from './storage/sqlite.ts';
import type { Storage } from './storage/storage.ts';
import type { TestWorkspace } from './testing/workspace.ts';
import { createTestWorkspace } from './testing/workspace.ts';

const room = 'a-room-of-the-test';

/** A clock that stands until something is due, and then goes there at once. */
function createClock() {
  let time = 1_800_000_000_000;
  const timers = new Map<object, { at: number; action: () => void }>();
  return {
    now: () => time,
    elapsed: () => time,
    after(milliseconds: number, action: () => void) {
      const key = {};
      timers.set(key, { at: time + milliseconds, action });
      return () => void timers.delete(key);
    },
    pass: async (milliseconds: number) => void (time += milliseconds),
    /** Goes on until nothing that is near is due any more. */
    async settle(milliseconds = 1000) {
      for (const end = time + milliseconds; ;) {
        for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
        const [next] = [...timers].toSorted(([, a], [, b]) => a.at - b.at);
        if (next === undefined || next[1].at > end) return;
        timers.delete(next[0]);
        time = Math.max(time, next[1].at);
        next[1].action();
      }
    },
  };
}

async function relayInMemory(more: Partial<RelayDeps> = {}) {
  const clock = createClock();
  const storage = await openSqliteStorage(':memory:');
  const crypto = webCrypto(globalThis.crypto);
  const relay = createRelay({ storage, clock, random: () => 0.5, crypto, ...more });
  await clock.settle();
  return { clock, relay: await relay };
}

/** A storage to which nothing can be written any more, from the moment on when that is said. */
async function storageThatFails() {
  const real = await openSqliteStorage(':memory:');
  let errcode: number | undefined;
  const unless =
    <A extends unknown[], T>(act: (...args: A) => Promise<T>) =>
    (...args: A): Promise<T> =>
      errcode === undefined ? act(...args) : Promise.reject(Object.assign(new Error('canary'), { errcode }));
  const writes = ['commit', 'touch', 'useOnce', 'saveMemberships', 'claim', 'openRoom'] as const;
  const failing = Object.fromEntries(
    writes.map((name) => [name, unless(real[name] as () => Promise<unknown>)]),
  );
  return {
    storage: { ...real, ...failing } as Storage,
    failWith: (code: number | undefined) => (errcode = code),
  };
}

const textOf = ({ body }: HttpAnswer): string => (typeof body === 'string' ? body : '');

async function ask(relay: Relay, method: string, path: string, json?: unknown) {
  const headers = { 'content-type': 'application/json' };
  const body = json === undefined ? undefined : utf8(JSON.stringify(json));
  const answer = await relay.handle({ method, path, headers, body });
  return {
    ...answer,
    json: textOf(answer) === '' ? {} : (JSON.parse(textOf(answer)) as Record<string, unknown>),
  };
}

async function signIn(relay: Relay, { workspace, devices, signed }: TestWorkspace): Promise<string> {
  const { id: device, sign } = devices[0]!;
  await ask(relay, 'PUT', `/v1/workspaces/${workspace}/membership`, { records: [await signed(1)] });
  const asked = await ask(relay, 'POST', '/v1/auth/challenge', { workspace, device });
  const challenge = String(asked.json['challenge']);
  const signature = await sign(authBytes({ relayId: relay.id, workspace, device, challenge }));
  const proof = { workspace, device, challenge, signature: toBase64Url(signature) };
  return String((await ask(relay, 'POST', '/v1/auth/token', proof)).json['token']);
}

/** A device’s socket without a network. */
function dial(relay: Relay, workspace: string, token: string) {
  const got: ReturnType<typeof readChannelMessage>[] = [];
  const closed: number[] = [];
  let hear: (message: Uint8Array) => void = () => {};
  let hangUp = (): void => {};
  const accepted = relay.accept({
    path: `/v1/sync/${workspace}`,
    address: undefined,
    protocols: offerProtocols(token),
    send: (message) => void got.push(readChannelMessage(new Uint8Array(message))),
    close: (code) => void closed.push(code),
    onMessage: (listener) => (hear = listener),
    onClose(listener) {
      const before = hangUp;
      hangUp = () => [before, listener].forEach((each) => each());
    },
  });
  const updates = () =>
    got.flatMap((one) => {
      const message = one !== undefined && 'frame' in one ? readMessage(one.frame) : undefined;
      return message?.type === 'update' ? [message.update] : [];
    });
  return { accepted, closed, updates, send: (message: Uint8Array) => hear(message), end: () => hangUp() };
}

test('without a port and on a clock of its own a relay takes devices in and passes on what they write', async () => {
  const { relay, clock } = await relayInMemory();
  const owner = await createTestWorkspace();
  const token = await signIn(relay, owner);
  const [writer, reader] = [dial(relay, owner.workspace, token), dial(relay, owner.workspace, token)];
  for (const device of [writer, reader]) {
    // Also what comes before it is known whose socket it is.
    device.send(encodeControl({ type: 'open', channel: 1, room }));
    device.send(onChannel(1, step1Frame(new Uint8Array([0]))));
    await device.accepted;
  }
  const doc = new Y.Doc();
  doc.getArray(envelopesKey).push([new Uint8Array([7])]);
  writer.send(onChannel(1, updateFrame(Y.encodeStateAsUpdate(doc))));
  await clock.settle();

  const copy = new Y.Doc();
  for (const update of reader.updates()) Y.applyUpdate(copy, update);
  expect(copy.getArray(envelopesKey).toArray()).toEqual([new Uint8Array([7])]);
  reader.end();
  await relay.close();
  expect(writer.closed).toEqual([closeCode.goingAway]);
});

test('whoever has no token is told so on the socket, and nothing is asked of a path that is none', async () => {
  const { relay } = await relayInMemory();
  const stranger = dial(relay, 'A'.repeat(22), 'no token');
  await stranger.accepted;
  expect(stranger.closed).toEqual([closeCode.tokenExpired]);
  expect((await ask(relay, 'GET', '/v1/nothing')).status).toBe(404);
  expect((await ask(relay, 'GET', '/v1/recovery/%E0%A4%A')).status).toBe(404);
  expect((await ask(relay, 'POST', '/v1/auth/token', 'no object')).status).toBe(400);
  expect(await ask(relay, 'GET', '/v1/relay?x=1')).toMatchObject({
    status: 200,
    json: { relayId: relay.id },
  });
});

test('where nothing can be written any more devices still sign in and read, and who looks after the relay sees it', async () => {
  const { storage, failWith } = await storageThatFails();
  const { relay, clock } = await relayInMemory({ storage });
  const owner = await createTestWorkspace();
  await signIn(relay, owner);
  const health = async () => {
    await clock.pass(1000);
    const { status, json } = await ask(relay, 'GET', '/healthz');
    return { status, ...json };
  };
  expect(await health()).toEqual({ status: 200, ok: true });
  for (const [code, disk] of [
    [13, 'full'],
    [8, 'read-only'],
    [10, 'read-only'],
  ] as const) {
    failWith(code);
    expect(await health()).toEqual({ status: 200, ok: true, disk });
    const device = dial(relay, owner.workspace, await signIn(relay, owner));
    device.send(encodeControl({ type: 'open', channel: 1, room }));
    device.send(onChannel(1, step1Frame(new Uint8Array([0]))));
    await clock.settle();
    expect(device.updates()).toHaveLength(1);
    device.end();
  }
  failWith(undefined);
  // A look is good for a second.
  expect((await ask(relay, 'GET', '/healthz')).json).toMatchObject({ disk: 'read-only' });
  expect(await health()).toEqual({ status: 200, ok: true });
});

test('a relay’s counters are for its own computer, and for who has the operator’s token', async () => {
  const metricsToken = 'a token for the counters';
  const { relay } = await relayInMemory({ metricsToken: metricsToken.replaceAll(' ', '-') });
  const asked = async (address: string, headers: Record<string, string> = {}) =>
    (await relay.handle({ method: 'GET', path: '/metrics', headers, address })).status;
  expect(await asked('127.0.0.1')).toBe(200);
  expect(await asked('::ffff:127.0.0.1')).toBe(200);
  expect(await asked('::1', { 'x-forwarded-for': '203.0.113.7' })).toBe(404);
  expect(await asked('203.0.113.7')).toBe(404);
  expect(await asked('203.0.113.7', { authorization: 'Bearer another-token-of-16' })).toBe(404);
  expect(await asked('203.0.113.7', { authorization: 'Bearer a-token-for-the-counters' })).toBe(200);
});
