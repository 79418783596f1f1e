import { Webhook } from 'standardwebhooks';
import type { CallHandlers } from '#shared/bridge/bridge.ts';
import type { WebhookOutcome } from '#shared/bridge/contract/webhook.ts';
import { longestPutOff, type WebhookFailure } from '#shared/domain/webhook.ts';
import { ok } from '#shared/lib/result.ts';
import { EgressRefusal, type EgressGuard, SentOnRefusal } from '../egress/guard.ts';
import { causesOf, isNotConnected } from '../egress/not-connected.ts';
import { isInsideError } from '../egress/public-only.ts';

/** How long a receiver may take for its answer, in milliseconds. */
const usualPatience = 20_000;

/** Posts what programs elsewhere are told, signed as Standard Webhooks say. Of an answer only its status is read. */
export function createWebhookService({
  guard,
  now,
  patience = usualPatience,
}: {
  guard: EgressGuard;
  /** Epoch milliseconds. */
  now(): number;
  patience?: number;
}): Pick<CallHandlers, 'webhook.send'> {
  const fetch = guard.fetch('webhook');

  return {
    async 'webhook.send'({ url, secret, id, body }) {
      const at = new Date(now());
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'Plumbline',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign(id, at, body),
      };
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers,
          body,
          signal: AbortSignal.timeout(patience),
        });
        // However long it is: nothing of it is wanted, and this ends the connection.
        await response.body?.cancel();
        const putOff = putOffBy(response.headers.get('retry-after'), now());
        const answered = { outcome: 'answered' as const, status: response.status };
        return ok<WebhookOutcome>({ ...answered, ...(putOff !== undefined && { putOff }) });
      } catch (error) {
        return ok<WebhookOutcome>({ outcome: 'failed', why: whyOf(error) });
      }
    },
  };
}

function whyOf(error: unknown): WebhookFailure {
  if (error instanceof SentOnRefusal) return 'sentOn';
  if (error instanceof EgressRefusal) return 'refused';
  if (isInsideError(error)) return 'private';
  if (!(error instanceof Error)) return 'lost';
  if (isNotConnected(error)) return 'unreachable';
  const isSlow = causesOf(error).some(
    (cause) => cause.name === 'TimeoutError' || ('code' in cause && slowCodes.has(String(cause.code))),
  );
  return isSlow ? 'slow' : 'lost';
}

const slowCodes: ReadonlySet<string> = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/** What `Retry-After` asks for, as seconds or as a date; nothing where it says nothing that can be read. */
export function putOffBy(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const date = /^[A-Z][a-z]{2}, /.test(header) ? Date.parse(header) : Number.NaN;
  const wished = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : date - now;
  return Number.isFinite(wished) ? Math.min(longestPutOff, Math.max(0, wished)) : undefined;
}
