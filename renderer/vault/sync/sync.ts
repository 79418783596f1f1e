import type * as Y from 'yjs';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { compartmentOf } from '#shared/domain/collections.ts';
import type { Timers } from '#shared/lib/async.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { createSharedSocket, type SharedSocket } from '#shared/sync/shared-socket.ts';
import type { SyncStatus } from './api.ts';
import type { Book } from '../books/book.ts';
import type { Keyring } from '../books/keyring.ts';
import { bookRefused, inWords, signInRefused } from './refusals.ts';
import type { RelayClient } from './relay-client.ts';
import { dialRelay } from './relay-wire.ts';
import type { RelayMemory } from './relay-memory.ts';
import { createRoomSync, type RoomSync, type RoomSyncDeps } from './room-sync.ts';

export interface SyncDeps {
  bridge: Bridge;
  keyring: Keyring;
  /** The relay's sealed deliveries; not a book, because the relay writes it. */
  inbox: Y.Doc;
  onStatus(status: SyncStatus): void;
  /** A book's room is followed from now on. */
  onRoom(room: RoomSync): void;
  /** After each sign-in: time to tell the relay what it must know. */
  onSignedIn(client: RelayClient): void;
  /** The HTTP side of the relay at an address. */
  relayClient(url: string): RelayClient;
  memory: Pick<RelayMemory, 'greeted' | 'stored'>;
  timers: Timers;
  /** From 0 to 1. */
  random(): number;
  /** Epoch milliseconds. */
  now(): number;
}

/** Keeps all books in step with the relay, and knows how far the owner's work has got. */
export interface Sync {
  /** Connects to a relay, or to none. */
  connect(url: string | undefined): void;
  /** Connects anew, such as after the team has changed. */
  reconnect(): void;
  /** Keeps away from the relay for reasons, until there is none: what waits there stays there, and what is here, here. */
  pause(because: 'storage' | 'team', reason: Problem | undefined): void;
  /** Connects now, whatever pause there was. */
  networkIsBack(): void;
  client(): RelayClient | undefined;
  add(book: Book): void;
  /** Brings a document in step with its room, once, and leaves the room. Without a relay, or in vain, it ends too. */
  exchange(doc: Y.Doc, room: string): Promise<void>;
  status(): SyncStatus;
  /** The rooms that are followed now. */
  rooms(): RoomSync[];
  /** Up to which clock of this client the relay has everything of the room on disk; `undefined` without a relay. */
  storedUpTo(room: string, client: number): number | undefined;
  close(): void;
}

/** How long an exchange may last before it is given up, until the next one. */
const exchangeMilliseconds = 30_000;

interface Relay {
  url: string;
  client: RelayClient;
}

type Content = Pick<RoomSyncDeps, 'doc' | 'room' | 'whenStored' | 'mayWrite'>;

/** Of what comes from the disk, or belongs there only in part. */
const atOnce = (action: () => void): void => action();
const always = (): boolean => true;

