import { once } from 'node:events';
import { afterAll, afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Timers } from '#shared/lib/async.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { closeCode } from '#shared/sync/protocol.ts';
import type { Limits } from '../limits.ts';
import type { TestClient } from '../testing/client.ts';
import { connectClient, openSocket } from '../testing/client.ts';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { createTestWorkspace, request } from '../testing/workspace.ts';
import { updateFrame } from './frames.ts';

afterAll(removeTemporaryFolders);

const room = 'a-room-of-the-test';
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function relayWith(limits: Partial<Limits>, timers?: Timers) {
  const relay = await startRelay({ limits, ...(timers && { timers }) });
  ends.push(() => relay.stop());
  const owner = await createTestWorkspace();
  await owner.register(relay.url);
  const token = await owner.signIn(relay.url);
  return { relay, address: { url: relay.url, workspace: owner.workspace, room, token } };
}

function client(...args: Parameters<typeof connectClient>): TestClient {
  const made = connectClient(...args);
  ends.push(async () => made.close());
  return made;
}

const envelopes = (doc: Y.Doc) => doc.getArray<Uint8Array>(envelopesKey);

test('a frame that is too long closes its socket and nobody else’s', async () => {
  const { address } = await relayWith({ frameBytes: 1000 });
  const [sender, other] = [await openSocket(address), await openSocket(address)];
  sender.send(new Uint8Array(2000));
  expect(await sender.closed).toBe(closeCode.frameTooLong);
  expect(other.socket.readyState).toBe(WebSocket.OPEN);
  other.socket.terminate();
});

test('a frame that is no message closes its channel for good and leaves the room as it was', async () => {
  const { address } = await relayWith({});
  const healthy = client(address);
  envelopes(healthy.doc).push([new Uint8Array([1])]);
  await healthy.allStored();
  const bad = [
    new Uint8Array(),
    new Uint8Array([9]),
    new Uint8Array([0, 0, 5, 1]),
    new Uint8Array([1, 1, 9]),
  ];
  for (const frame of [...bad, updateFrame(new Uint8Array([1, 1, 7])), updateFrame(new Uint8Array([255]))]) {
    const socket = await openSocket(address);
    socket.send(frame);
    expect(await socket.closed).toBe(closeCode.badMessage);
  }
  const reader = client(address);
  await eventually(() => envelopes(reader.doc).length === 1);
});

test('a full room refuses more with its own code; the room stays readable', async () => {
  const { address } = await relayWith({ roomBytes: 4000 });
  const writer = client(address);
  const closed: number[] = [];
  writer.provider.on('closed', ({ code }) => closed.push(code));
  await eventually(() => writer.provider.synced);
  for (let i = 0; i < 10; i++) {
    envelopes(writer.doc).push([new Uint8Array(1000)]);
    await eventually(() => writer.isAllStored() || closed.length > 0);
  }
  await eventually(() => closed.length === 1);
  expect(closed).toEqual([closeCode.full]);
  const reader = client(address);
  await eventually(() => envelopes(reader.doc).length === 3);
});

test('a workspace that is full refuses in a new room too', async () => {
  const { address } = await relayWith({ workspaceBytes: 4000 });
  const first = client(address);
  envelopes(first.doc).push([new Uint8Array(3500)]);
  await first.allStored();
  const second = client({ ...address, room: 'another-room-of-it' });
  const closed: number[] = [];
  second.provider.on('closed', ({ code }) => closed.push(code));
  envelopes(second.doc).push([new Uint8Array(1000)]);
  await eventually(() => closed.length === 1);
  expect(closed).toEqual([closeCode.full]);
});

/** An update of one client, with parts that hold nothing, from a clock on. */
function tinyParts(count: number, clock = 0, client = 7): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = client;
  for (let part = 0; part < clock + count; part++) envelopes(doc).insert(0, [new Uint8Array()]);
  return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(new Map([[client, clock]])));
}

test('a great many parts that hold next to nothing fill a room, as their memory does', async () => {
  const { address } = await relayWith({ roomBytes: 50_000 });
  const [writer, honest] = [await openSocket(address), client(address)];
  await eventually(() => honest.provider.synced);
  const update = tinyParts(1000);
  expect(update.length).toBeLessThan(20_000);
  writer.send(updateFrame(update));
  expect(await writer.closed).toBe(closeCode.full);
  envelopes(honest.doc).push([new Uint8Array(10_000)]);
  await honest.allStored();
});

test('who leaves one gap after another is sent away; who closes its gaps on connecting again loses nothing', async () => {
  const { address } = await relayWith({ gapsPerRoom: 20 });
  const [malicious, honest] = [await openSocket(address), client(address)];
  await eventually(() => honest.provider.synced);
  for (let gap = 1; gap <= 30; gap++) malicious.send(updateFrame(tinyParts(1, 5, 1000 + gap)));
  expect(await malicious.closed).toBe(closeCode.tryAgainLater);
  for (let count = 0; count < 30; count++) envelopes(honest.doc).push([new Uint8Array([count])]);
  await honest.allStored();
  const reader = client(address);
  await eventually(() => envelopes(reader.doc).length === 30);
});

test('a reader that does not read is cut off; the writer and other readers go on', async () => {
  const { address } = await relayWith({ unreadBytes: 512 * 1024 });
  const [writer, reader] = [client(address), client(address)];
  const slow = await openSocket(address);
  slow.socket.pause();
  await eventually(() => writer.provider.synced && reader.provider.synced);
  const cut = once(slow.socket, 'close');
  for (let i = 0; i < 160; i++) {
    envelopes(writer.doc).push([crypto.getRandomValues(new Uint8Array(64_000))]);
    // Who reads has never more unread than is allowed.
    if (i % 4 === 3) await eventually(() => envelopes(reader.doc).length === i + 1);
  }
  await writer.allStored();
  slow.socket.resume();
  expect(await cut).toHaveLength(2);
});

