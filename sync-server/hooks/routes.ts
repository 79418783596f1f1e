import { z } from 'zod';
import { fromBase64Url, fromUtf8, utf8 } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { InboxDelivery } from '#shared/sync/delivery.ts';
import { inboxInfo } from '#shared/sync/delivery.ts';
import { seal } from '#shared/crypto/seal.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Memberships } from '../auth/memberships.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import type { DiskSpace } from '../disk-space.ts';
import type { HttpAnswer, Route, RoutedRequest } from '../http/messages.ts';
import { headerOf, jsonOf } from '../http/messages.ts';
import { answer, done, fail } from '../http/reply.ts';
import type { Limits } from '../limits.ts';
import type { Metrics } from '../metrics.ts';
import type { Registry } from '../rooms/registry.ts';
import type { Writer } from '../rooms/writer.ts';
import type { RequestStatusStore } from '../storage/request-statuses.ts';
import { createDailyShare } from './daily-share.ts';
import { isForWorkspace, isSameText, isSignedBy } from './meta.ts';
import { createHookReports, type HookReports } from './reports.ts';
import type { RequestCodes } from './request-codes.ts';
import { requestRoutes } from './request-routes.ts';
import type { HookSettings, MetaHook } from './settings.ts';
import { metaHookSchema } from './settings.ts';

interface Deps {
  reports: HookReports;
  settings: HookSettings;
  memberships: Pick<Memberships, 'find'>;
  authenticate: Authenticate;
  registry: Registry;
  writer: Writer;
  space: DiskSpace;
  limits: Limits;
  metrics: Metrics;
  crypto: WebCrypto;
  codes: RequestCodes;
  statuses: RequestStatusStore;
  /** Milliseconds since 1970. */
  now: () => number;
}

const handshake = z.object({
  'hub.mode': z.literal('subscribe'),
  'hub.challenge': z.string().max(1000),
  'hub.verify_token': z.string().max(500),
});

/** Roles that may say where a workspace's messages are sealed to. */
const mayConfigure = new Set(['owner', 'manager']);

function settingsRoutes({ settings, authenticate, reports }: Deps): Route[] {
  /** A route for those who may say where messages go. */
  const route = (
    method: Route['method'],
    act: (workspace: string, request: RoutedRequest) => Promise<HttpAnswer>,
  ): Route => ({
    method,
    path: '/v1/workspaces/:workspace/hooks/meta',
    async answer(request) {
      const workspace = request.params['workspace']!;
      const caller = await authenticate(request, workspace);
      if (!caller.ok) return caller.error;
      if (mayConfigure.has(caller.value.role)) return act(workspace, request);
      return fail(403, 'auth.role', 'Only the owner or a manager can connect a channel.');
    },
  });

  return [
    route('PUT', async (workspace, request) => {
      const hook = metaHookSchema.safeParse(jsonOf(request));
      if (!hook.success) return fail(400, 'bad-request', 'The settings are malformed.');
      await settings.save(workspace, hook.data);
      return done;
    }),
    route('GET', async (workspace) => {
      const hook = await settings.find(workspace);
      return answer({ apps: hook?.apps.length ?? 0, ...reports.of(workspace) });
    }),
    route('DELETE', async (workspace) => {
      await settings.remove(workspace);
      return done;
    }),
  ];
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
type Stored = 'stored' | 'unknown-workspace' | 'inbox-full' | 'not-stored';

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

/** Seals for a workspace what has come for it, and writes it into its inbox. */
export function createIntake({
  settings,
  memberships,
  registry,
  writer,
  space,
  limits,
  crypto,
  now,
}: Omit<Deps, 'reports' | 'authenticate' | 'metrics' | 'codes' | 'statuses'>) {
  const share = createDailyShare({ perDay: limits.webhooksPerDay, now });

  async function store(workspace: string, body: string): Promise<Stored> {
    const inbox = (await memberships.find(workspace))?.record.inbox;
    if (inbox === undefined) return 'unknown-workspace';
    const delivery: InboxDelivery = { receivedAt: now(), body };
    const key = fromBase64Url(inbox.key);
    const sealed = await seal(crypto, key, utf8(JSON.stringify(delivery)), inboxInfo(workspace));
    const outcome = await writer.append(registry.room(workspace, inbox.room), sealed);
    if (outcome === 'stored') return 'stored';
    return outcome === 'full' ? 'inbox-full' : 'not-stored';
  }

  /** Within the workspace's share: what is genuine, and of another form than Meta's deliveries. */
  async function takeOther(workspace: string, body: string): Promise<Stored | 'too-many'> {
    if (space.spareBytes() === 0) return 'not-stored';
    return share.take(workspace) ? store(workspace, body) : 'too-many';
  }

  /** Takes in a delivery: nothing of it is written before it is genuine, for this workspace, and sealed. */
  const takeIn = async (
    workspace: string,
    body: Uint8Array,
    signature: string | undefined,
  ): Promise<Outcome> => {
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
    return store(workspace, text);
  };
  return { takeIn, takeOther };
}

type Intake = ReturnType<typeof createIntake>;

/** Meta's own two requests: the handshake, and deliveries. */
function metaRoutes(deps: Deps, { takeIn }: Intake): Route[] {
  const path = '/v1/hooks/meta/:workspace';
  const mostPerMinute = deps.limits.webhooksPerMinute;
  const count = (outcome: Outcome) => deps.metrics.webhooks.inc({ outcome });

  async function shakeHands({ params, query }: RoutedRequest): Promise<HttpAnswer> {
    const workspace = params['workspace']!;
    const asked = handshake.safeParse(Object.fromEntries(query));
    const hook = await deps.settings.find(workspace);
    if (hook === undefined) return fail(404, 'webhook.unknown-workspace', 'There is nothing here.');
    const given = asked.data?.['hub.verify_token'] ?? '';
    const fits = hook.apps.filter(({ verifyToken }) => isSameText(given, verifyToken));
    if (!asked.success || fits.length === 0) {
      deps.reports.refused(workspace, 'wrong-token');
      return fail(403, 'webhook.wrong-token', 'The verify token is not this workspace’s.');
    }
    const headers = { 'content-type': 'text/plain; charset=utf-8' };
    return { status: 200, headers, body: asked.data['hub.challenge'] };
  }

  async function deliver(request: RoutedRequest): Promise<HttpAnswer> {
    const workspace = request.params['workspace']!;
    const body = request.body ?? new Uint8Array();
    // The signature is over the bytes as they came.
    const outcome = await takeIn(workspace, body, headerOf(request, 'x-hub-signature-256'));
    if (outcome === 'stored') deps.reports.stored(workspace);
    else if (outcome !== 'unknown-workspace') deps.reports.refused(workspace, outcome);
    count(outcome);
    if (outcome === 'stored') return { status: 200, headers: {} };
    return fail(outcomes[outcome], `webhook.${outcome}`, 'The delivery was not taken in.');
  }

  return [
    { method: 'GET', path, mostPerMinute, answer: shakeHands },
    { method: 'POST', path, mostPerMinute, answer: deliver, tooLarge: () => count('too-large') },
  ];
}

export function hookRoutes(given: Omit<Deps, 'reports'>, intake: Intake): Route[] {
  const deps = { ...given, reports: createHookReports(given) };
  return [
    ...settingsRoutes(deps),
    ...metaRoutes(deps, intake),
    ...requestRoutes({ ...deps, takeIn: intake.takeOther }),
  ];
}
