import type { Timers } from '#shared/lib/async.ts';
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
import type { Wire } from './wire.ts';

interface Deps extends SubscriptionDeps {
  now: () => number;
  timers: Timers;
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
  start: string;
  epoch: number;
  /** Whether somebody is at the other end: after a crash a socket may stay open for a while. */
  isThere(): Promise<boolean>;
  /** Takes in what the device has sent. */
  receive(message: Uint8Array): void;
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
  wire: Required<Wire>,
  caller: Pick<Caller, 'device' | 'start' | 'epoch' | 'access'>,
  deps: Deps,
): Connection {
  const { limits, metrics, timers } = deps;
  const flow = createFlow(wire, deps);
  const subscriptions = new Map<number, Subscription>();
  let opens = caller.access;
  let answered = true;
  let closed = false;
  /** Who asks whether the device is still there. */
  const probes = new Set<(isHere: boolean) => void>();
  let postponed: (() => void)[] = [];
  let stopDraining: (() => void) | undefined;
  let stopBeating: () => void;

  const connection: Connection = {
    device: caller.device,
    start: caller.start,
    epoch: caller.epoch,
    isThere,
    receive,
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
      wire.close(code, reason);
      wire.resume();
      timers.after(closingMilliseconds, () => wire.terminate());
    },
  };

  function countClose(code: number): void {
    metrics.closed.inc({ code: String(code) });
  }

  function send(message: Uint8Array): void {
    if (closed) return;
    wire.send(message);
    if (wire.unreadBytes() <= limits.unreadBytes) return;
    // Its own close would wait behind what it does not read.
    closed = true;
    countClose(closeCode.tryAgainLater);
    wire.terminate();
  }

  const isCrowded = () => wire.unreadBytes() > limits.crowdedBytes;

  function whenClear(action: () => void): void {
    postponed.push(action);
    stopDraining ??= timers.after(drainMilliseconds, drain);
  }

  function drain(): void {
    stopDraining = isCrowded() ? timers.after(drainMilliseconds, drain) : undefined;
    if (stopDraining !== undefined) return;
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

  function receive(bytes: Uint8Array): void {
    answered = true;
    if (closed) return;
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

  function isThere(): Promise<boolean> {
    const asked = Promise.withResolvers<boolean>();
    if (closed) return Promise.resolve(false);
    const answer = (isHere: boolean): void => {
      giveUp();
      probes.delete(answer);
      asked.resolve(isHere);
    };
    const giveUp = timers.after(limits.probeMilliseconds, () => answer(false));
    probes.add(answer);
    wire.ping(() => answer(true));
    return asked.promise;
  }

  function beat(): void {
    if (!answered) return wire.terminate();
    answered = false;
    wire.ping(() => (answered = true));
    send(heartbeat);
    stopBeating = timers.after(limits.heartbeatMilliseconds, beat);
  }

  function onClose(): void {
    closed = true;
    stopBeating();
    stopDraining?.();
    for (const answer of probes) answer(false);
    flow.end();
    for (const channel of subscriptions.keys()) leave(channel);
    deps.ended();
  }

  stopBeating = timers.after(limits.heartbeatMilliseconds, beat);
  wire.onClose(onClose);
  return connection;
}
