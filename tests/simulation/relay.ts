import { DatabaseSync } from 'node:sqlite';
import { ignore } from '#shared/lib/ignore.ts';
import { utf8 } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';
import { subprotocol } from '#shared/sync/protocol.ts';
import { keysFrom, makeIdentity, readIdentity, type RelayIdentity } from '#sync-server/auth/keys.ts';
import type { Limits } from '#sync-server/limits.ts';
import { createRelay } from '#sync-server/relay.ts';
import { overDatabase } from '#sync-server/storage/node-sqlite.ts';
import { makeTables, sqliteStorage } from '#sync-server/storage/sqlite.ts';
import { createSimulatedCrypto } from './crypto.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** One request, as a device's shell makes it. */
export interface RelayRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | undefined;
}
export interface RelayAnswer {
  status: number;
  body: unknown;
}

/** The device's end of a connection to the relay. */
export interface Peer {
  opened(protocol: string): void;
  received(frame: Uint8Array): void;
  closed(code: number, reason: string): void;
}
/** The relay's end, as the device's network reaches it. */
export interface Accepted {
  received(frame: Uint8Array): void;
  closed(): void;
}

/** What a relay keeps over everything, and what lies in its database. */
export interface RelayImage {
  identity: string;
  database: Uint8Array;
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
  /** For a killed one that is not honest: changes what it has. */
  changeDatabase(change: (database: DatabaseSync) => void): void;
  /** Keeps a copy of what it has. */
  copy(): void;
  /** For a killed one: back to the copy; `false` where there is none. */
  rollBack(): boolean;
}

interface RelayDeps {
  scheduler: Scheduler;
  /** Epoch milliseconds. */
  now(): number;
  random: Random;
  limits?: Partial<Limits> | undefined;
}

const gone = 1006;

/** A database with tables and nothing in them: made once, since it takes longer than many a run. */
let empty: Promise<Uint8Array> | undefined;
async function emptyDatabase(): Promise<Uint8Array> {
  const database = new DatabaseSync(':memory:');
  await makeTables(overDatabase(database));
  return database.serialize();
}

/** It runs when this resolves. */
export async function createSimulatedRelay(
  deps: RelayDeps & { image?: RelayImage; url?: string },
): Promise<SimulatedRelay> {
  const { image } = deps;
  const crypto = createSimulatedCrypto(deps.random.fork('relay'));
  const identityText = image?.identity ?? (await makeIdentity(crypto));
  const identity = await readIdentity(identityText, crypto);
  const nothing = await (empty ??= emptyDatabase());
  let database = databaseOf(image?.database ?? nothing);
  let copy: Uint8Array | undefined;
  const startProgram = () => createProgram({ ...deps, crypto, database, identity });
  let program: Program | undefined = await startProgram();

  return {
    url: deps.url ?? 'http://127.0.0.1:8787',
    id: identity.id,
    get running() {
      return program !== undefined;
    },
    handle: async (request) => program?.handle(request) ?? { status: 503, body: null },
    accept(url, protocols, peer) {
      if (program !== undefined) return program.accept(url, protocols, peer);
      peer.closed(gone, '');
      return { received: () => {}, closed: () => {} };
    },
    async start() {
      program ??= await startProgram();
    },
    kill() {
      program?.end();
      program = undefined;
    },
    wipe() {
      database = databaseOf(nothing);
    },
    image: () => ({ identity: identityText, database: database.serialize() }),
    changeDatabase: (change) => change(database),
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

/** Of the relay's secret, for each purpose: what it seals outlives its process. */
const deriveKey = keysFrom(new Uint8Array(32).fill(7));

type Program = Awaited<ReturnType<typeof createProgram>>;

/** One process of the relay, from its start to its end. */
async function createProgram(
  deps: RelayDeps & {
    crypto: ReturnType<typeof createSimulatedCrypto>;
    database: DatabaseSync;
    identity: RelayIdentity;
  },
) {
  const { scheduler } = deps;
  const cutAll = new Set<() => void>();
  let isOver = false;
  const relay = await createRelay({
    ...deps,
    storage: sqliteStorage(overDatabase(deps.database)),
    deriveKey,
    random: deps.random.fork('pauses').next,
    clock: {
      now: () => Math.floor(deps.now()),
      elapsed: scheduler.elapsed,
      // What a killed process had not done it does no more.
      after: (milliseconds, action) => scheduler.after(milliseconds, () => isOver || action()),
    },
  });

  function accept(url: string, protocols: string[], peer: Peer): Accepted {
    const early: Uint8Array[] = [];
    let hear: ((message: Uint8Array) => void) | undefined;
    let hangUp = (): void => {};
    let isClosed = false;

    function close(code: number, reason: string): void {
      if (isClosed) return;
      peer.closed(code, reason);
      ended();
    }
    function ended(): void {
      if (isClosed) return;
      isClosed = true;
      cutAll.delete(cut);
      hangUp();
    }
    const cut = (): void => close(gone, '');

    cutAll.add(cut);
    peer.opened(subprotocol);
    const accepted = relay.accept({
      path: new URL(url).pathname,
      address: undefined,
      protocols,
      send: (message) => void (isClosed || peer.received(Uint8Array.from(message))),
      close,
      onMessage(listener) {
        hear = listener;
        for (const message of early.splice(0)) listener(message);
      },
      onClose(listener) {
        const before = hangUp;
        hangUp = () => [before, listener].forEach((each) => each());
      },
    });
    ignore(accepted);
    return {
      received(frame) {
        const message = Uint8Array.from(frame);
        if (hear === undefined) early.push(message);
        else if (!isClosed) hear(message);
      },
      closed: ended,
    };
  }

  return {
    async handle({ body, ...request }: RelayRequest): Promise<RelayAnswer> {
      const answer = await relay.handle({ ...request, body: body === undefined ? undefined : utf8(body) });
      const text = typeof answer.body === 'string' ? answer.body : '';
      return { status: answer.status, body: parseJson(text) ?? null };
    },
    accept,
    end(): void {
      isOver = true;
      for (const cut of cutAll) cut();
    },
  };
}
