import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { collectDefaultMetrics } from 'prom-client';
import type { Timers } from '#shared/lib/async.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import type { WorkspacePolicy } from './auth/admission.ts';
import { hashOf } from './auth/admission.ts';
import type { RelayIdentity } from './auth/keys.ts';
import { loadIdentity, loadSecret, makeIdentity, readIdentity } from './auth/keys.ts';
import type { OperatorToken } from './auth/operator-token.ts';
import { keepOperatorToken, operatorTokenFile } from './auth/operator-token.ts';
import { createBackups } from './backups.ts';
import { createDiskPieces } from './blobs/disk-pieces.ts';
import type { S3Settings } from './blobs/s3-pieces.ts';
import { createS3Pieces } from './blobs/s3-pieces.ts';
import { elsewhere, watchDisk } from './disk-space.ts';
import { createAddressOf, createUpgradeLimit } from './http/addresses.ts';
import { createApp } from './http/app.ts';
import { codeOf } from './http/reply.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import { prefix } from './metrics.ts';
import { readPageAssets } from './profile/assets.ts';
import { createRelay } from './relay.ts';
import { attachSockets } from './rooms/sockets.ts';
import { openPostgresStorage } from './storage/postgres.ts';
import { openSqliteStorage } from './storage/sqlite.ts';
import type { Storage } from './storage/storage.ts';

export interface ServerDeps {
  host: string;
  /** 0: any free port. */
  port: number;
  /** The folder for database and keys; made when it is missing. */
  dataFolder: string;
  log: Log;
  /** A PostgreSQL database instead of a file; several relays may share it, with the same `secret`. */
  databaseUrl?: string | undefined;
  /** Encrypts what must be readable to the relay at rest; without it a key file in the data folder does. */
  secret?: string | undefined;
  /** Holds the relay's identity key; without it the data folder or the database does. */
  identityFile?: string | undefined;
  /** Where attachments go; without it to the data folder. */
  s3?: S3Settings | undefined;
  /** Where backups go, and how many stay; without it to `backups` in the data folder, seven of them. */
  backups?: { folder?: string | undefined; keep: number; hours?: number; days?: number };
  /** Where the script of public pages was built to. */
  pageFolder?: string | undefined;
  trustedProxies?: string[];
  /** Who may make a workspace; without it whoever comes first, and then who has a token. */
  workspaces?: WorkspacePolicy;
  /** Each makes one workspace, as the one in the data folder does. */
  workspaceTokens?: string[];
  metricsToken?: string | undefined;
  limits?: Partial<Limits>;
  /** Milliseconds since 1970. */
  now?: () => number;
  timers?: Timers;
}

export interface Server {
  url: string;
  /** Where the token for the next workspace is; `undefined` on PostgreSQL, or where none is asked for. */
  tokenFile: string | undefined;
  /** Copies database and keys into a new folder, and names it; `undefined` on PostgreSQL. */
  backUp(): Promise<string | undefined>;
  /** See `Relay`; by itself it is done at the start and every ten minutes. */
  removeDue(): Promise<void>;
  /** Lets backups go whose time is over. */
  rollOverBackups(): Promise<void>;
  /** Commits and acknowledges what has come, closes every socket with 1001, and lets the database go. */
  stop(): Promise<void>;
}

const hourMilliseconds = 60 * 60 * 1000;
const removalMilliseconds = 10 * 60 * 1000;
const closingMilliseconds = 2000;
const standardBackups = 7;
const standardBackupDays = 35;

/** For how long a copy stays: it goes by its age, and before that when so many newer ones are there. */
function longestBackups({ keep, hours, days }: { keep: number; hours: number; days: number }): number {
  const byNumber = hours > 0 ? keep * hours : Infinity;
  return Math.min(byNumber, days * 24) * hourMilliseconds;
}

