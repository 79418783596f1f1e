import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import type { WorkspacePolicy } from './auth/admission.ts';
import { createAdmission } from './auth/admission.ts';
import { createAuthenticate } from './auth/authenticate.ts';
import { loadIdentity, loadSecret, makeIdentity, readIdentity } from './auth/keys.ts';
import { createMarks } from './auth/marks.ts';
import { createMemberships } from './auth/memberships.ts';
import { authRoutes } from './auth/routes.ts';
import { createCredentials } from './auth/credentials.ts';
import { hookRoutes } from './hooks/routes.ts';
import { createHookSettings } from './hooks/settings.ts';
import { createBackups } from './backups.ts';
import { createBlobs } from './blobs/blobs.ts';
import { createDiskPieces } from './blobs/disk-pieces.ts';
import { blobRoutes } from './blobs/routes.ts';
import type { S3Settings } from './blobs/s3-pieces.ts';
import { createS3Pieces } from './blobs/s3-pieces.ts';
import { claimRoutes } from './claims/routes.ts';
import { elsewhere, watchDisk } from './disk-space.ts';
import { aboutRoutes } from './http/about.ts';
import { createUpgradeLimit } from './http/addresses.ts';
import { createApp } from './http/app.ts';
import type { Limits } from './limits.ts';
import { defaultLimits } from './limits.ts';
import { mailboxRoutes } from './mailboxes/routes.ts';
import { createMetrics } from './metrics.ts';
import { createAppender } from './rooms/appender.ts';
import { createAuthorizer } from './rooms/authorize.ts';
import { createCatchUp } from './rooms/catch-up.ts';
import { createPace } from './rooms/pace.ts';
import { followPeers } from './rooms/peers.ts';
import { createRegistry } from './rooms/registry.ts';
import { createWriter } from './rooms/writer.ts';
import { openPostgresStorage } from './storage/postgres.ts';
import { openSqliteStorage } from './storage/sqlite.ts';

export interface RelayDeps {
  host: string;
  /** 0: any free port. */
  port: number;
  /** The folder for database and keys; made when it is missing. */
  dataFolder: string;
  log: Logger;
  /** A PostgreSQL database instead of a file; several relays may share it, with the same `secret`. */
  databaseUrl?: string | undefined;
  /** Encrypts what must be readable to the relay at rest; without it a key file in the data folder does. */
  secret?: string | undefined;
  /** Holds the relay's identity key; without it the data folder or the database does. */
  identityFile?: string | undefined;
  /** Where attachments go; without it to the data folder. */
  s3?: S3Settings | undefined;
  /** Where backups go, and how many stay; without it to `backups` in the data folder, seven of them. */
  backups?: { folder?: string | undefined; keep: number };
  trustedProxies?: string[];
  /** Who may make a workspace; without it everybody. */
  workspaces?: WorkspacePolicy;
  /** For the policy `token`: each makes one workspace. */
  workspaceTokens?: string[];
  limits?: Partial<Limits>;
  /** Milliseconds since 1970. */
  now?: () => number;
}

export interface Relay {
  url: string;
  /** Copies database and keys into a new folder, and names it; `undefined` on PostgreSQL. */
  backUp(): Promise<string | undefined>;
  /** Commits and acknowledges what has come, closes every socket with 1001, and lets the database go. */
  stop(): Promise<void>;
}

const closingMilliseconds = 2000;
const gatherMilliseconds = 2;
const standardBackups = 7;

/** Composes and starts a relay. Throws when the port or the data folder is taken. */
export async function createRelay(deps: RelayDeps): Promise<Relay> {
  const limits: Limits = { ...defaultLimits, ...deps.limits };
  const now = deps.now ?? Date.now;
  const { log, dataFolder } = deps;
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });

  const { databaseUrl } = deps;
  const storage =
    databaseUrl === undefined
      ? await openSqliteStorage(join(dataFolder, 'relay.sqlite'))
      : await openPostgresStorage({ url: databaseUrl, log });
  // In a file of its own it outlives the data: to its devices a wiped relay is still the same.
  const identity =
    databaseUrl === undefined || deps.identityFile !== undefined
      ? await loadIdentity(deps.identityFile ?? join(dataFolder, 'identity.json'))
      : await readIdentity(await storage.shared('identity', makeIdentity));
  const deriveKey = await loadSecret(dataFolder, deps.secret);
  const pieces =
    deps.s3 === undefined ? createDiskPieces(join(dataFolder, 'blobs')) : await createS3Pieces(deps.s3);
  const crypto = webCrypto(globalThis.crypto);
  const registry = createRegistry();
  const space = databaseUrl === undefined ? watchDisk(dataFolder) : elsewhere;
  const metrics = createMetrics({
    roomsInUse: () => registry.rooms().length,
    ...(databaseUrl === undefined ? { freeBytes: space.freeBytes } : {}),
  });

  const memberships = createMemberships({
    storage,
    crypto,
    admission: createAdmission({
      policy: deps.workspaces ?? 'open',
      tokens: deps.workspaceTokens ?? [],
      storage,
      space,
    }),
    changed: (record) => authorizer.membershipChanged(record),
  });
  const marks = createMarks(storage);
  const credentials = createCredentials({ identity, memberships, marks, deriveKey, crypto, now });
  const authenticate = createAuthenticate(credentials);
  const writer = createWriter({
    storage,
    registry,
    appender: createAppender({ newClientId: () => randomBytes(4).readUInt32BE() }),
    catchUp: createCatchUp({ storage, space, limits, metrics }),
    space,
    limits,
    metrics,
    log,
    pause: createPace(gatherMilliseconds),
  });
  const trustedProxies = deps.trustedProxies ?? [];
  const upgradeLimit = createUpgradeLimit({ perMinute: limits.upgradesPerMinute, trustedProxies, now });
  const authorizer = createAuthorizer({
    registry,
    writer,
    credentials,
    upgradeLimit,
    peers: storage.peers,
    limits,
    metrics,
    now,
  });
  const settings = createHookSettings({ storage, deriveKey });

  const app = await createApp({ log, limits, trustedProxies });
  aboutRoutes(app, { relayId: identity.id, space, metrics });
  authRoutes(app, { memberships, credentials, authenticate, metrics });
  mailboxRoutes(app, { storage, authenticate, space, limits, now });
  claimRoutes(app, { storage, authenticate, limits, now });
  await blobRoutes(app, { authenticate, blobs: createBlobs({ index: storage, pieces, space, limits }) });
  await hookRoutes(app, { settings, authenticate, registry, writer, space, limits, metrics, crypto, now });
  authorizer.attach(app.server);
  if (storage.peers !== undefined)
    await followPeers(storage.peers, { registry, writer, authorizer, memberships });

  await app.listen({ host: deps.host, port: deps.port }).catch(async (error: unknown) => {
    await storage.close();
    throw error;
  });
  const { port } = app.server.address() as AddressInfo;

  return {
    url: `http://${deps.host.includes(':') ? `[${deps.host}]` : deps.host}:${port}`,
    backUp: createBackups({
      storage,
      dataFolder,
      folder: deps.backups?.folder ?? join(dataFolder, 'backups'),
      keep: deps.backups?.keep ?? standardBackups,
      now,
    }),
    async stop() {
      const closed = app.close();
      await writer.finished();
      authorizer.closeAll();
      await Promise.race([closed, setTimeout(closingMilliseconds, undefined, { ref: false })]);
      await writer.finished();
      await storage.close();
    },
  };
}
