import type * as Y from 'yjs';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { compartmentOf } from '#shared/domain/collections.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import type { SyncStatus } from '../api.ts';
import type { Book } from '../books/book.ts';
import type { Keyring } from '../books/keyring.ts';
import { createSocketClass } from './bridge-socket.ts';
import type { RelayClient } from './relay-client.ts';
import { createRoomSync, type RoomSync } from './room-sync.ts';

export interface SyncDeps {
  bridge: Bridge;
  keyring: Keyring;
  /** The relay's sealed deliveries; not a book, because the relay writes it. */
  inbox: Y.Doc;
  onStatus(status: SyncStatus): void;
  /** After each sign-in: time to tell the relay what it must know. */
  onSignedIn(client: RelayClient): void;
  /** The HTTP side of the relay at an address. */
  relayClient(url: string): RelayClient;
}

/** Keeps all books in step with the relay, and knows how far the owner's work has got. */
export interface Sync {
  /** Connects to a relay, or to none. */
  connect(url: string | undefined): void;
  /** Connects anew, such as after the team has changed. */
  reconnect(): void;
  client(): RelayClient | undefined;
  add(book: Book): void;
  status(): SyncStatus;
  close(): void;
}

interface Relay {
  url: string;
  client: RelayClient;
  socketClass: typeof WebSocket;
}

export function createSync(deps: SyncDeps): Sync {
  const { bridge, keyring } = deps;
  const books: Book[] = [];
  const rooms: RoomSync[] = [];
  let relay: Relay | undefined;
  let trouble: Problem | undefined;
  let lastStoredAt: number | undefined;
  let signedInWith: string | undefined;

  function status(): SyncStatus {
    if (relay === undefined) return { connection: 'none', reach: 'device' };
    const online = rooms.length > 0 && rooms.every((room) => room.connection() === 'online');
    const stored = rooms.every((room) => room.stored());
    return {
      connection: online ? 'online' : trouble === undefined ? 'connecting' : 'offline',
      reach: stored ? 'stored' : online ? 'sent' : 'device',
      problem: online ? undefined : trouble?.message,
      problemCode: online ? undefined : trouble?.code,
      relayUrl: relay.url,
      lastStoredAt,
    };
  }

  function report(): void {
    const now = status();
    if (now.connection === 'online' && now.reach === 'stored') lastStoredAt = Date.now();
    deps.onStatus({ ...now, lastStoredAt });
  }

  async function token(client: RelayClient): Promise<Result<string>> {
    const result = await client.token();
    trouble = result.ok ? undefined : result.error;
    if (!result.ok) report();
    else if (signedInWith !== result.value) {
      signedInWith = result.value;
      deps.onSignedIn(client);
    }
    return result;
  }

  function follow(doc: Y.Doc, room: string): void {
    if (relay === undefined) return;
    const url = `${relay.url.replace(/^http/, 'ws').replace(/\/$/, '')}/v1/sync/${keyring.keybag.workspace}`;
    rooms.push(createRoomSync({ doc, room, url, socketClass: relay.socketClass, onChange: report }));
  }

  function followAll(): void {
    if (keyring.keybag.inbox !== undefined) follow(deps.inbox, keyring.keybag.inboxRoom);
    for (const book of books) if (keyring.canOpen(book.name)) follow(book.outer, book.room);
  }

  function leaveRooms(): void {
    for (const room of rooms.splice(0)) room.close();
    signedInWith = undefined;
  }

  function relayAt(url: string): Relay {
    const client = deps.relayClient(url);
    const socketClass = createSocketClass({
      bridge,
      token: () => token(client),
      turnedAway: client.forgetToken,
    });
    return { url, client, socketClass };
  }

  return {
    connect(url) {
      if (url === relay?.url) return;
      leaveRooms();
      relay = url === undefined ? undefined : relayAt(url);
      followAll();
      report();
    },
    reconnect() {
      leaveRooms();
      relay?.client.forgetToken();
      followAll();
      report();
    },
    client: () => relay?.client,
    add(book) {
      if (compartmentOf(book.name) === 'device') return;
      books.push(book);
      follow(book.outer, book.room);
    },
    status,
    close() {
      leaveRooms();
      relay = undefined;
    },
  };
}