/** In a file of its own it outlives the data: to its devices a wiped relay is still the same. */
async function identityOf(deps: ServerDeps, storage: Storage): Promise<RelayIdentity> {
  const { databaseUrl, identityFile, dataFolder } = deps;
  return databaseUrl === undefined || identityFile !== undefined
    ? loadIdentity(identityFile ?? join(dataFolder, 'identity.json'))
    : readIdentity(await storage.shared('identity', () => makeIdentity()));
}

/** Relays that share a database would each have another one: there the operator gives tokens by the settings. */
async function operatorTokenOf(deps: ServerDeps, storage: Storage): Promise<OperatorToken | undefined> {
  const { databaseUrl, dataFolder, workspaces = 'first' } = deps;
  if (databaseUrl !== undefined || (workspaces !== 'first' && workspaces !== 'token')) return undefined;
  const wasUsed = async (token: string) => (await storage.createdBy(hashOf(token))) !== undefined;
  return keepOperatorToken(dataFolder, wasUsed);
}

/** Starts a relay on a port of this computer. Throws when the port or the data folder is taken. */
export async function serveRelay(deps: ServerDeps): Promise<Server> {
  const { log, dataFolder, databaseUrl, now = Date.now, timers = systemTimers, trustedProxies = [] } = deps;
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const storage =
    databaseUrl === undefined
      ? await openSqliteStorage(join(dataFolder, 'relay.sqlite'))
      : await openPostgresStorage({ url: databaseUrl, log });
  const operatorToken = await operatorTokenOf(deps, storage);
  const { keep = standardBackups, hours = 0, days = standardBackupDays } = deps.backups ?? {};
  const relay = await createRelay({
    ...deps,
    // With the database's own tools nobody here knows.
    backupsLast: databaseUrl === undefined ? longestBackups({ keep, hours, days }) : undefined,
    operatorToken,
    storage,
    clock: { ...timers, now },
    random: Math.random,
    crypto: webCrypto(globalThis.crypto),
    identity: await identityOf(deps, storage),
    deriveKey: await loadSecret(dataFolder, deps.secret),
    pieces:
      deps.s3 === undefined ? createDiskPieces(join(dataFolder, 'blobs')) : await createS3Pieces(deps.s3),
    pageAssets: await readPageAssets(deps.pageFolder),
    space: databaseUrl === undefined ? watchDisk(dataFolder) : elsewhere,
    // One round of the event loop: sockets and requests have had their turn.
    turn: () => setImmediate(),
  });
  const { limits, metrics } = relay;
  collectDefaultMetrics({ register: metrics.registry, prefix });

  const app = await createApp({ ...relay, log, trustedProxies });
  const addressOf = createAddressOf(trustedProxies);
  const upgradeLimit = createUpgradeLimit({ perMinute: limits.upgradesPerMinute, addressOf, now });
  attachSockets(app.server, { ...relay, upgradeLimit, addressOf });
  await app.listen({ host: deps.host, port: deps.port }).catch(async (error: unknown) => {
    await storage.close();
    throw error;
  });
  const { port } = app.server.address() as AddressInfo;
  const removeDue = () =>
    void relay.removeDue().catch((error: unknown) => {
      log.error({ code: codeOf(error) }, 'a closed workspace could not be removed; it is tried again');
    });
  removeDue();
  const removing = setInterval(removeDue, removalMilliseconds).unref();

  const backups = createBackups({
    storage,
    dataFolder,
    folder: deps.backups?.folder ?? join(dataFolder, 'backups'),
    keep,
    days,
    now,
  });
  return {
    url: `http://${deps.host.includes(':') ? `[${deps.host}]` : deps.host}:${port}`,
    tokenFile: operatorToken && join(dataFolder, operatorTokenFile),
    backUp: backups.make,
    rollOverBackups: backups.rollOver,
    removeDue: relay.removeDue,
    async stop() {
      clearInterval(removing);
      const closed = app.close();
      await relay.close();
      await Promise.race([closed, setTimeout(closingMilliseconds, undefined, { ref: false })]);
      await relay.close();
      await storage.close();
    },
  };
}
