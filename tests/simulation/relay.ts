import { EventEmitter } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { ignore } from '#shared/lib/ignore.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import type { Membership } from '#shared/sync/membership.ts';
import { subprotocol, tokenOffered } from '#shared/sync/protocol.ts';
import { createAdmission } from '#sync-server/auth/admission.ts';
import { createAuthenticate } from '#sync-server/auth/authenticate.ts';
import { createCredentials } from '#sync-server/auth/credentials.ts';
import { type DeriveKey, makeIdentity, readIdentity, type RelayIdentity } from '#sync-server/auth/keys.ts';
import { createMarks } from '#sync-server/auth/marks.ts';
import { createMemberships } from '#sync-server/auth/memberships.ts';
import { authRoutes } from '#sync-server/auth/routes.ts';
import { claimRoutes } from '#sync-server/claims/routes.ts';
import { elsewhere } from '#sync-server/disk-space.ts';
import { createHookSettings } from '#sync-server/hooks/settings.ts';
import { hookRoutes } from '#sync-server/hooks/routes.ts';
import { aboutRoutes } from '#sync-server/http/about.ts';
import { defaultLimits, type Limits } from '#sync-server/limits.ts';
import { mailboxRoutes } from '#sync-server/mailboxes/routes.ts';
import { createMetrics } from '#sync-server/metrics.ts';
import { createAppender } from '#sync-server/rooms/appender.ts';
import { authorizationOf, authorizationUnder } from '#sync-server/rooms/authorization.ts';
import { readAddress } from '#sync-server/rooms/authorize.ts';
import { createCatchUp } from '#sync-server/rooms/catch-up.ts';
import { type Connection, createConnection } from '#sync-server/rooms/connection.ts';
import { createRegistry } from '#sync-server/rooms/registry.ts';
import { createWriter } from '#sync-server/rooms/writer.ts';
import { overDatabase } from '#sync-server/storage/node-sqlite.ts';
import { makeTables, sqliteStorage } from '#sync-server/storage/sqlite.ts';
import { createRoutes, type RelayAnswer, type RelayRequest } from './relay-http.ts';
import type { Scheduler } from './scheduler.ts';

/** The device's end of a connection to the relay. */
export interface Peer {
  opened(protocol: string): void;
  received(frame: Uint8Array): void;
  closed(code: number, reason: string): void;
}
/** The relay's end, as the device's network reaches it. */
export interface Accepted {
  received(frame: Uint8Array): void;
  closed(code: number): void;
}

/** The relay's own code over a database in memory. Things are done to it; its address stays the same all the while. */
export interface SimulatedRelay {
  readonly url: string;
  /** Its identity. It survives everything, as devices trust no other one. */
  readonly id: string;
  readonly running: boolean;
  handle(request: RelayRequest): Promise<RelayAnswer>;
  accept(url: string, protocols: string[], peer: Peer): Accepted;
  start(): Promise<void>;
  /** As a power cut does. */
  kill(): void;
  /** For a killed one: all that devices have given it is gone. */
  wipe(): void;
  image(): RelayImage;
  /** Keeps a copy of what it has. */
  copy(): void;
  /** For a killed one: back to the copy; `false` where there is none. */
  rollBack(): boolean;
  /** Its tables, for a relay that is not what it should be. */
  readonly database: DatabaseSync;
}

/** A database with tables and nothing in them: made once, since it takes longer than many a run. */
let empty: Promise<Uint8Array> | undefined;
async function emptyDatabase(): Promise<Uint8Array> {
  const database = new DatabaseSync(':memory:');
  await makeTables(overDatabase(database));
  return database.serialize();
}

const log = pino({ level: 'silent' });
/** It counts for the process, as the library wants it. */
const metrics = createMetrics({ roomsInUse: () => 0 });
const gone = 1006;

/** What a relay keeps over everything, and what lies in its database. */
export interface RelayImage {
  identity: string;
  database: Uint8Array;
}

interface RelayDeps {
  scheduler: Scheduler;
  /** Epoch milliseconds. */
  now(): number;
  limits?: Partial<Limits> | undefined;
}

/** It runs when this resolves. */
export async function createSimulatedRelay(deps: RelayDeps & { image?: RelayImage }): Promise<SimulatedRelay> {
  const identityText = deps.image?.identity ?? (await makeIdentity());
  const identity = await readIdentity(identityText);
  const nothing = await (empty ??= emptyDatabase());
  let database = databaseOf(deps.image?.database ?? nothing);
  let copy: Uint8Array | undefined;
  let program: Program | undefined = await createProgram({ ...deps, database, identity });

  return {
    url: 'http://127.0.0.1:8787',
    id: identity.id,
    get running() {
      return program !== undefined;
    },
    get database() {
      return database;
    },
    handle: async (request) => program?.handle(request) ?? { status: 503, body: null },
    accept(url, protocols, peer) {
      if (program !== undefined) return program.accept(url, protocols, peer);
      peer.closed(gone, '');
      return { received: () => {}, closed: () => {} };
    },
    async start() {
      program ??= await createProgram({ ...deps, database, identity });
    },
    kill() {
      program?.end();
      program = undefined;
    },
    wipe() {
      database = databaseOf(nothing);
    },
    image: () => ({ identity: identityText, database: database.serialize() }),
    copy() {
      copy = database.serialize();
    },
    rollBack() {
      if (copy !== undefined) database = databaseOf(copy);
      return copy !== undefined;
    },
  };
}