test('who sends more than its share is slowed down and loses nothing', async () => {
  const { address } = await relayWith({ messageBurst: 20, messagesPerSecond: 200 });
  const writer = client(address);
  await eventually(() => writer.provider.synced);
  for (let i = 0; i < 100; i++) envelopes(writer.doc).push([new Uint8Array([i])]);
  await writer.allStored();
  const reader = client(address);
  await eventually(() => envelopes(reader.doc).length === 100);
  expect(writer.provider.wsUnsuccessfulReconnects).toBe(0);
});

test('what waits for the disk is bounded, and all of it gets there', async () => {
  const { address } = await relayWith({ uncommittedBytes: 2000 });
  const writer = client(address);
  await eventually(() => writer.provider.synced);
  for (let i = 0; i < 200; i++) envelopes(writer.doc).push([new Uint8Array(500)]);
  await writer.allStored();
  expect(writer.stored.get(writer.doc.clientID)).toBe(200);
});

test('a long tail is rewritten as one row, and nothing of it is lost', async () => {
  const { relay, address } = await relayWith({ tailRows: 10 });
  const writer = client(address);
  await eventually(() => writer.provider.synced);
  for (let i = 0; i < 100; i++) {
    envelopes(writer.doc).push([new Uint8Array([i])]);
    await writer.allStored();
  }
  const { text } = await request(relay.url, '/metrics');
  const compactions = Number(/^plumbline_relay_compactions_total (\d+)/m.exec(text)?.[1]);
  expect(compactions).toBeGreaterThanOrEqual(5);
  const reader = client(address);
  await eventually(() => envelopes(reader.doc).length === 100);
  expect(envelopes(reader.doc).toArray()).toEqual(Array.from({ length: 100 }, (_, i) => new Uint8Array([i])));
});

test('what a checkpoint has replaced leaves the relay’s disk when the room is next read', async () => {
  const { relay, address } = await relayWith({});
  const writer = client(address);
  for (let i = 0; i < 4; i++) envelopes(writer.doc).push([new Uint8Array(50_000).fill(i)]);
  await writer.allStored();
  writer.doc.transact(() => {
    envelopes(writer.doc).delete(0, 4);
    envelopes(writer.doc).push([new Uint8Array([7])]);
  });
  await writer.allStored();

  const reader = client(address);
  await reader.until(() => envelopes(reader.doc).length === 1);
  expect([...envelopes(reader.doc).get(0)]).toEqual([7]);
  // The reader is caught up before the room is rewritten; the next one after it.
  const next = client(address);
  await next.allStored();
  const { text } = await request(relay.url, '/metrics');
  expect(text).toMatch(/^plumbline_relay_compactions_total 1$/m);
  expect(envelopes(next.doc).length).toBe(1);
});

test('too many requests from one address are answered 429 in our words', async () => {
  const { relay } = await relayWith({ requestsPerMinute: 10 });
  const answers = [];
  for (let i = 0; i < 12; i++) answers.push(await request(relay.url, '/v1/relay'));
  expect(answers.at(-1)?.status).toBe(429);
  expect(answers.at(-1)?.json).toMatchObject({ error: { code: 'too-many' } });
});

/** The computer's timers, but for those of the heartbeat: they run when the test says so. */
function heartbeatByHand() {
  const every = 654_321;
  const due = new Set<() => void>();
  const timers: Timers = {
    ...systemTimers,
    after(milliseconds, action) {
      if (milliseconds !== every) return systemTimers.after(milliseconds, action);
      const own = () => action();
      due.add(own);
      return () => void due.delete(own);
    },
  };
  return {
    timers,
    limits: { heartbeatMilliseconds: every },
    /** How many connections have a heartbeat coming. */
    beating: () => due.size,
    beat() {
      // What an action sets anew is for the next beat.
      const now = [...due];
      for (const action of now) if (due.delete(action)) action();
    },
  };
}

test('who does not answer until the next heartbeat is dropped, and an idle peer that does stays connected', async () => {
  const { limits, timers, beating, beat } = heartbeatByHand();
  const { address } = await relayWith(limits, timers);
  const [idle, silent] = [await openSocket(address), await openSocket(address)];
  // A socket opens before the relay has read in its database whom it lets in.
  await eventually(() => beating() === 2);
  let isOpen = true;
  idle.socket.on('close', () => (isOpen = false));
  const gone = once(silent.socket, 'close');
  silent.socket.pause();
  for (let n = 0; n < 3; n++) {
    const asked = once(idle.socket, 'ping');
    beat();
    await asked;
    // Behind the answer, which it has given by itself: what comes back shows that the relay has both.
    const heard = once(idle.socket, 'pong');
    idle.socket.ping();
    await heard;
  }
  silent.socket.resume();
  await gone;
  expect(isOpen).toBe(true);
  idle.socket.terminate();
});

test('devices see who is present, and that one has left', async () => {
  const { address } = await relayWith({});
  const [one, two] = [client(address), client(address)];
  one.provider.awareness.setLocalState({ working: true });
  await eventually(() => two.provider.awareness.getStates().has(one.doc.clientID));
  const late = client(address);
  await eventually(() => late.provider.awareness.getStates().has(one.doc.clientID));
  expect(late.provider.awareness.getStates().get(one.doc.clientID)).toEqual({ working: true });
  one.provider.ws?.close();
  one.provider.shouldConnect = false;
  await eventually(() => !two.provider.awareness.getStates().has(one.doc.clientID));
});
