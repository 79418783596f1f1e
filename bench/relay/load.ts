import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { encodeAppend } from '#shared/sync/append-update.ts';
import type { Contender, RunningServer } from './servers.ts';
import { peakMegabytes, processorMilliseconds } from './servers.ts';

export interface Load {
  name: string;
  rooms: number;
  readersPerRoom: number;
  updatesPerRoom: number;
  contentBytes: number;
  /** Updates of a writer that some reader has not seen yet: at most so many. */
  mostUnderway: number;
}

export interface Figures {
  updatesPerSecond: number;
  processorMillisecondsPer1000: number;
  peakMegabytes: number;
}

/** Bytes that a writer may have buffered before it waits for its socket. */
const writerBufferBytes = 256 * 1024;
const framesAtOnce = 32;

interface Client {
  socket: WebSocket;
  /** Up to which clock it has received the writer's updates, without a gap. */
  received: number;
  stored: number;
}

async function connect(server: RunningServer, room: string, writer: number): Promise<Client> {
  const { protocol } = server;
  const { url, protocols } = server.address(room);
  const socket = new WebSocket(url, protocols, { perMessageDeflate: false });
  const client: Client = { socket, received: 0, stored: 0 };
  const ready = Promise.withResolvers<void>();
  let isReady = false;
  socket.on('message', (data: Buffer) => {
    if (!isReady) {
      const step = protocol.handshake(room, data);
      for (const reply of step.replies) socket.send(reply);
      isReady = step.isReady;
      if (isReady) ready.resolve();
      return;
    }
    const update = protocol.readUpdate(data);
    if (update !== undefined) receive(client, update, writer);
    const stored = protocol.readStored(data);
    if (stored !== undefined) client.stored = Y.decodeStateVector(stored).get(writer) ?? client.stored;
  });
  socket.on('close', () => ready.reject(new Error('The server closed a socket.')));
  await once(socket, 'open');
  for (const frame of protocol.opening(room)) socket.send(frame);
  await ready.promise;
  return client;
}

function receive(client: Client, update: Uint8Array, writer: number): void {
  const { from, to } = Y.parseUpdateMeta(update);
  const start = from.get(writer);
  if (start === undefined) return;
  if (start > client.received) throw new Error('A reader missed an update.');
  client.received = Math.max(client.received, to.get(writer) ?? 0);
}

function makeUpdates(load: Load, writer: number): Uint8Array[] {
  return Array.from({ length: load.updatesPerRoom }, (_, clock) =>
    encodeAppend({
      id: { client: writer, clock },
      left: clock === 0 ? undefined : { client: writer, clock: clock - 1 },
      content: randomBytes(load.contentBytes),
    }),
  );
}

interface RoomOfClients {
  writer: Client;
  readers: Client[];
  frames: Uint8Array[];
}

/** Writes as fast as the socket takes it, as a device does that was offline, but within the load's bound. */
async function write({ writer, readers, frames }: RoomOfClients, mostUnderway: number): Promise<void> {
  const mustWait = (sent: number) =>
    writer.socket.bufferedAmount > writerBufferBytes ||
    readers.some(({ received }) => sent - received > mostUnderway);
  for (let sent = 0; sent < frames.length; sent += framesAtOnce) {
    for (const frame of frames.slice(sent, sent + framesAtOnce)) writer.socket.send(frame);
    do await setImmediate();
    while (mustWait(sent + framesAtOnce));
  }
}

async function openRooms(server: RunningServer, load: Load, kind: string): Promise<RoomOfClients[]> {
  const rooms: RoomOfClients[] = [];
  for (let i = 0; i < load.rooms; i++) rooms.push(await openRoom(server, load, kind, i));
  return rooms;
}

function close(rooms: RoomOfClients[]): void {
  for (const { writer, readers } of rooms) for (const { socket } of [writer, ...readers]) socket.terminate();
}

async function openRoom(
  server: RunningServer,
  load: Load,
  kind: string,
  index: number,
): Promise<RoomOfClients> {
  const name = `bench-${kind}-${String(index).padStart(8, '0')}`;
  const id = 1_000_000 + index;
  const frames = makeUpdates(load, id).map((update) => server.protocol.updateFrame(name, update));
  const writer = await connect(server, name, id);
  const readers: Client[] = [];
  for (let i = 0; i < load.readersPerRoom; i++) readers.push(await connect(server, name, id));
  return { writer, readers, frames };
}

const mostSeconds = 120;

/** Resolves when every reader has everything and, where the server promises it, everything is on disk. */
async function delivered(rooms: RoomOfClients[], load: Load, isDurable: boolean): Promise<void> {
  const isDone = ({ writer, readers }: RoomOfClients) =>
    readers.every((reader) => reader.received >= load.updatesPerRoom) &&
    (!isDurable || writer.stored >= load.updatesPerRoom);
  for (const end = performance.now() + mostSeconds * 1000; !rooms.every(isDone);) {
    if (performance.now() > end) throw new Error('The server did not deliver everything in time.');
    await setTimeout(1);
  }
}

const quietMilliseconds = 300;

/** When a process that stores in the background was last at work. */
async function caughtUp(pid: number): Promise<number> {
  let used = await processorMilliseconds(pid);
  let lastBusy = performance.now();
  while (performance.now() - lastBusy < quietMilliseconds) {
    await setTimeout(10);
    const now = await processorMilliseconds(pid);
    if (now === used) continue;
    used = now;
    lastBusy = performance.now();
  }
  return lastBusy;
}

/** A tenth of the load in rooms of its own, so that no server is measured while it still compiles. */
async function warmUp(server: RunningServer, load: Load): Promise<void> {
  const updatesPerRoom = Math.ceil(load.updatesPerRoom / 10);
  const small = { ...load, updatesPerRoom, rooms: Math.max(1, Math.ceil(load.rooms / 10)) };
  const rooms = await openRooms(server, small, 'warm');
  await Promise.all(rooms.map((room) => write(room, load.mostUnderway)));
  await delivered(rooms, small, false);
  close(rooms);
}

/** Puts one load on one server and waits until everybody has everything. */
export async function measure(contender: Contender, server: RunningServer, load: Load): Promise<Figures> {
  await warmUp(server, load);
  const rooms = await openRooms(server, load, 'room');
  const total = load.rooms * load.updatesPerRoom;
  const processorBefore = await processorMilliseconds(server.pid);
  const start = performance.now();
  await Promise.all(rooms.map((room) => write(room, load.mostUnderway)));
  await delivered(rooms, load, contender.isDurable);
  const end = contender.writesBehind === true ? await caughtUp(server.pid) : performance.now();
  const seconds = (end - start) / 1000;
  const processor = (await processorMilliseconds(server.pid)) - processorBefore;
  const figures = {
    updatesPerSecond: total / seconds,
    processorMillisecondsPer1000: processor / (total / 1000),
    peakMegabytes: await peakMegabytes(server.pid),
  };
  close(rooms);
  return figures;
}
