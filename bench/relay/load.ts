import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Room, RoomShape } from './client.ts';
import { isDelivered, nextUpdates, openRooms, send } from './client.ts';
import type { Message } from './protocols.ts';
import type { Contender, RunningServer } from './servers.ts';
import { caughtUp, processorMilliseconds } from './usage.ts';

export interface Load extends RoomShape {
  updatesPerRoom: number;
  contentBytes: number;
  /** Updates of a writer that some reader has not seen yet: at most so many. */
  mostUnderway: number;
}

export interface Throughput {
  updatesPerSecond: number;
  processorMillisecondsPer1000: number;
}

/** Bytes that a writer may have buffered before it waits for its socket. */
const writerBufferBytes = 256 * 1024;
const messagesAtOnce = 32;
const mostSeconds = 120;

/** Writes as fast as the socket takes it, as a device does that was offline, but within the load's bound. */
async function write(room: Room, messages: Message[], mostUnderway: number): Promise<void> {
  const mustWait = () =>
    room.writer.socket.bufferedAmount > writerBufferBytes ||
    room.readers.some(({ received }) => room.sent + messagesAtOnce - received > mostUnderway);
  for (let start = 0; start < messages.length; start += messagesAtOnce) {
    for (const message of messages.slice(start, start + messagesAtOnce)) send(room, message);
    do await setImmediate();
    while (mustWait());
  }
}

/** Resolves when every reader has everything and, where the server promises it, everything is on disk. */
export async function delivered(rooms: Room[], isDurable: boolean): Promise<void> {
  for (
    const end = performance.now() + mostSeconds * 1000;
    !rooms.every((room) => isDelivered(room, isDurable));
  ) {
    if (performance.now() > end) throw new Error('The server did not deliver everything in time.');
    await setTimeout(1);
  }
}

/** Has all writers write at once, and measures until everybody has everything. */
export async function measureThroughput(
  contender: Contender,
  server: RunningServer,
  rooms: Room[],
  load: Load,
): Promise<Throughput> {
  const count = Math.ceil(load.updatesPerRoom * (contender.share ?? 1));
  const prepared = await Promise.all(
    rooms.map(async (room) => ({ room, messages: await nextUpdates(room, count, load.contentBytes) })),
  );
  const processorBefore = await processorMilliseconds(server.pid);
  const start = performance.now();
  await Promise.all(prepared.map(({ room, messages }) => write(room, messages, load.mostUnderway)));
  await delivered(rooms, contender.isDurable);
  const end = contender.writesBehind === true ? await caughtUp(server.pid) : performance.now();
  const total = rooms.length * count;
  const processor = (await processorMilliseconds(server.pid)) - processorBefore;
  return {
    updatesPerSecond: total / ((end - start) / 1000),
    processorMillisecondsPer1000: processor / (total / 1000),
  };
}

/** A tenth of the load in rooms of its own, so that no server is measured while it still compiles. */
export async function warmUp(contender: Contender, server: RunningServer, load: Load): Promise<void> {
  const shape = { ...load, rooms: Math.max(1, Math.ceil(load.rooms / 10)) };
  const rooms = await openRooms(server, shape, 'warm');
  const updatesPerRoom = Math.ceil((load.rooms * load.updatesPerRoom) / 10 / shape.rooms);
  await measureThroughput(contender, server, rooms, { ...load, updatesPerRoom });
  for (const room of rooms) room.leave();
}
