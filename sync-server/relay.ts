import type { Timers } from '#shared/lib/async.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { WorkspacePolicy } from './auth/admission.ts';
import { createAdmission } from './auth/admission.ts';
import { createAuthenticate } from './auth/authenticate.ts';
import { createCredentials } from './auth/credentials.ts';
import type { DeriveKey, RelayIdentity } from './auth/keys.ts';
import { keysFrom, makeIdentity, readIdentity } from './auth/keys.ts';
import { createMarks } from './auth/marks.ts';
import { createMemberships } from './auth/memberships.ts';
import type { OperatorToken } from './auth/operator-token.ts';
import { authRoutes } from './auth/routes.ts';
import { bookingRoutes } from './booking/routes.ts';
import { createProofOfWork } from './booking/proof-of-work.ts';
import { createTimes, timeRoutes } from './booking/times.ts';
import { assistantRoutes } from './booking/assistants.ts';
import { createBlobs } from './blobs/blobs.ts';
import { createMemoryPieces } from './blobs/memory-pieces.ts';
import type { PieceStore } from './blobs/pieces.ts';
import { blobRoutes } from './blobs/routes.ts';
import { claimRoutes } from './claims/routes.ts';
import { createRemoval } from './closing/removal.ts';
import { closingRoutes } from './closing/routes.ts';
import { createTombstones } from './closing/tombstones.ts';
import type { DiskSpace } from './disk-space.ts';
import { elsewhere } from './disk-space.ts';
import { feedRoutes } from './feeds/routes.ts';
import { createRequestCodes } from './hooks/request-codes.ts';
import { createIntake, hookRoutes } from './hooks/routes.ts';
import { sourceRoutes } from './hooks/sources.ts';
import { createHookSettings } from './hooks/settings.ts';
import { aboutRoutes } from './http/about.ts';
import type { HttpAnswer, HttpRequest, Route } from './http/messages.ts';
import { createRouter } from './http/router.ts';
import type { Limits } from './limits.ts';
import { defaultLimits } from './limits.ts';
import type { Log } from './log.ts';
import { silent } from './log.ts';
import { mailboxRoutes } from './mailboxes/routes.ts';
import type { Metrics } from './metrics.ts';
import { createMetrics } from './metrics.ts';
import { createNomineeRequests } from './nominee/requests.ts';
import { nomineeRoutes } from './nominee/routes.ts';
import { createAppender } from './rooms/appender.ts';
import { createAuthorizer } from './rooms/authorize.ts';
import { createBucket } from './rooms/bucket.ts';
import { createCatchUp } from './rooms/catch-up.ts';
import { pageRoutes } from './profile/routes.ts';
import type { PageAssets } from './profile/assets.ts';
import { packRoutes } from './rooms/pack-routes.ts';
import { createPace } from './rooms/pace.ts';
import { followPeers } from './rooms/peers.ts';
import { createRegistry } from './rooms/registry.ts';
import type { Wire } from './rooms/wire.ts';
import { createWriter } from './rooms/writer.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { createSessions } from './sessions/sessions.ts';
import type { Storage } from './storage/storage.ts';
import { unsubscribeRoutes } from './unsubscribe/routes.ts';

export interface Clock extends Timers {
  /** Milliseconds since 1970. */
  now(): number;
}

export interface RelayDeps {
  storage: Storage;
  clock: Clock;
  /** From 0 up to, not including, 1. */
  random(): number;
  crypto: WebCrypto;

  // What has a simple form where nothing is given:

  /** Who the relay is to its devices; without it the storage keeps one. */
  identity?: RelayIdentity;
  /** Keys of the relay's secret; without it the storage keeps one. */
  deriveKey?: DeriveKey;
  /** Where attachments go; without it to memory. */
  pieces?: PieceStore;
  /** How long a copy that the operator makes of it lasts, in milliseconds; without it, nobody knows. */
  backupsLast?: number | undefined;
  /** The disk under the storage; without it one without an end. */
  space?: DiskSpace;
  /** Who may make a workspace; without it whoever comes first, and then who has a token. */
  workspaces?: WorkspacePolicy;
  /** Each makes one workspace. */
  workspaceTokens?: string[];
  operatorToken?: OperatorToken | undefined;
  /** Opens the counters to who is not on this computer. */
  metricsToken?: string | undefined;
  /** Script and style of public pages; without them pages take no requests. */
  pageAssets?: PageAssets | undefined;
  limits?: Partial<Limits>;
  log?: Log;
  /** Lets everything else that is due have its turn; without it a timer of no time. */
  turn?: () => Promise<void>;
}

/** A relay without ports: whatever carries requests and sockets to it. */
export interface Relay {
  id: string;
  /** What it answers, for who limits requests before they come. */
  routes: Route[];
  limits: Limits;
  metrics: Metrics;
  handle(request: HttpRequest): Promise<HttpAnswer>;
  /** Takes a socket in; closes it with a code where it may not come in. Rejects when the storage fails. */
  accept(wire: Wire): Promise<void>;
  /** Removes the workspaces that were closed and whose date has come. To be called now and then. */
  removeDue(): Promise<void>;
  /** Commits and acknowledges what has come, and closes every socket with 1001. */
  close(): Promise<void>;
}

const gatherMilliseconds = 2;

