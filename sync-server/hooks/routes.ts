import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fromBase64Url, fromUtf8, utf8 } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { InboxDelivery } from '#shared/sync/delivery.ts';
import { inboxInfo } from '#shared/sync/delivery.ts';
import { seal } from '#shared/crypto/seal.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import type { DiskSpace } from '../disk-space.ts';
import { fail } from '../http/reply.ts';
import type { Limits } from '../limits.ts';
import type { Metrics } from '../metrics.ts';
import type { Registry } from '../rooms/registry.ts';
import type { Writer } from '../rooms/writer.ts';
import { createDailyShare } from './daily-share.ts';
import { isForWorkspace, isSameText, isSignedBy } from './meta.ts';
import { createHookReports, type HookReports } from './reports.ts';
import type { HookSettings, MetaHook } from './settings.ts';
import { metaHookSchema } from './settings.ts';

interface Deps {
  reports: HookReports;
  settings: HookSettings;
  authenticate: Authenticate;
  registry: Registry;
  writer: Writer;
  space: DiskSpace;
  limits: Limits;
  metrics: Metrics;
  crypto: WebCrypto;
  /** Milliseconds since 1970. */
  now: () => number;
}

type ForWorkspace = { Params: { workspace: string } };

const handshake = z.object({
  'hub.mode': z.literal('subscribe'),
  'hub.challenge': z.string().max(1000),
  'hub.verify_token': z.string().max(500),
});

/** Roles that may say where a workspace's messages are sealed to. */
const mayConfigure = new Set(['owner', 'manager']);

function settingsRoutes(app: FastifyInstance, { settings, authenticate, reports }: Deps): void {
  const path = '/v1/workspaces/:workspace/hooks/meta';

  async function mayChange(request: FastifyRequest<ForWorkspace>, reply: FastifyReply): Promise<boolean> {
    const caller = await authenticate(request, reply, request.params.workspace);
    if (caller === undefined) return false;
    if (mayConfigure.has(caller.role)) return true;
    await fail(reply, 403, 'auth.role', 'Only the owner or a manager can connect a channel.');
    return false;
  }

  app.put<ForWorkspace>(path, async (request, reply) => {
    if (!(await mayChange(request, reply))) return reply;
    const hook = metaHookSchema.safeParse(request.body);
    if (!hook.success) return fail(reply, 400, 'bad-request', 'The settings are malformed.');
    await settings.save(request.params.workspace, hook.data);
    return reply.code(204).send();
  });

  app.get<ForWorkspace>(path, async (request, reply) => {
    if (!(await mayChange(request, reply))) return reply;
    const { workspace } = request.params;
    const hook = await settings.find(workspace);
    return reply.send({ apps: hook?.apps.length ?? 0, ...reports.of(workspace) });
  });

  app.delete<ForWorkspace>(path, async (request, reply) => {
    if (!(await mayChange(request, reply))) return reply;
    await settings.remove(request.params.workspace);
    return reply.code(204).send();
  });
}

/** What came of a delivery, as it is counted, with the status that Meta gets for it. */
const outcomes = {
  stored: 200,
  'unknown-workspace': 404,
  'unknown-account': 404,
  'wrong-signature': 401,
  'not-json': 400,
  'too-large': 413,
  'too-many': 429,
  'inbox-full': 503,
  'not-stored': 503,
} as const;
type Outcome = keyof typeof outcomes;

/** Several apps may share a secret, so all whose secret fits count together. Every one is tried, in equal time. */
function signerOf(hook: MetaHook, body: Uint8Array, signature: string | undefined) {
  const signers = hook.apps.filter(({ appSecret }) => isSignedBy(appSecret, body, signature));
  return signers.length === 0 ? undefined : { accounts: signers.flatMap(({ accounts }) => accounts) };
}

function textOf(body: Uint8Array): string | undefined {
  try {
    return fromUtf8(body);
  } catch {
    return undefined;
  }
}

