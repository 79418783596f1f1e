import * as decoding from 'lib0/decoding';
import { messageYjsSyncStep1 } from 'y-protocols/sync';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { messageType, readPersisted } from '#shared/sync/protocol.ts';
import { signInAgain } from './bridge-socket.ts';

export type Connection = 'connecting' | 'online' | 'offline';

/** The sync of one outer document with its room, by the stock y-websocket client. */
export interface RoomSync {
  connection(): Connection;
  /** Whether the relay has confirmed that all of the document is on its disk. */
  stored(): boolean;
  /** Whether the first exchange after connecting is complete. */
  synced(): boolean;
  close(): void;
}

export interface RoomSyncDeps {
  doc: Y.Doc;
  room: string;
  /** `wss://relay/v1/sync/{workspace}` */
  url: string;
  socketClass: typeof WebSocket;
  onChange(): void;
}

export function createRoomSync({ doc, room, url, socketClass, onChange }: RoomSyncDeps): RoomSync {
  const provider = new WebsocketProvider(url, room, doc, {
    WebSocketPolyfill: socketClass,
    disableBc: true,
    maxBackoffTime: 10_000,
    // The next socket signs in anew, and tells a relay that forgot the workspace about it.
    shouldReconnect: ({ code }) => code < 4400 || code >= 4500 || signInAgain.has(code),
  });
  /** For each Yjs client, up to which clock the relay has everything on disk. */
  const stored = new Map<number, number>();

  const learn = (stateVector: Map<number, number>): void => {
    for (const [client, clock] of stateVector) stored.set(client, Math.max(clock, stored.get(client) ?? 0));
    onChange();
  };

  // What the relay asks from is all that it has: it may have lost what it had confirmed before.
  const handleSync = provider.messageHandlers[messageType.sync]!;
  provider.messageHandlers[messageType.sync] = (encoder, decoder, ...rest) => {
    const copy = decoding.clone(decoder);
    if (decoding.readVarUint(copy) === messageYjsSyncStep1) {
      stored.clear();
      learn(Y.decodeStateVector(decoding.readVarUint8Array(copy)));
    }
    handleSync(encoder, decoder, ...rest);
  };
  provider.messageHandlers[messageType.persisted] = (_encoder, decoder) =>
    learn(Y.decodeStateVector(readPersisted(decoder)));
  // The relay commits before it passes on: what comes from it is stored there.
  const onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === provider) learn(Y.parseUpdateMeta(update).to);
  };
  doc.on('update', onUpdate);
  provider.on('status', onChange);
  provider.on('sync', onChange);

  return {
    connection: () => (provider.wsconnected ? 'online' : provider.wsconnecting ? 'connecting' : 'offline'),
    synced: () => provider.synced,
    stored: () =>
      [...Y.decodeStateVector(Y.encodeStateVector(doc))].every(
        ([client, clock]) => (stored.get(client) ?? 0) >= clock,
      ),
    close() {
      doc.off('update', onUpdate);
      provider.destroy();
    },
  };
}