export function createSync(deps: SyncDeps): Sync {
  const { bridge, keyring } = deps;
  const books: Book[] = [];
  const rooms: RoomSync[] = [];
  /** The exchanges under way, and how to end each. */
  const exchanges = new Map<RoomSync, () => void>();
  let relay: Relay | undefined;
  let socket: SharedSocket | undefined;
  let trouble: Problem | undefined;
  const reasons = new Map<string, Problem>();
  let paused: Problem | undefined;
  let lastStoredAt: number | undefined;
  let signedInWith: string | undefined;

  function status(): SyncStatus {
    if (relay === undefined) return { connection: 'none', reach: 'device' };
    const refused = rooms.map((room) => room.refused()).find((code) => code !== undefined);
    const online =
      socket?.isOpen() === true &&
      rooms.every((room) => room.isOnline() || room.refused() !== undefined) &&
      rooms.some((room) => room.isOnline());
    const stored = paused === undefined && rooms.every((room) => room.stored());
    const problem = paused ?? trouble ?? (refused === undefined ? undefined : bookRefused(refused));
    return {
      connection: online ? 'online' : problem === undefined ? 'connecting' : 'offline',
      reach: stored ? 'stored' : online && refused === undefined ? 'sent' : 'device',
      problem: problem && inWords(problem),
      problemCode: problem?.code,
      relayUrl: relay.url,
      lastStoredAt,
    };
  }

  function report(): void {
    const now = status();
    if (now.connection === 'online' && now.reach === 'stored') lastStoredAt = deps.now();
    deps.onStatus({ ...now, lastStoredAt });
  }

  async function token(client: RelayClient): Promise<Result<string>> {
    const result = await client.token();
    trouble = result.ok ? undefined : signInRefused(result.error);
    if (!result.ok) report();
    else if (signedInWith !== result.value) {
      signedInWith = result.value;
      deps.onSignedIn(client);
    }
    return result;
  }

  const contentOf = (book: Book): Content => ({
    doc: book.outer,
    room: book.room,
    whenStored: (action) => book.whenStored(action),
    mayWrite: () => keyring.canWrite(book.name),
  });

  function enter(to: Relay, content: Content, onChange: () => void): RoomSync {
    socket ??= openSocket(to);
    const { socketClass } = socket;
    return createRoomSync({ ...content, socketClass, random: deps.random, onChange, memory: deps.memory });
  }

  function follow(content: Content): void {
    if (relay === undefined || paused !== undefined) return;
    const followed = enter(relay, content, report);
    rooms.push(followed);
    deps.onRoom(followed);
  }

  function followAll(): void {
    if (keyring.keybag.inbox !== undefined)
      follow({ doc: deps.inbox, room: keyring.keybag.inboxRoom, whenStored: atOnce, mayWrite: always });
    for (const book of books) if (keyring.canOpen(book.name)) follow(contentOf(book));
  }

  function leaveRooms(): void {
    for (const room of rooms.splice(0)) room.close();
    for (const end of exchanges.values()) end();
    socket?.close();
    socket = undefined;
    signedInWith = undefined;
  }

  /** One socket for all rooms. */
  function openSocket({ url, client }: Relay): SharedSocket {
    const address = `${url.replace(/^http/, 'ws').replace(/\/$/, '')}/v1/sync/${keyring.keybag.workspace}`;
    // Each connection signs in anew: a relay that was set back meanwhile is found out, and taught the team again.
    const signIn = (): Promise<Result<string>> => {
      client.forgetToken();
      return token(client);
    };
    const wire = { bridge, url: address, token: signIn, turnedAway: client.forgetToken };
    return createSharedSocket({
      dial: (listener) => dialRelay(wire, listener),
      random: deps.random,
      now: deps.timers.elapsed,
      later: (action, milliseconds) => deps.timers.after(milliseconds, action),
      onChange: report,
    });
  }

  function exchange(doc: Y.Doc, room: string): Promise<void> {
    if (relay === undefined || paused !== undefined) return Promise.resolve();
    const done = Promise.withResolvers<void>();
    const end = (): void => {
      callOff();
      exchanges.delete(guest);
      guest.close();
      done.resolve();
    };
    const guest = enter(relay, { doc, room, whenStored: atOnce, mayWrite: always }, () => {
      if ((guest.synced() && guest.stored()) || guest.refused() !== undefined) end();
    });
    const callOff = deps.timers.after(exchangeMilliseconds, end);
    exchanges.set(guest, end);
    return done.promise;
  }

  return {
    connect(url) {
      if (url === relay?.url) return;
      leaveRooms();
      relay = url === undefined ? undefined : { url, client: deps.relayClient(url) };
      trouble = undefined;
      followAll();
      report();
    },
    reconnect() {
      leaveRooms();
      relay?.client.forgetToken();
      followAll();
      report();
    },
    pause(because, why) {
      if (why === undefined) reasons.delete(because);
      else reasons.set(because, why);
      const [reason] = reasons.values();
      const isSame = reason?.code === paused?.code;
      paused = reason;
      if (isSame) return;
      leaveRooms();
      if (reason === undefined) followAll();
      report();
    },
    networkIsBack: () => socket?.retryNow(),
    client: () => relay?.client,
    add(book) {
      if (compartmentOf(book.name) === 'device') return;
      books.push(book);
      follow(contentOf(book));
    },
    exchange,
    status,
    rooms: () => rooms,
    storedUpTo: (name, client) => relay && (rooms.find(({ room }) => room === name)?.storedUpTo(client) ?? 0),
    close() {
      leaveRooms();
      relay = undefined;
    },
  };
}