function createIntake({ settings, registry, writer, space, limits, crypto, now }: Deps) {
  const share = createDailyShare({ perDay: limits.webhooksPerDay, now });

  async function store(workspace: string, hook: MetaHook, body: string): Promise<Outcome> {
    const delivery: InboxDelivery = { receivedAt: now(), body };
    const key = fromBase64Url(hook.inboxKey);
    const sealed = await seal(crypto, key, utf8(JSON.stringify(delivery)), inboxInfo(workspace));
    const outcome = await writer.append(registry.room(workspace, hook.inboxRoom), sealed);
    if (outcome === 'stored') return 'stored';
    return outcome === 'full' ? 'inbox-full' : 'not-stored';
  }

  /** Takes in a delivery: nothing of it is written before it is genuine, for this workspace, and sealed. */
  return async (workspace: string, body: Uint8Array, signature: string | undefined): Promise<Outcome> => {
    const hook = await settings.find(workspace);
    if (hook === undefined) return 'unknown-workspace';
    const app = signerOf(hook, body, signature);
    if (app === undefined) return 'wrong-signature';
    const text = textOf(body);
    const json = text === undefined ? undefined : parseJson(text);
    if (text === undefined || json === undefined) return 'not-json';
    // Meta tries again for days, so an owner who mends the number's id loses nothing.
    if (!isForWorkspace(workspace, app.accounts, json)) return 'unknown-account';
    // It comes again, and counts then.
    if (space.spareBytes() === 0) return 'not-stored';
    if (!share.take(workspace)) return 'too-many';
    return store(workspace, hook, text);
  };
}

/** Meta's own two requests: the handshake, and deliveries. */
async function metaRoutes(app: FastifyInstance, deps: Deps): Promise<void> {
  const path = '/v1/hooks/meta/:workspace';
  const config = { rateLimit: { max: deps.limits.webhooksPerMinute } };
  const takeIn = createIntake(deps);

  function answer(reply: FastifyReply, outcome: Outcome): FastifyReply {
    deps.metrics.webhooks.inc({ outcome });
    if (outcome === 'stored') return reply.code(200).send();
    return fail(reply, outcomes[outcome], `webhook.${outcome}`, 'The delivery was not taken in.');
  }

  // The signature is over the bytes as they came.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onError', async (_request, _reply, error) => {
    if (error.statusCode === 413) deps.metrics.webhooks.inc({ outcome: 'too-large' satisfies Outcome });
  });

  app.get<ForWorkspace>(path, { config }, async (request, reply) => {
    const query = handshake.safeParse(request.query);
    const hook = await deps.settings.find(request.params.workspace);
    if (hook === undefined) return fail(reply, 404, 'webhook.unknown-workspace', 'There is nothing here.');
    const given = query.data?.['hub.verify_token'] ?? '';
    const fits = hook.apps.filter(({ verifyToken }) => isSameText(given, verifyToken));
    if (!query.success || fits.length === 0) {
      deps.reports.refused(request.params.workspace, 'wrong-token');
      return fail(reply, 403, 'webhook.wrong-token', 'The verify token is not this workspace’s.');
    }
    return reply.type('text/plain').send(query.data['hub.challenge']);
  });

  app.post<ForWorkspace>(path, { config }, async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const signature = request.headers['x-hub-signature-256'];
    const { workspace } = request.params;
    const outcome = await takeIn(workspace, body, signature?.toString());
    if (outcome === 'stored') deps.reports.stored(workspace);
    else if (outcome !== 'unknown-workspace') deps.reports.refused(workspace, outcome);
    return answer(reply, outcome);
  });
}

export async function hookRoutes(app: FastifyInstance, given: Omit<Deps, 'reports'>): Promise<void> {
  const deps = { ...given, reports: createHookReports(given) };
  settingsRoutes(app, deps);
  await app.register(async (scope) => metaRoutes(scope, deps));
}
