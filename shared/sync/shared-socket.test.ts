import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChannelMessage } from './channels.ts';
import { encodeControl, onChannel, readChannelMessage } from './channels.ts';
import { closeCode, mostFrameBytes } from './protocol.ts';
import type { WireListener } from './shared-socket.ts';
import { createSharedSocket } from './shared-socket.ts';

interface VirtualSocket {
  readyState: number;
  onopen: (() => void) | null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  send(frame: Uint8Array): void;
  close(): void;
}

/** A network whose time and luck the test decides. */
function world(random = () => 0.5) {
  let time = 0;
  const timers = new Map<() => void, number>();
  const wires: { listener: WireListener; sent: ChannelMessage[]; dialledAt: number; closed: boolean }[] = [];
  const shared = createSharedSocket({
    dial(listener) {
      const wire = { listener, sent: [] as ChannelMessage[], dialledAt: time, closed: false };
      wires.push(wire);
      return {
        send: (message) => void wire.sent.push(readChannelMessage(message)!),
        close: () => void (wire.closed = true),
      };
    },
    random,
    now: () => time,
    later(action, milliseconds) {
      const own = () => action();
      timers.set(own, time + milliseconds);
      return () => void timers.delete(own);
    },
  });
  const settle = () => new Promise<void>((resolve) => setTimeout(resolve));

  return {
    shared,
    now: () => time,
    wires,
    settle,
    async pass(milliseconds: number): Promise<void> {
      const end = time + milliseconds;
      for (;;) {
        await settle();
        const next = [...timers].filter(([, at]) => at <= end).toSorted((a, b) => a[1] - b[1])[0];
        if (next === undefined) break;
        timers.delete(next[0]);
        time = Math.max(time, next[1]);
        next[0]();
      }
      time = end;
      await settle();
    },
    join(room: string) {
      const socket = new shared.socketClass(`wss://any/${room}`) as VirtualSocket;
      const seen = { opened: 0, frames: [] as number[][], codes: [] as number[] };
      Object.assign(socket, {
        onopen: () => seen.opened++,
        onmessage: ({ data }: { data: ArrayBuffer }) => seen.frames.push([...new Uint8Array(data)]),
        onclose: ({ code }: { code: number }) => seen.codes.push(code),
      });
      return { socket, seen };
    },
  };
}

const roomOf = (channel: number) => `room-${channel}`.padEnd(24, 'x');

test('all rooms go over one socket, and each gets what is its own', async () => {
  const { join, wires, pass } = world();
  const [one, two] = [join(roomOf(1)), join(roomOf(2))];
  await pass(0);
  expect(wires).toHaveLength(1);
  wires[0]!.listener.opened();
  expect(wires[0]!.sent).toEqual([
    { type: 'open', channel: 1, room: roomOf(1) },
    { type: 'open', channel: 2, room: roomOf(2) },
  ]);
  two.socket.send(new Uint8Array([7]));
  expect(wires[0]!.sent.at(-1)).toEqual({ channel: 2, frame: new Uint8Array([7]) });
  wires[0]!.listener.received(onChannel(1, new Uint8Array([5, 6])));
  expect([one.seen.frames, two.seen.frames]).toEqual([[[5, 6]], []]);
  const late = join(roomOf(3));
  await pass(0);
  expect([late.seen.opened, wires.length]).toEqual([1, 1]);
});

test('a room that the relay closes is closed alone, and may be opened again; the others go on', async () => {
  const { join, wires, pass } = world();
  const [one, two] = [join(roomOf(1)), join(roomOf(2))];
  await pass(0);
  const wire = wires[0]!;
  wire.listener.opened();
  wire.listener.received(encodeControl({ type: 'close', channel: 1, code: closeCode.noAccess, reason: '' }));
  wire.listener.received(onChannel(1, new Uint8Array([1])));
  one.socket.send(new Uint8Array([1]));
  expect([one.seen.codes, one.seen.frames, two.seen.codes]).toEqual([[closeCode.noAccess], [], []]);
  expect(wire.sent).toHaveLength(2);
  const again = join(roomOf(1));
  await pass(0);
  expect(again.seen.opened).toBe(1);
  expect(wire.sent.at(-1)).toEqual({ type: 'open', channel: 1, room: roomOf(1) });
});

test('a room that is left is left at the relay too, and one that was never opened costs nothing', async () => {
  const { join, wires, pass } = world();
  const gone = join(roomOf(1));
  gone.socket.close();
  await pass(0);
  expect([wires.length, gone.seen.codes]).toEqual([0, [1000]]);
  const { socket } = join(roomOf(2));
  await pass(0);
  wires[0]!.listener.opened();
  socket.close();
  expect(wires[0]!.sent.at(-1)).toMatchObject({ type: 'close' });
  wires[0]!.listener.received(onChannel(1, new Uint8Array([1])));
});