function databaseOf(bytes: Uint8Array): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  database.deserialize(bytes);
  database.exec('pragma foreign_keys = on');
  return database;
}

type Program = Awaited<ReturnType<typeof createProgram>>;

/** One process of the relay, from its start to its end. */
async function createProgram(deps: RelayDeps & { database: DatabaseSync; identity: RelayIdentity }) {
  const { now, identity, scheduler } = deps;
  const limits = { ...defaultLimits, ...deps.limits };
  const crypto = webCrypto(globalThis.crypto);
  const storage = sqliteStorage(overDatabase(deps.database));
  const registry = createRegistry();
  const space = elsewhere;
  const connections = new Set<Connection>();
  const sockets = new Set<RelaySocket>();
  const memberships = createMemberships({
    storage,
    crypto,
    admission: createAdmission({ policy: 'open', tokens: [], storage, space }),
    changed: membershipChanged,
  });
  const marks = createMarks(storage);
  const credentials = createCredentials({ identity, memberships, marks, deriveKey, crypto, now });
  const authenticate = createAuthenticate(credentials);
  const writer = createWriter({
    storage,
    registry,
    appender: createAppender({ newClientId: () => crypto.getRandomValues(new Uint32Array(1))[0]! }),
    catchUp: createCatchUp({ storage, space, limits, metrics }),
    space,
    limits,
    metrics,
    log,
    // What a killed process had not written it writes no more.
    pause: () => scheduler.sleep(1).then(() => (isOver ? new Promise<void>(() => {}) : undefined)),
  });
  const settings = createHookSettings({ storage, deriveKey });
  const { app, handle } = createRoutes();
  let isOver = false;
  aboutRoutes(app, { relayId: identity.id, space, metrics });
  authRoutes(app, { memberships, credentials, authenticate, metrics });
  mailboxRoutes(app, { storage, authenticate, space, limits, now });
  claimRoutes(app, { storage, authenticate, limits, now });
  await hookRoutes(app, { settings, authenticate, registry, writer, space, limits, metrics, crypto, now });

  function membershipChanged(record: Membership): void {
    for (const connection of connections) {
      const opens = authorizationUnder(record, connection);
      if (opens.ok) connection.setAccess(opens.value);
      else connection.close(opens.error.code, opens.error.reason);
    }
  }

  async function admit(socket: RelaySocket, url: string, protocols: string[]): Promise<void> {
    const workspace = readAddress(new URL(url).pathname);
    if (workspace === undefined) return socket.terminate();
    const judge = async () => authorizationOf(await credentials.check(tokenOffered(protocols), workspace));
    const caller = await judge();
    socket.opened();
    if (!caller.ok) return socket.close(caller.error.code, caller.error.reason);
    const connection = createConnection(socket as never, caller.value, {
      writer,
      limits,
      metrics,
      now,
      announce: () => {},
      enter: (name) => registry.room(workspace, name),
      left: registry.releaseIfIdle,
      ended: () => connections.delete(connection),
    });
    connections.add(connection);
    const again = await judge();
    if (again.ok) connection.setAccess(again.value.access);
    else connection.close(again.error.code, again.error.reason);
  }

  return {
    handle,
    accept(url: string, protocols: string[], peer: Peer): Accepted {
      const socket = new RelaySocket(peer);
      sockets.add(socket);
      ignore(admit(socket, url, protocols));
      return {
        received: (frame) => socket.emit('message', Buffer.from(frame)),
        closed: (code) => socket.ended(code),
      };
    },
    end(): void {
      isOver = true;
      for (const socket of sockets) socket.terminate();
    },
  };
}

/** Of the relay's secret, for each purpose: what it seals outlives its process. */
const deriveKey: DeriveKey = (purpose) => new Uint8Array(Buffer.alloc(32, purpose));

/** A socket of `ws`, as far as the relay uses one. What it sends arrives when the network brings it. */
class RelaySocket extends EventEmitter {
  readonly bufferedAmount = 0;
  #isOver = false;
  readonly #peer: Peer;
  constructor(peer: Peer) {
    super();
    this.#peer = peer;
  }
  opened(): void {
    if (!this.#isOver) this.#peer.opened(subprotocol);
  }
  send(frame: Uint8Array): void {
    if (!this.#isOver) this.#peer.received(Uint8Array.from(frame));
  }
  ping(): void {
    this.emit('pong');
  }
  pause(): void {}
  resume(): void {}
  close(code: number, reason: string): void {
    if (!this.#isOver) this.#peer.closed(code, reason);
    this.ended(code);
  }
  terminate(): void {
    this.close(gone, '');
  }
  /** Neither end hears anything of the other any more. */
  ended(code: number): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.emit('close', code, '');
  }
}
