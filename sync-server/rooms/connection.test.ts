import { once } from 'node:events';
import { afterAll, afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type * as Y from 'yjs';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import type { Control } from '#shared/sync/channels.ts';
import { encodeControl, onChannel, readChannelMessage } from '#shared/sync/channels.ts';
import type { Member } from '#shared/sync/membership.ts';
import { closeCode, offerProtocols } from '#shared/sync/protocol.ts';
import type { Limits } from '../limits.ts';
import { connectClient, connectDevice, socketUrl } from '../testing/client.ts';
import { removeTemporaryFolders } from '../testing/relay-process.ts';
import { startRelay } from '../testing/start.ts';
import { createTestWorkspace, request } from '../testing/workspace.ts';

afterAll(removeTemporaryFolders);

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const envelopes = (doc: Y.Doc) => doc.getArray<Uint8Array>(envelopesKey);
const members = (access: Member['access']): Member[] => [{ id: 'member-01', role: 'technician', access }];
const people = 'Contacts-of-the-test';
const money = 'MoneyBox-of-the-test';
const hello = new Uint8Array([0, 0, 1, 0]);

async function relayWith(limits: Partial<Limits> = {}, access?: Member['access']) {
  const relay = await startRelay({ limits });
  ends.push(() => relay.stop());
  const owner = await createTestWorkspace();
  await owner.register(relay.url, 1, undefined, access === undefined ? {} : { members: members(access) });
  const token = await owner.signIn(relay.url);
  return { relay, owner, address: { url: relay.url, workspace: owner.workspace, token } };
}

/** A socket without any room yet, and everything that it got. */
async function bareSocket(address: Parameters<typeof socketUrl>[0]) {
  const socket = new WebSocket(socketUrl(address), offerProtocols(address.token));
  const got: ReturnType<typeof readChannelMessage>[] = [];
  socket.on('message', (data: Buffer) => got.push(readChannelMessage(data)));
  await once(socket, 'open');
  ends.push(async () => socket.terminate());
  const control = (message: Control) => socket.send(encodeControl(message));
  const closes = () => got.filter((one) => one !== undefined && 'type' in one && one.type === 'close');
  const framesOn = (channel: number) =>
    got.filter((one) => one !== undefined && 'frame' in one && one.channel === channel);
  return { socket, control, closes, framesOn };
}

test('a device follows a hundred rooms over one socket', async () => {
  const { relay, address } = await relayWith();
  const device = connectDevice(address);
  ends.push(async () => device.close());
  const clients = Array.from({ length: 100 }, (_, i) =>
    connectClient({ ...address, room: `a-room-of-the-test-${i}` }, undefined, device),
  );
  for (const [i, { doc }] of clients.entries()) envelopes(doc).push([new Uint8Array([i])]);
  await Promise.all(clients.map((client) => client.allStored()));
  const { text } = await request(relay.url, '/metrics');
  expect(/^plumbline_relay_sockets (\d+)/m.exec(text)?.[1]).toBe('1');
  expect(/^plumbline_relay_subscriptions (\d+)/m.exec(text)?.[1]).toBe('100');
  for (const { provider } of clients) provider.destroy();
  await expect
    .poll(
      async () =>
        /^plumbline_relay_subscriptions (\d+)/m.exec((await request(relay.url, '/metrics')).text)?.[1],
    )
    .toBe('0');
});

test('a room that the member may not open ends its channel alone, at once and when access is taken', async () => {
  const { relay, owner, address } = await relayWith({}, { Contacts: 'write' });
  const device = connectDevice(address);
  ends.push(async () => device.close());
  const open = connectClient({ ...address, room: people }, undefined, device);
  const shut = connectClient({ ...address, room: money }, undefined, device);
  const codes: number[] = [];
  shut.provider.on('closed', ({ code }) => codes.push(code));
  await eventually(() => open.provider.synced && codes.length === 1);
  expect(codes).toEqual([closeCode.noAccess]);
  expect(device.isOpen()).toBe(true);

  const taken: number[] = [];
  open.provider.on('closed', ({ code }) => taken.push(code));
  await owner.register(relay.url, 2, undefined, { members: members({ MoneyBox: 'write' }) });
  await eventually(() => taken.length === 1);
  expect([taken, device.isOpen()]).toEqual([[closeCode.noAccess], true]);
});

test('a malformed frame ends its channel; the other rooms of the device go on', async () => {
  const { address } = await relayWith();
  const { socket, control, closes, framesOn } = await bareSocket(address);
  control({ type: 'open', channel: 1, room: people });
  control({ type: 'open', channel: 2, room: money });
  socket.send(onChannel(1, new Uint8Array([9, 9])));
  await eventually(() => closes().length === 1);
  expect(closes()).toMatchObject([{ channel: 1, code: closeCode.badMessage }]);
  socket.send(onChannel(2, hello));
  await eventually(() => framesOn(2).length > 0);
});

test('a frame on a channel that is not open is answered, so that the device opens it again', async () => {
  const { address } = await relayWith();
  const { socket, control, closes, framesOn } = await bareSocket(address);
  socket.send(onChannel(5, hello));
  await eventually(() => closes().length === 1);
  expect(closes()).toMatchObject([{ channel: 5, code: closeCode.tryAgainLater }]);
  control({ type: 'open', channel: 5, room: people });
  control({ type: 'open', channel: 5, room: people });
  socket.send(onChannel(5, hello));
  await eventually(() => framesOn(5).length > 0);
});

test('what is no message between device and relay closes the socket for good', async () => {
  const { address } = await relayWith();
  const bad = [
    new Uint8Array(),
    new Uint8Array([0]),
    new Uint8Array([0, 9]),
    encodeControl({ type: 'heartbeat' }),
    encodeControl({ type: 'open', channel: 1, room: 'short' }),
  ];
  for (const message of bad) {
    const { socket } = await bareSocket(address);
    socket.send(message);
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(closeCode.badMessage);
  }
});

test('a device that asks for many large rooms gets them one after another, and is not cut off for it', async () => {
  const { address } = await relayWith({ crowdedBytes: 100_000, unreadBytes: 1_500_000 });
  const writers = Array.from({ length: 12 }, (_, i) => {
    const client = connectClient({ ...address, room: `a-large-room-of-the-test-${i}` });
    ends.push(async () => client.close());
    envelopes(client.doc).push([crypto.getRandomValues(new Uint8Array(60_000)), new Uint8Array(500_000)]);
    return client;
  });
  await Promise.all(writers.map((writer) => writer.allStored()));
  const { socket, control, framesOn } = await bareSocket(address);
  socket.pause();
  for (let i = 0; i < 12; i++) {
    control({ type: 'open', channel: i + 1, room: `a-large-room-of-the-test-${i}` });
    socket.send(onChannel(i + 1, hello));
  }
  // What the relay answers to somebody else afterwards tells that it has all of this.
  const later = connectClient({ ...address, room: 'a-large-room-of-the-test-11' });
  ends.push(async () => later.close());
  await eventually(() => later.provider.synced);
  socket.resume();
  await eventually(() => Array.from({ length: 12 }, (_, i) => framesOn(i + 1).length).every((n) => n > 0));
  expect(socket.readyState).toBe(WebSocket.OPEN);
});
