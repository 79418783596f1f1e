import type { Bytes } from '../lib/bytes.ts';
import { ignore } from '../lib/ignore.ts';
import { encodeControl, onChannel, readChannelMessage } from './channels.ts';
import { closeCode, mostFrameBytes } from './protocol.ts';

/** The real socket's news. `closed` comes exactly once, and last. */
export interface WireListener {
  opened(): void;
  received(message: Uint8Array): void;
  closed(code: number, reason: string): void;
}

export interface Wire {
  send(message: Bytes): void;
  close(): void;
}

export interface SharedSocketDeps {
  /** Opens a real socket. Its news come later, never before this has returned. */
  dial(listener: WireListener): Wire;
  /** From 0 up to, not including, 1. */
  random(): number;
  /** Milliseconds that only grow. */
  now(): number;
  /** Runs the action once, after so many milliseconds, unless it is cancelled by the function that it gives. */
  later(action: () => void, milliseconds: number): () => void;
  /** The real socket has opened or closed. */
  onChange?(): void;
}

/** One real socket for all rooms, with a class of virtual ones for y-websocket. */
export interface SharedSocket {
  /** Its addresses end in the room's id; what is before does not matter. */
  readonly socketClass: new (address: string) => { send(frame: Uint8Array): void };
  isOpen(): boolean;
  /** The network is back: connects now, whatever pause there was. */
  retryNow(): void;
  close(): void;
}

/** Pauses between attempts are drawn from 0 up to this, doubled with each failure ("full jitter"). */
const firstPause = 500;
const longestPause = 15_000;
/** A connection that held so long was a good one: the pauses begin anew. */
const stableAfter = 10_000;
/** The relay sends a heartbeat every 15 seconds, and y-websocket gives a socket up after 30 of silence. */
const longestSilence = 25_000;
const lookEvery = 5_000;

const normal = 1000;
const connectionLost = 1006;
/** y-websocket takes these as final: no channel is opened again after one. */
const isFinal = (code: number): boolean => code >= 4400 && code < 4500;
const soon = (action: () => void): void => ignore(Promise.resolve().then(action));
/** An awareness message that says nothing: it keeps a stock client from taking its room for dead. */
const nothingNew = new Uint8Array([1, 1, 0]);

/**
 * Carries all rooms of a device over one socket, and owns when it connects again. A virtual socket waits until
 * the real one is open, and closes with it, or alone when the relay ends its channel. Connects only while some
 * room wants it.
 */
