import type * as Y from 'yjs';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { compartmentOf } from '#shared/domain/collections.ts';
import type { Result } from '#shared/lib/result.ts';
import type { SyncStatus } from '../api.ts';
import type { Book } from '../books/book.ts';
import type { Keyring } from '../books/cipher.ts';
import { createSocketClass } from './bridge-socket.ts';
import { createRelayClient, type RelayClient } from './relay-client.ts';
import { createRoomSync, type RoomSync } from './room-sync.ts';

export interface SyncDeps {
  bridge: Bridge;
  keyring: Keyring;
  /** The relay's sealed deliveries; not a book, because the relay writes it. */
  inbox: Y.Doc;
  onStatus(status: SyncStatus): void;
  /** After each sign-in: time to tell the relay what it must know. */
  onSignedIn(client: RelayClient): void;
}

/** Keeps all books in step with the relay, and knows how far the owner's work has got. */
export interface Sync {
  /** Connects to a relay, or to none. */
  connect(url: string | undefined): void;
  client(): RelayClient | undefined;
  add(book: Book): void;
  status(): SyncStatus;
  close(): void;
}

export function createSync(deps: SyncDeps): Sync {
  const { bridge, keyring, onStatus } = deps;
  const books: Book[] = [];
  const rooms: RoomSync[] = [];
  let relay: { url: string; client: RelayClient; socketClass: typeof WebSocket } | undefined;
  let trouble: string | undefined;
  let lastStoredAt: number | undefined;
  let signedInWith: string | undefined;

  const status = (): SyncStatus => {
    if (relay === undefined) return { connection: 'none', reach: 'device' };
    const online = rooms.length > 0 && rooms.every((room) => room.connection() === 'online');
    const stored = rooms.every((room) => room.stored());
    if (online && stored) lastStoredAt = Date.now();
    return {
      connection: online ? 'online' : trouble === undefined ? 'connecting' : 'offline',
      reach: stored ? 'stored' : online ? 'sent' : 'device',
      problem: online ? undefined : trouble,
      relayUrl: relay.url,
      lastStoredAt,
    };
  };
  const report = (): void => onStatus(status());

  const token = async (client: RelayClient): Promise<Result<string>> => {
    const result = await client.token();
    trouble = result.ok ? undefined : result.error.message;
    if (!result.ok) report();
    else if (signedInWith !== result.value) {
      signedInWith = result.value;
      deps.onSignedIn(client);
    }
    return result;
  };

  const follow = (doc: Y.Doc, room: string): void => {
    if (relay === undefined) return;
    const url = `${relay.url.replace(/^http/, 'ws').replace(/\/$/, '')}/v1/sync/${keyring.keybag.workspace}`;
    rooms.push(createRoomSync({ doc, room, url, socketClass: relay.socketClass, onChange: report }));
  };

  const disconnect = (): void => {
    for (const room of rooms.splice(0)) room.close();
    relay = undefined;
    signedInWith = undefined;
  };

  return {
    connect(url) {
      if (url === relay?.url) return;
      disconnect();
      if (url !== undefined) {
        const client = createRelayClient({
          bridge,
          crypto: keyring.crypto,
          keybag: keyring.keybag,
          url,
          sign: keyring.sign,
        });
        relay = {
          url,
          client,
          socketClass: createSocketClass({
            bridge,
            token: () => token(client),
            turnedAway: client.forgetToken,
          }),
        };
        follow(deps.inbox, keyring.keybag.inboxRoom);
        for (const book of books) follow(book.outer, book.room);
      }
      report();
    },
    client: () => relay?.client,
    add(book) {
      if (compartmentOf(book.name) === 'device') return;
      books.push(book);
      follow(book.outer, book.room);
    },
    status,
    close: disconnect,
  };
}
