import type { RawData, WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Access } from '#shared/sync/membership.ts';
import { closeCode, deniedReason, encodeDenied } from '#shared/sync/protocol.ts';
import type { Limits } from '../limits.ts';
import type { Metrics } from '../metrics.ts';
import { nothingNew } from './awareness.ts';
import { readRanges } from './coverage.ts';
import { createFlow } from './flow.ts';
import { awarenessFrame, readMessage } from './frames.ts';
import type { Reader, Room } from './room.ts';
import type { Writer } from './writer.ts';

interface Deps {
  writer: Writer;
  limits: Limits;
  metrics: Metrics;
  now: () => number;
  /** Tells other relays who is present here. */
  announce: (room: Room, payload: Uint8Array) => void;
  /** Called once, when the socket has left its room. */
  left: (room: Room) => void;
}

/** Who a socket belongs to, and what it may do in its room. */
export interface Guest {
  device: string;
  epoch: number;
  access: Access;
}

const heartbeatFrame = awarenessFrame(nothingNew);
const deniedFrame = encodeDenied(deniedReason.readOnly);

/** Two zeros, no items and no deletions: what a stock client answers when it has nothing new. */
function isEmpty(update: Uint8Array): boolean {
  return update.length === 2 && update[0] === 0 && update[1] === 0;
}

/** How long a peer may take to answer our close before it is cut. */
const closingMilliseconds = 2000;

/** Joins an accepted socket to its room and speaks y-websocket's protocol with it. */
export function connect(socket: WebSocket, room: Room, guest: Guest, deps: Deps): Reader {
  const { writer, limits, metrics } = deps;
  const flow = createFlow(socket, limits, deps.now);
  let { access } = guest;
  let answered = true;
  let closed = false;

  const reader: Reader = {
    device: guest.device,
    epoch: guest.epoch,
    setAccess: (changed) => (access = changed),
    send(frame) {
      if (closed) return;
      socket.send(frame);
      if (socket.bufferedAmount > limits.unreadBytes) {
        // Its own close would wait behind what it does not read.
        closed = true;
        countClose(closeCode.tryAgainLater);
        socket.terminate();
      }
    },
    close(code, reason) {
      if (closed) return;
      countClose(code);
      closed = true;
      socket.close(code, reason);
      socket.resume();
      setTimeout(() => socket.terminate(), closingMilliseconds).unref();
    },
    settled: (bytes) => flow.settled(bytes),
  };

  function countClose(code: number): void {
    metrics.closed.inc({ code: String(code) });
  }

  function refuse(): void {
    reader.close(closeCode.badMessage, 'The message is malformed.');
  }

  function tellOthers(payload: Uint8Array | undefined): void {
    if (payload === undefined) return;
    const frame = awarenessFrame(payload);
    for (const other of room.readers) if (other !== reader) other.send(frame);
    deps.announce(room, payload);
  }

  function tellPresent(): void {
    const present = room.awareness.all();
    if (present !== undefined) reader.send(awarenessFrame(present));
  }

  function onUpdate(update: Uint8Array): void {
    if (isEmpty(update)) return;
    if (access === 'read') {
      metrics.deniedUpdates.inc();
      return reader.send(deniedFrame);
    }
    const ranges = readRanges(update);
    if (ranges === undefined) return refuse();
    flow.waits(update.length);
    writer.receive(room, { writer: reader, update, ranges });
  }

  function onHello(stateVector: Uint8Array): void {
    try {
      Y.decodeStateVector(stateVector);
    } catch {
      return refuse();
    }
    writer.greet(room, { reader, stateVector });
  }

  function onAwareness(payload: Uint8Array): void {
    if (payload.length > limits.awarenessBytes) return refuse();
    const received = room.awareness.receive(payload, reader);
    if (received === 'malformed') return refuse();
    tellOthers(received.news);
  }

  function onMessage(data: RawData): void {
    answered = true;
    if (closed) return;
    const frame = data as Buffer;
    flow.arrived(frame.length);
    const message = readMessage(frame);
    if (message === undefined) return refuse();
    if (message.type === 'update') onUpdate(message.update);
    else if (message.type === 'hello') onHello(message.stateVector);
    else if (message.type === 'awareness') onAwareness(message.payload);
    else tellPresent();
  }

  function beat(): void {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
    reader.send(heartbeatFrame);
  }

  function onClose(): void {
    closed = true;
    clearInterval(heart);
    flow.end();
    room.readers.delete(reader);
    tellOthers(room.awareness.leave(reader));
    deps.left(room);
  }

  const heart = setInterval(beat, limits.heartbeatMilliseconds);
  socket.on('message', onMessage);
  socket.on('pong', () => (answered = true));
  // `ws` closes after an error by itself, with 1009 for a frame that is too long.
  socket.on('error', () => countClose(closeCode.frameTooLong));
  socket.on('close', onClose);
  room.readers.add(reader);
  tellPresent();
  return reader;
}