test('who enters a room twice and leaves it once is still there', async () => {
  const { join, wires, pass } = world();
  const [guest, follower] = [join(roomOf(1)), join(roomOf(1))];
  await pass(0);
  const wire = wires[0]!;
  wire.listener.opened();
  guest.socket.close();
  await pass(0);
  expect(wire.sent).toEqual([
    { type: 'open', channel: 1, room: roomOf(1) },
    { type: 'open', channel: 2, room: roomOf(1) },
    { type: 'close', channel: 1, code: 1000, reason: '' },
  ]);
  wire.listener.received(onChannel(2, new Uint8Array([5])));
  expect([guest.seen.codes, guest.seen.frames]).toEqual([[1000], []]);
  expect([follower.seen.codes, follower.seen.frames]).toEqual([[], [[5]]]);
  // A number that is free is used again.
  join(roomOf(1));
  await pass(0);
  expect(wire.sent.at(-1)).toEqual({ type: 'open', channel: 1, room: roomOf(1) });
});

test('a book that is too large for a message stops alone, instead of costing all of them the socket', async () => {
  const { join, wires, pass } = world();
  const [large, other] = [join(roomOf(1)), join(roomOf(2))];
  await pass(0);
  wires[0]!.listener.opened();
  large.socket.send(new Uint8Array(mostFrameBytes + 1));
  await pass(0);
  expect([large.seen.codes, other.seen.codes]).toEqual([[closeCode.full], []]);
});

test('pauses between attempts are drawn from a growing span with an end, and a good connection begins anew', async () => {
  const { join, wires, pass, now } = world(() => 0.999);
  const { socket } = join(roomOf(1));
  // As y-websocket does it.
  Object.assign(socket, { onclose: () => join(roomOf(1)) });
  const pauses: number[] = [];
  const pauseAfterClosing = async () => {
    const failedAt = now();
    wires.at(-1)!.listener.closed(1006, '');
    await pass(16_000);
    return Math.round(wires.at(-1)!.dialledAt - failedAt);
  };
  await pass(0);
  for (let failure = 0; failure < 8; failure++) pauses.push(await pauseAfterClosing());
  expect(pauses.every((pause) => pause <= 15_000)).toBe(true);
  expect(pauses.toSorted((a, b) => a - b)).toEqual(pauses);
  expect(pauses.at(-1)).toBeGreaterThan(14_000);
  wires.at(-1)!.listener.opened();
  await pass(11_000);
  expect(await pauseAfterClosing()).toBeLessThanOrEqual(500);
});

test('when the network is back, the pause is over', async () => {
  const { join, wires, pass, shared } = world(() => 0.999);
  join(roomOf(1));
  for (let failure = 0; failure < 8; failure++) {
    await pass(16_000);
    wires.at(-1)!.listener.closed(1006, '');
  }
  const before = wires.length;
  shared.retryNow();
  await pass(0);
  expect(wires.length).toBe(before + 1);
});

test('a socket that has gone silent is given up and replaced; heartbeats keep a quiet one', async () => {
  const { join, wires, pass } = world();
  const { seen } = join(roomOf(1));
  await pass(0);
  const wire = wires[0]!;
  wire.listener.opened();
  for (let beat = 0; beat < 5; beat++) {
    await pass(15_000);
    wire.listener.received(encodeControl({ type: 'heartbeat' }));
  }
  expect([wire.closed, seen.codes]).toEqual([false, []]);
  // What a stock client takes for a sign of life.
  expect(seen.frames.at(-1)).toEqual([1, 1, 0]);
  await pass(31_000);
  expect([wire.closed, seen.codes]).toEqual([true, [1006]]);
});

test('a final refusal of the shell reaches the rooms that wait, and nothing is tried again', async () => {
  const { join, wires, pass } = world();
  const { seen } = join(roomOf(1));
  await pass(0);
  wires[0]!.listener.closed(4470, 'not allowed');
  await pass(60_000);
  expect([seen.codes, wires.length]).toEqual([[4470], 1]);
});

test('whatever a relay sends, the socket goes on', async () => {
  const { join, wires, pass } = world();
  join(roomOf(1));
  await pass(0);
  wires[0]!.listener.opened();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(() => wires[0]!.listener.received(new Uint8Array(bytes))).not.toThrow();
    }),
  );
});

test('every message of a channel reads back as it was written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 }), fc.uint8Array({ maxLength: 300 }), (channel, bytes) => {
      const frame = new Uint8Array(bytes);
      expect(readChannelMessage(onChannel(channel, frame))).toEqual({ channel, frame });
    }),
  );
});
