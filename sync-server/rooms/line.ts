import type { RawData, WebSocket } from 'ws';
import type { Access } from '#shared/sync/membership.ts';
import { encodeControl, onChannel, readChannelMessage } from '#shared/sync/channels.ts';
import { closeCode, roomIdPattern } from '#shared/sync/protocol.ts';
import { createFlow } from './flow.ts';
import type { Room } from './room.ts';
import type { Seat, SeatDeps } from './seat.ts';
import { takeSeat } from './seat.ts';
import type { TurnedAway } from './standing.ts';
import { noAccess, tooManyRooms } from './standing.ts';

interface Deps extends SeatDeps {
  now: () => number;
  /** The room of this name in the device's workspace. */
  enter: (name: string) => Room;
  /** Called when a seat has left its room. */
  left: (room: Room) => void;
  /** Called once, when the socket has ended. */
  ended: () => void;
}

/** What the membership opens to a device: its access by room. */
export type Opens = (room: string) => Access | undefined;

/** Who a socket belongs to. */
export interface Guest {
  device: string;
  /** The epoch that it signed in with. */
  epoch: number;
  access: Opens;
}

/** One device's socket, with all its rooms on channels. */
export interface Line {
  device: string;
  epoch: number;
  /** Takes in what the membership says now: ends the channels of rooms that it does not open any more. */
  setAccess(opens: Opens): void;
  close(code: number, reason: string): void;
}

const notOpen = { code: closeCode.tryAgainLater, reason: 'The channel is not open.' };
const heartbeat = encodeControl({ type: 'heartbeat' });

/** How long a peer may take to answer our close before it is cut. */
const closingMilliseconds = 2000;
/** How often a crowded socket is looked at. */
const lookMilliseconds = 20;

export function createLine(socket: WebSocket, guest: Guest, deps: Deps): Line {
  const { limits, metrics } = deps;
  const flow = createFlow(socket, limits, deps.now);
  const seats = new Map<number, Seat>();
  let opens = guest.access;
  let answered = true;
  let closed = false;
  let postponed: (() => void)[] = [];
  let looking: NodeJS.Timeout | undefined;

  const line: Line = {
    device: guest.device,
    epoch: guest.epoch,
    setAccess(changed) {
      opens = changed;
      for (const seat of seats.values()) {
        const access = opens(seat.room.name);
        if (access === undefined) seat.close(noAccess.code, noAccess.reason);
        else seat.setAccess(access);
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
  };

  function countClose(code: number): void {
    metrics.closed.inc({ code: String(code) });
  }

  function send(message: Uint8Array): void {
    if (closed) return;
    socket.send(message);
    if (socket.bufferedAmount <= limits.unreadBytes) return;
    // Its own close would wait behind what it does not read.
    closed = true;
    countClose(closeCode.tryAgainLater);
    socket.terminate();
  }

  const isCrowded = () => socket.bufferedAmount > limits.crowdedBytes;

  function whenClear(action: () => void): void {
    postponed.push(action);
    looking ??= setInterval(look, lookMilliseconds);
  }

  function look(): void {
    if (isCrowded()) return;
    clearInterval(looking);
    looking = undefined;
    const actions = postponed;
    postponed = [];
    for (const action of actions) action();
  }

  /** Ends a channel that the device wanted or has. */
  function endChannel(channel: number, { code, reason }: TurnedAway): void {
    countClose(code);
    send(encodeControl({ type: 'close', channel, code, reason }));
  }

  function open(channel: number, name: string): void {
    if (!roomIdPattern.test(name)) return refuse();
    leave(channel);
    if (seats.size >= limits.roomsPerWorkspace) return endChannel(channel, tooManyRooms);
    const access = opens(name);
    if (access === undefined) return endChannel(channel, noAccess);
    const room = deps.enter(name);
    const seat = takeSeat(
      room,
      {
        flow,
        send: (frame) => send(onChannel(channel, frame)),
        isCrowded,
        whenClear,
        ended(code, reason) {
          seats.delete(channel);
          endChannel(channel, { code, reason });
          vacate(room);
        },
      },
      access,
      deps,
    );
    seats.set(channel, seat);
    metrics.seats.inc();
  }

  function vacate(room: Room): void {
    metrics.seats.dec();
    deps.left(room);
  }

  function leave(channel: number): void {
    const seat = seats.get(channel);
    if (seat === undefined) return;
    seats.delete(channel);
    seat.leave();
    vacate(seat.room);
  }

  function refuse(): void {
    line.close(closeCode.badMessage, 'The message is malformed.');
  }

  function onMessage(data: RawData): void {
    answered = true;
    if (closed) return;
    const bytes = data as Buffer;
    flow.arrived(bytes.length);
    const message = readChannelMessage(bytes);
    if (message === undefined) return refuse();
    if ('frame' in message) onFrame(message.channel, message.frame);
    else if (message.type === 'open') open(message.channel, message.room);
    else if (message.type === 'close') leave(message.channel);
    else refuse();
  }

  /** A device whose channel has ended without its knowing is told so, and opens it again. */
  function onFrame(channel: number, frame: Uint8Array): void {
    const seat = seats.get(channel);
    if (seat === undefined) send(encodeControl({ type: 'close', channel, ...notOpen }));
    else seat.receive(frame);
  }

  function beat(): void {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
    send(heartbeat);
  }

  function onClose(): void {
    closed = true;
    clearInterval(heart);
    clearInterval(looking);
    flow.end();
    for (const channel of seats.keys()) leave(channel);
    deps.ended();
  }

  const heart = setInterval(beat, limits.heartbeatMilliseconds);
  socket.on('message', onMessage);
  socket.on('pong', () => (answered = true));
  // `ws` closes after an error by itself, with 1009 for a frame that is too long.
  socket.on('error', () => countClose(closeCode.frameTooLong));
  socket.on('close', onClose);
  return line;
}