async function secretOf(storage: Storage, crypto: WebCrypto): Promise<DeriveKey> {
  const make = async () => toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  return keysFrom(fromBase64Url(await storage.shared('secret', make)));
}

/** Composes a relay. All that is outside of it is passed in: time, chance, the disk and the network. */
export async function createRelay(deps: RelayDeps): Promise<Relay> {
  const { storage, clock, random, crypto, log = silent, space = elsewhere } = deps;
  const limits: Limits = { ...defaultLimits, ...deps.limits };
  const now = () => clock.now();
  const elapsed = () => clock.elapsed();
  const turn = deps.turn ?? (() => new Promise<void>((resolve) => void clock.after(0, resolve)));
  const identity =
    deps.identity ??
    (await readIdentity(await storage.shared('identity', () => makeIdentity(crypto)), crypto));
  const deriveKey = deps.deriveKey ?? (await secretOf(storage, crypto));

  const share = { burst: limits.workBurst, perSecond: limits.workPerSecond, now };
  const registry = createRegistry({ newShare: () => createBucket(share), elapsed });
  const metrics = createMetrics({
    roomsInUse: () => registry.rooms().length,
    ...(space === elsewhere ? {} : { freeBytes: space.freeBytes }),
  });
  const { workspaces: policy = 'first', workspaceTokens: tokens = [], operatorToken } = deps;
  const tombstones = createTombstones({ storage, crypto, now });
  const nomineeRequests = createNomineeRequests({ storage, now });
  const memberships = createMemberships({
    storage,
    crypto,
    tombstones,
    isHeldBack: nomineeRequests.isHeldBack,
    admission: createAdmission({ policy, tokens, operatorToken, storage, space, log }),
    changed: (record) => authorizer.membershipChanged(record),
  });
  const marks = createMarks(storage);
  const credentials = createCredentials({ identity, memberships, tombstones, marks, deriveKey, crypto, now });
  const authenticate = createAuthenticate(credentials);
  const newClientId = () => crypto.getRandomValues(new Uint32Array(1))[0]!;
  const writer = createWriter({
    storage,
    registry,
    appender: createAppender({ newClientId }),
    catchUp: createCatchUp({ storage, space, limits, metrics, turn }),
    space,
    limits,
    metrics,
    log,
    pause: createPace(gatherMilliseconds, { elapsed, turn }),
    turn,
  });
  const { peers } = storage;
  const inside = { registry, writer, limits, metrics, now };
  const sessions = createSessions({ now });
  const authorizer = createAuthorizer({ ...inside, sessions, credentials, peers, timers: clock, random });
  if (peers !== undefined) await followPeers(peers, { registry, writer, authorizer, memberships });

  const pieces = deps.pieces ?? createMemoryPieces();
  const blobs = createBlobs({ index: storage, pieces, space, limits });
  const { backupsLast } = deps;
  const removal = createRemoval({
    ...inside,
    storage,
    memberships,
    tombstones,
    authorizer,
    blobs,
    backupsLast,
    timers: clock,
    turn,
  });
  const codes = createRequestCodes(deriveKey('request codes'));
  const settings = createHookSettings({ storage, deriveKey, crypto });
  const intake = createIntake({ ...inside, settings, memberships, space, crypto });
  const proofs = createProofOfWork({ deriveKey, storage, random, now, mostTries: limits.proofTries });
  const times = createTimes({ storage, now });
  const routes = [
    ...aboutRoutes({
      relayId: identity.id,
      storage,
      space,
      metrics,
      metricsToken: deps.metricsToken,
      elapsed,
    }),
    ...authRoutes({ memberships, credentials, authenticate, limits, metrics }),
    ...mailboxRoutes({ storage, authenticate, space, limits, now }),
    ...packRoutes({ authenticate, registry, writer }),
    ...claimRoutes({ storage, authenticate, isThere: authorizer.isThere, limits, now }),
    ...feedRoutes({ storage, authenticate, space, limits, crypto, now }),
    ...pageRoutes({
      storage,
      memberships,
      authenticate,
      space,
      limits,
      crypto,
      now,
      assets: deps.pageAssets,
    }),
    ...blobRoutes({ authenticate, blobs }),
    ...closingRoutes({ removal, authenticate }),
    ...sessionRoutes({ sessions, memberships, authenticate }),
    ...timeRoutes({ storage, times, memberships, authenticate, proofs, deriveKey, crypto, limits, now }),
    ...assistantRoutes({ storage, times, crypto, limits, now }),
    ...bookingRoutes({ storage, authenticate, proofs, blobs, limits, takeIn: intake.takeOther, now }),
    ...unsubscribeRoutes({ limits, takeIn: intake.takeOther, now }),
    ...nomineeRoutes({
      ...inside,
      storage,
      requests: nomineeRequests,
      memberships,
      credentials,
      authenticate,
      authorizer,
      crypto,
    }),
    ...sourceRoutes({ storage, authenticate, limits, takeIn: intake.takeOther, now }),
    ...hookRoutes(
      { ...inside, settings, memberships, authenticate, space, crypto, codes, statuses: storage },
      intake,
    ),
  ];

  return {
    id: identity.id,
    routes,
    limits,
    metrics,
    handle: createRouter(routes, log),
    accept: authorizer.accept,
    removeDue: removal.removeDue,
    async close() {
      await writer.finished();
      authorizer.closeAll();
      await writer.finished();
    },
  };
}