export function createSharedSocket(deps: SharedSocketDeps): SharedSocket {
  const waiting = new Set<RoomSocket>();
  let channels = new Map<number, RoomSocket>();
  /**
   * Each room keeps its numbers, so that a message that comes late is at least in its room. It has as many as were ever
   * open at once: a book may be followed while what it exchanged when it was closed is still under way.
   */
  const numbers = new Map<string, number[]>();
  let numbered = 0;
  let wire: Wire | undefined;
  let open = false;
  let ended = false;
  let failures = 0;
  let openedAt = 0;
  let heardAt = 0;
  let notBefore = 0;
  let cancelDial: (() => void) | undefined;
  let cancelLook: (() => void) | undefined;

  class RoomSocket {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    readonly CONNECTING = 0;
    readonly OPEN = 1;
    readonly CLOSING = 2;
    readonly CLOSED = 3;
    readyState: number = RoomSocket.CONNECTING;
    binaryType = 'arraybuffer';
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
    onerror: ((event: unknown) => void) | null = null;
    onclose: ((event: { code: number; reason: string }) => void) | null = null;
    readonly room: string;
    channel = 0;

    constructor(address: string) {
      this.room = address.slice(address.lastIndexOf('/') + 1);
      // The handlers are set after the constructor.
      soon(() => join(this));
    }

    send(frame: Uint8Array): void {
      if (this.readyState !== RoomSocket.OPEN) return;
      if (frame.length <= mostFrameBytes) return wire?.send(onChannel(this.channel, frame));
      this.close();
      this.ended(closeCode.full, 'The book is too large for one message.');
    }

    close(): void {
      if (this.readyState >= RoomSocket.CLOSING) return;
      const wasOpen = this.readyState === RoomSocket.OPEN;
      this.readyState = RoomSocket.CLOSING;
      waiting.delete(this);
      if (wasOpen) leave(this.channel);
      soon(() => this.ended(normal, ''));
    }

    opened(channel: number): void {
      this.channel = channel;
      this.readyState = RoomSocket.OPEN;
      this.onopen?.();
    }

    received(frame: Uint8Array): void {
      try {
        this.onmessage?.({ data: new Uint8Array(frame).buffer });
      } catch {
        // What this relay sends cannot be read: the room begins anew, and no other room hears of it.
        this.close();
        this.ended(closeCode.tryAgainLater, 'The relay sent what cannot be read.');
      }
    }

    ended(code: number, reason: string): void {
      if (this.readyState === RoomSocket.CLOSED) return;
      this.readyState = RoomSocket.CLOSED;
      this.onclose?.({ code, reason });
    }
  }

  function join(socket: RoomSocket): void {
    if (socket.readyState !== RoomSocket.CONNECTING) return;
    if (ended) return socket.ended(connectionLost, '');
    if (open) return openChannel(socket);
    waiting.add(socket);
    planDial();
  }

  function openChannel(socket: RoomSocket): void {
    const channel = freeNumber(socket.room);
    channels.set(channel, socket);
    wire?.send(encodeControl({ type: 'open', channel, room: socket.room }));
    socket.opened(channel);
  }

  function freeNumber(room: string): number {
    const own = numbers.get(room) ?? [];
    const free = own.find((number) => !channels.has(number));
    if (free !== undefined) return free;
    numbers.set(room, [...own, ++numbered]);
    return numbered;
  }

  function leave(channel: number): void {
    channels.delete(channel);
    wire?.send(encodeControl({ type: 'close', channel, code: normal, reason: '' }));
  }

  function planDial(): void {
    if (ended || wire !== undefined || waiting.size === 0) return;
    cancelDial ??= deps.later(dial, Math.max(0, notBefore - deps.now()));
  }

  function dial(): void {
    cancelDial = undefined;
    if (ended || wire !== undefined || waiting.size === 0) return;
    // The news of a socket that was given up are nobody's.
    const isMine = (): boolean => wire === mine;
    const mine = deps.dial({
      opened: () => isMine() && opened(),
      received: (message) => isMine() && received(message),
      closed: (code, reason) => isMine() && lost(code, reason),
    });
    wire = mine;
    heardAt = deps.now();
    cancelLook = deps.later(look, lookEvery);
  }

  function opened(): void {
    open = true;
    openedAt = heardAt = deps.now();
    const joining = [...waiting];
    waiting.clear();
    for (const socket of joining) openChannel(socket);
    deps.onChange?.();
  }

  function received(bytes: Uint8Array): void {
    heardAt = deps.now();
    const message = readChannelMessage(bytes);
    // A newer relay may say what this version does not know.
    if (message === undefined) return;
    if ('frame' in message) channels.get(message.channel)?.received(message.frame);
    else if (message.type === 'heartbeat')
      for (const socket of channels.values()) socket.received(nothingNew);
    else if (message.type === 'close') endChannel(message.channel, message.code, message.reason);
  }

  function endChannel(channel: number, code: number, reason: string): void {
    const socket = channels.get(channel);
    channels.delete(channel);
    socket?.ended(code, reason);
  }

  function lost(code: number, reason: string): void {
    const wasOpen = open;
    const now = deps.now();
    if (wasOpen && now - openedAt >= stableAfter) failures = 0;
    notBefore = now + deps.random() * Math.min(longestPause, firstPause * 2 ** failures);
    failures++;
    disconnect(code, reason);
    if (!wasOpen && isFinal(code)) endWaiting(code, reason);
    planDial();
    deps.onChange?.();
  }

  function disconnect(code: number, reason: string): void {
    wire = undefined;
    open = false;
    cancelLook?.();
    const sockets = [...channels.values()];
    channels = new Map();
    for (const socket of sockets) socket.ended(code, reason);
  }

  function endWaiting(code: number, reason: string): void {
    const sockets = [...waiting];
    waiting.clear();
    for (const socket of sockets) socket.ended(code, reason);
  }

  /** A connection can die without a word, or never come about, such as when a laptop sleeps or changes its network. */
  function look(): void {
    if (deps.now() - heardAt <= longestSilence) {
      cancelLook = deps.later(look, lookEvery);
      return;
    }
    giveUp();
  }

  function giveUp(): void {
    const dead = wire;
    lost(connectionLost, '');
    dead?.close();
  }

  return {
    socketClass: RoomSocket,
    isOpen: () => open,
    retryNow() {
      failures = 0;
      if (wire !== undefined && !open) giveUp();
      notBefore = 0;
      cancelDial?.();
      cancelDial = undefined;
      planDial();
    },
    close() {
      ended = true;
      cancelDial?.();
      const last = wire;
      disconnect(normal, '');
      endWaiting(normal, '');
      last?.close();
    },
  };
}
