import { createHash } from 'node:crypto';
import { fromUtf8 } from '#shared/lib/bytes.ts';
import {
  mostSourceBytes,
  mostSourceHeaders,
  sourceAddressPattern,
  sourceDeliveries,
  type SourceDelivery,
  sourceHash,
  sourcePath,
} from '#shared/sync/webhook-source.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import type { HttpAnswer, Route, RoutedRequest } from '../http/messages.ts';
import { done, fail, malformed, notFound } from '../http/reply.ts';
import type { Limits } from '../limits.ts';
import type { ClaimStore } from '../storage/claims.ts';
import type { WebhookSourceStore } from '../storage/webhook-sources.ts';
import { createDailyShare } from './daily-share.ts';

interface Deps {
  storage: WebhookSourceStore & Pick<ClaimStore, 'useOnce' | 'isUsed'>;
  authenticate: Authenticate;
  limits: Limits;
  /** Seals it for the workspace: see `createIntake`. */
  takeIn(
    workspace: string,
    body: string,
  ): Promise<'stored' | 'too-many' | 'inbox-full' | 'not-stored' | 'unknown-workspace'>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Roles that may have something taken in. */
const mayOpen = new Set(['owner', 'manager']);
/** So long the same delivery is passed on once: those who send it again do so for days. */
const rememberedMilliseconds = 5 * 24 * 60 * 60 * 1000;

/**
 * Webhooks of other programs, at addresses that cannot be guessed. The relay has no secret of theirs: it passes them on
 * sealed, and a device says whether they are genuine.
 */
export function sourceRoutes(deps: Deps): Route[] {
  const { storage, limits, now } = deps;
  const share = createDailyShare({ perDay: limits.sourceDeliveriesPerDay, now });

  async function deliver(request: RoutedRequest): Promise<HttpAnswer> {
    const address = request.params['address']!;
    const hash = sourceAddressPattern.test(address) ? sourceHash(address) : undefined;
    const workspace = hash && (await storage.webhookSource(hash));
    if (hash === undefined || workspace === undefined) return notFound();
    const body = textOf(request.body);
    if (body === undefined) return malformed();
    const mark = markOf(hash, request, body);
    // Who was told before that it is here gets the same answer again.
    if (await storage.isUsed(mark, now())) return done;
    if (!share.take(hash)) return refused('too-many');
    const delivery: SourceDelivery = {
      object: sourceDeliveries,
      source: hash,
      headers: headersOf(request),
      body,
    };
    const outcome = await deps.takeIn(workspace, JSON.stringify(delivery));
    if (outcome !== 'stored') return refused(outcome);
    await storage.useOnce(mark, now() + rememberedMilliseconds, now());
    return done;
  }

  const ofDevices = (
    method: 'PUT' | 'DELETE',
    act: (workspace: string, hash: string) => Promise<HttpAnswer>,
  ): Route => ({
    method,
    path: sourcePath(':workspace', ':hash'),
    async answer(request) {
      const [workspace, hash] = [request.params['workspace']!, request.params['hash']!];
      const caller = await deps.authenticate(request, workspace);
      if (!caller.ok) return caller.error;
      if (!mayOpen.has(caller.value.role))
        return fail(403, 'auth.role', 'Only the owner or a manager can connect a webhook.');
      return sourceAddressPattern.test(hash) ? act(workspace, hash) : malformed();
    },
  });

  return [
    {
      method: 'POST',
      path: '/v1/hooks/in/:address',
      mostPerMinute: limits.sourceDeliveriesPerMinute,
      mostBytes: mostSourceBytes,
      answer: deliver,
    },
    ofDevices('PUT', async (workspace, hash) =>
      (await storage.saveWebhookSource(workspace, hash, limits.sourcesPerWorkspace))
        ? done
        : fail(409, 'webhook.too-many-sources', 'This workspace has as many webhooks here as it may.'),
    ),
    ofDevices('DELETE', async (workspace, hash) => {
      await storage.deleteWebhookSource(workspace, hash);
      return done;
    }),
  ];
}

function refused(outcome: string): HttpAnswer {
  const status = outcome === 'too-many' ? 429 : 503;
  return fail(status, `webhook.${outcome}`, 'The delivery was not taken in. Send it again later.');
}

/** The same id with another body is another delivery: whoever has the address must not keep a genuine one out. */
function markOf(hash: string, { headers }: RoutedRequest, body: string): string {
  const id = String(headers['webhook-id'] ?? '').slice(0, 200);
  const text = JSON.stringify([hash, id, body]);
  return `webhook ${createHash('sha256').update(text).digest('base64url')}`;
}

/** Where signatures stand: headers of the program's own. What proxies say of its place does not go along. */
function headersOf({ headers }: RoutedRequest): Record<string, string> {
  const kept: Record<string, string> = {};
  let left = mostSourceHeaders;
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string' || !/^(?:webhook-|x-|svix-)/.test(name)) continue;
    if (/^x-(?:forwarded|real|client|envoy|amzn|cloud)/.test(name)) continue;
    left -= name.length + value.length;
    if (left >= 0) kept[name] = value;
  }
  return kept;
}

function textOf(body: Uint8Array | undefined): string | undefined {
  if (body === undefined || body.length === 0) return undefined;
  try {
    return fromUtf8(body);
  } catch {
    return undefined;
  }
}
