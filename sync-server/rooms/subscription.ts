import type { Timers } from '#shared/lib/async.ts';
import type { RoomAccess } from '#shared/sync/membership.ts';
import { readStateVector } from '#shared/sync/outer-update.ts';
import { closeCode, deniedReason, encodeDenied } from '#shared/sync/protocol.ts';
import type { Limits } from '../limits.ts';
import type { Metrics } from '../metrics.ts';
import { partsIn, readUpdate, weightOf } from './coverage.ts';
import type { Flow } from './flow.ts';
import { awarenessFrame, readMessage } from './frames.ts';
import type { Reader, Room } from './room.ts';
import type { Writer } from './writer.ts';

export interface SubscriptionDeps {
  writer: Writer;
  limits: Limits;
  metrics: Metrics;
  timers: Timers;
  /** From 0 up to, not including, 1. */
  random: () => number;
  /** Tells other relays who is present here. */
  announce: (room: Room, payload: Uint8Array) => void;
}

/** What a subscription has of its socket. */
export interface Channel {
  flow: Flow;
  send(frame: Uint8Array): void;
  /** Whether more waits to be read than a whole room should be added to. */
  isCrowded(): boolean;
  /** Called when that is over. */
  whenClear(action: () => void): void;
  /** Ends the channel; the subscription has left its room already. */
  ended(code: number, reason: string): void;
}

/** A socket's place in one room. */
export interface Subscription {
  room: Room;
  receive(frame: Uint8Array): void;
  setAccess(access: RoomAccess): void;
  close(code: number, reason: string): void;
  /** Leaves the room: the channel or the whole socket has ended. */
  leave(): void;
}

/** How long a device whose work is not taken in has to wait, in milliseconds. Drawn, so that not all come at once. */
const putOffFor = { least: 1500, spread: 1500 };

const deniedFrame = encodeDenied(deniedReason.readOnly);

/** Two zeros, no items and no deletions: what a stock client answers when it has nothing new. */
function isEmpty(update: Uint8Array): boolean {
  return update.length === 2 && update[0] === 0 && update[1] === 0;
}

/** Joins a channel to its room and speaks y-websocket's protocol on it. */
export function subscribe(
  room: Room,
  channel: Channel,
  startAccess: RoomAccess,
  deps: SubscriptionDeps,
): Subscription {
  const { writer, limits, metrics } = deps;
  let access = startAccess;
  let left = false;
  let comeAgain: (() => void) | undefined;

  const reader: Reader = {
    send(frame) {
      if (!left) channel.send(frame);
    },
    close,
    settled: (bytes) => channel.flow.settled(bytes),
    putOff() {
      if (left) return;
      const wait = putOffFor.least + deps.random() * putOffFor.spread;
      comeAgain ??= deps.timers.after(wait, () => close(closeCode.tryAgainLater, 'Try again later.'));
    },
    postpones(known) {
      if (!channel.isCrowded()) return false;
      channel.whenClear(() => catchUp(known));
      return true;
    },
  };

  /** False when the workspace has had so much work done that it has to wait. */
  function mayWork(): boolean {
    const isInCredit = room.tenant.work.isInCredit();
    if (!isInCredit) reader.putOff();
    return isInCredit;
  }

  function close(code: number, reason: string): void {
    if (left) return;
    leave();
    channel.ended(code, reason);
  }

  function leave(): void {
    if (left) return;
    left = true;
    comeAgain?.();
    room.readers.delete(reader);
    tellOthers(room.awareness.leave(reader));
  }

  function refuse(): void {
    close(closeCode.badMessage, 'The message is malformed.');
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
    // It follows what was not taken in, and comes again with that.
    if (comeAgain !== undefined || !mayWork()) return;
    const read = readUpdate(update, limits.updateParts);
    const weight = typeof read === 'string' ? weightOf(update.length, limits.updateParts) : read.weight;
    room.tenant.work.take(partsIn(weight));
    channel.flow.weighs(weight - update.length);
    if (read === 'malformed') return refuse();
    if (read === 'too-many') return close(closeCode.full, 'The update has too many parts.');
    channel.flow.waits(update.length);
    writer.receive(room, { writer: reader, update, ...read });
  }

  function onHello(stateVector: Uint8Array): void {
    let known: Map<number, number>;
    try {
      known = readStateVector(stateVector, limits.clientsKnown);
    } catch {
      return refuse();
    }
    room.tenant.work.take(known.size);
    if (mayWork()) catchUp(known);
  }

  function catchUp(known: Map<number, number>): void {
    if (!left) writer.catchUp(room, { reader, known });
  }

  function onAwareness(payload: Uint8Array): void {
    if (payload.length > limits.awarenessBytes) return refuse();
    const received = room.awareness.receive(payload, reader);
    if (received === 'malformed') return refuse();
    tellOthers(received.news);
  }

  room.readers.add(reader);
  tellPresent();
  return {
    room,
    receive(frame) {
      const message = readMessage(frame);
      if (message === undefined) return refuse();
      if (message.type === 'update') onUpdate(message.update);
      else if (message.type === 'hello') onHello(message.stateVector);
      else if (message.type === 'awareness') onAwareness(message.payload);
      else tellPresent();
    },
    setAccess: (changed) => (access = changed),
    close,
    leave,
  };
}
