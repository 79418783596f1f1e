import { once } from 'node:events';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { ChannelMessage } from '#shared/sync/channels.ts';
import { encodeControl, onChannel, readChannelMessage } from '#shared/sync/channels.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { messageType, offerProtocols, readPersisted } from '#shared/sync/protocol.ts';
import { reachOf } from '#shared/sync/outer-update.ts';
import type { SharedSocket, WireListener } from '#shared/sync/shared-socket.ts';
import { createSharedSocket } from '#shared/sync/shared-socket.ts';

/** The stock y-websocket client in Node, with our acknowledgements read. */
export interface TestClient {
  doc: Y.Doc;
  provider: WebsocketProvider;
  /** For each client id: up to which clock the relay says it is on disk. */
  stored: Map<number, number>;
  /** Whether the relay has acknowledged all that this document holds. */
  isAllStored(): boolean;
  /** Resolves when it has. */
  allStored(): Promise<void>;
  /** Resolves when this becomes true. */
  until(condition: () => boolean): Promise<void>;
  /** Leaves the relay for good. */
  close(): void;
}

export interface WorkspaceAddress {
  url: string;
  workspace: string;
  token: string;
}

export interface ClientAddress extends WorkspaceAddress {
  room: string;
}

export function socketUrl({ url, workspace }: WorkspaceAddress): string {
  return `${url.replace('http', 'ws')}/v1/sync/${workspace}`;
}

function dial(address: WorkspaceAddress, { opened, received, closed }: WireListener) {
  const socket = new WebSocket(socketUrl(address), offerProtocols(address.token));
  socket.on('open', opened);
  socket.on('message', (message: Buffer) => received(message));
  socket.on('error', () => undefined);
  socket.on('close', (code, reason) => closed(code, reason.toString()));
  return { send: (message: Uint8Array) => socket.send(message), close: () => socket.close() };
}

/** One device's socket, for as many rooms as wanted. */
export function connectDevice(address: WorkspaceAddress): SharedSocket {
  return createSharedSocket({
    dial: (listener) => dial(address, listener),
    random: Math.random,
    now: () => performance.now(),
    later(action, milliseconds) {
      const timer = setTimeout(action, milliseconds);
      return () => clearTimeout(timer);
    },
  });
}

/** A client of one room: on a socket of its own, unless one is given. */
export function connectClient(
  address: ClientAddress,
  doc = new Y.Doc(),
  device = connectDevice(address),
): TestClient {
  const provider = new WebsocketProvider(socketUrl(address), address.room, doc, {
    WebSocketPolyfill: device.socketClass as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  });
  const stored = new Map<number, number>();
  const learn = (clocks: Map<number, number>) => {
    for (const [client, clock] of clocks) stored.set(client, Math.max(clock, stored.get(client) ?? 0));
  };
  provider.messageHandlers[messageType.persisted] = (_encoder, decoder) =>
    learn(Y.decodeStateVector(readPersisted(decoder)));
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === provider) learn(new Map([...reachOf(update)].map(([client, { to }]) => [client, to])));
  });
  const isAllStored = () =>
    [...Y.decodeStateVector(Y.encodeStateVector(doc))].every(
      ([client, clock]) => (stored.get(client) ?? 0) >= clock,
    );
  return {
    doc,
    provider,
    stored,
    isAllStored,
    allStored: () => eventually(() => provider.synced && isAllStored(), 'all to be stored'),
    until: eventually,
    close() {
      provider.destroy();
      device.close();
    },
  };
}

/** A bare socket with one room on a channel, for what a stock client would not do. */
export interface BareSocket {
  socket: WebSocket;
  /** Sends a frame on the room's channel. */
  send(frame: Uint8Array): void;
  /** The frames that came on the room's channel. */
  frames: Uint8Array[];
  /** The code with which the relay closes the channel, or else the socket. */
  closed: Promise<number>;
}

const channel = 1;

export async function openSocket(address: ClientAddress): Promise<BareSocket> {
  const socket = new WebSocket(socketUrl(address), offerProtocols(address.token));
  socket.binaryType = 'nodebuffer';
  const frames: Uint8Array[] = [];
  const closed = Promise.withResolvers<number>();
  socket.on('message', (data: Buffer) => {
    const message: ChannelMessage | undefined = readChannelMessage(data);
    if (message === undefined) throw new Error('The relay sent what is no message.');
    if ('frame' in message) frames.push(message.frame);
    else if (message.type === 'close') closed.resolve(message.code);
  });
  socket.on('close', (code) => closed.resolve(code));
  await once(socket, 'open');
  socket.send(encodeControl({ type: 'open', channel, room: address.room }));
  return { socket, send: (frame) => socket.send(onChannel(channel, frame)), frames, closed: closed.promise };
}

/** The code that the relay closes a whole socket with. */
export async function closeCodeOf(socket: WebSocket): Promise<number> {
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}
