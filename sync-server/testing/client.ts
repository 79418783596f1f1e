import { once } from 'node:events';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { messageType, offerProtocols, readPersisted } from '#shared/sync/protocol.ts';

/** The stock y-websocket client in Node, with our acknowledgements read. */
export interface TestClient {
  doc: Y.Doc;
  provider: WebsocketProvider;
  /** For each client id: up to which clock the relay says it is on disk. */
  stored: Map<number, number>;
  /** Resolves when the relay has acknowledged all that this document holds. */
  allStored(): Promise<void>;
  /** Resolves when this becomes true. */
  until(condition: () => boolean): Promise<void>;
}

export interface ClientAddress {
  url: string;
  workspace: string;
  room: string;
  token: string;
}

const patience = 15_000;
const pollMilliseconds = 5;

export async function waitUntil(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + patience; !condition();) {
    if (Date.now() > end) throw new Error('It did not happen.');
    await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
  }
}

export function socketUrl({ url, workspace, room }: ClientAddress): string {
  return `${url.replace('http', 'ws')}/v1/sync/${workspace}/${room}`;
}

export function connectClient(address: ClientAddress, doc = new Y.Doc()): TestClient {
  const server = `${address.url.replace('http', 'ws')}/v1/sync/${address.workspace}`;
  const provider = new WebsocketProvider(server, address.room, doc, {
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    protocols: offerProtocols(address.token),
    disableBc: true,
  });
  const stored = new Map<number, number>();
  const learn = (clocks: Map<number, number>) => {
    for (const [client, clock] of clocks) stored.set(client, Math.max(clock, stored.get(client) ?? 0));
  };
  provider.messageHandlers[messageType.persisted] = (_encoder, decoder) =>
    learn(Y.decodeStateVector(readPersisted(decoder)));
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === provider) learn(Y.parseUpdateMeta(update).to);
  });
  const isAllStored = () =>
    [...Y.decodeStateVector(Y.encodeStateVector(doc))].every(
      ([client, clock]) => (stored.get(client) ?? 0) >= clock,
    );
  return {
    doc,
    provider,
    stored,
    allStored: () => waitUntil(() => provider.synced && isAllStored()),
    until: waitUntil,
  };
}

/** A bare socket, for what a stock client would not do. */
export async function openSocket(address: ClientAddress): Promise<WebSocket> {
  const socket = new WebSocket(socketUrl(address), offerProtocols(address.token));
  socket.binaryType = 'nodebuffer';
  await once(socket, 'open');
  return socket;
}

/** The code that the relay closes this socket with. */
export async function closeCodeOf(socket: WebSocket): Promise<number> {
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}
