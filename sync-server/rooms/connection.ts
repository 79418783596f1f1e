import type { RawData, WebSocket } from 'ws';
import type { RoomAccess } from '#shared/sync/membership.ts';
import { encodeControl, onChannel, readChannelMessage } from '#shared/sync/channels.ts';
import { closeCode, roomIdPattern } from '#shared/sync/protocol.ts';
import type { Caller } from '../auth/credentials.ts';
import { createFlow } from './flow.ts';
import type { Room } from './room.ts';
import type { Subscription, SubscriptionDeps } from './subscription.ts';
import { subscribe } from './subscription.ts';
import type { Rejection } from './authorization.ts';
import { noAccess, tooManyRooms } from './authorization.ts';

interface Deps extends SubscriptionDeps {
  now: () => number;
  /** The room of this name in the device's workspace. */
  enter: (name: string) => Room;
  /** Called when a subscription has left its room. */
  left: (room: Room) => void;
  /** Called once, when the socket has ended. */
  ended: () => void;
}

/** What the membership opens to a device: its access by room. */
export type Opens = (room: string) => RoomAccess | undefined;

/** One device's socket, with all its rooms on channels. */
export interface Connection {
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
/** How often a crowded socket is asked whether it has drained. */
const drainMilliseconds = 20;

export function createConnection(
  socket: WebSocket,
  caller: Pick<Caller, 'device' | 'epoch' | 'access'>,
  deps: Deps,
): Connection {
  const { limits, metrics } = deps;
  const flow = createFlow(socket, limits, deps.now);
  const subscriptions = new Map<number, Subscription>();
  let opens = caller.access;
  let answered = true;
  let closed = false;
  let postponed: (() => void)[] = [];
  let draining: NodeJS.Timeout | undefined;

  const connection: Connection = {
    device: caller.device,
    epoch: caller.epoch,
    setAccess(changed) {
      opens = changed;
      for (const subscription of subscriptions.values()) {
        const access = opens(subscription.room.name);
        if (access === undefined) subscription.close(noAccess.code, noAccess.reason);
        else subscription.setAccess(access);
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
    draining ??= setInterval(drain, drainMilliseconds);
  }

  function drain(): void {
    if (isCrowded()) return;
    clearInterval(draining);
    draining = undefined;
    const actions = postponed;
    postponed = [];
    for (const action of actions) action();
  }

  /** Ends a channel that the device wanted or has. */
  function endChannel(channel: number, { code, reason }: Rejection): void {
    countClose(code);
    send(encodeControl({ type: 'close', channel, code, reason }));
  }

  function open(channel: number, name: string): void {
    if (!roomIdPattern.test(name)) return refuse();
    leave(channel);
    if (subscriptions.size >= limits.roomsPerWorkspace) return endChannel(channel, tooManyRooms);
    const access = opens(name);
    if (access === undefined) return endChannel(channel, noAccess);
    const room = deps.enter(name);
    const subscription = subscribe(
      room,
      {
        flow,
        send: (frame) => send(onChannel(channel, frame)),
        isCrowded,
        whenClear,
        ended(code, reason) {
          subscriptions.delete(channel);
          endChannel(channel, { code, reason });
          vacate(room);
        },
      },
      access,
      deps,
    );
    subscriptions.set(channel, subscription);
    metrics.subscriptions.inc();
  }

  function vacate(room: Room): void {
    metrics.subscriptions.dec();
    deps.left(room);
  }

  function leave(channel: number): void {
    const subscription = subscriptions.get(channel);
    if (subscription === undefined) return;
    subscriptions.delete(channel);
    subscription.leave();
    vacate(subscription.room);
  }

  function refuse(): void {
    connection.close(closeCode.badMessage, 'The message is malformed.');
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
    const subscription = subscriptions.get(channel);
    if (subscription === undefined) send(encodeControl({ type: 'close', channel, ...notOpen }));
    else subscription.receive(frame);
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
    clearInterval(draining);
    flow.end();
    for (const channel of subscriptions.keys()) leave(channel);
    deps.ended();
  }

  const heart = setInterval(beat, limits.heartbeatMilliseconds);
  socket.on('message', onMessage);
  socket.on('pong', () => (answered = true));
  // `ws` closes after an error by itself, with 1009 for a frame that is too long.
  socket.on('error', () => countClose(closeCode.frameTooLong));
  socket.on('close', onClose);
  return connection;
}
