import type { Bridge } from '#shared/bridge/bridge.ts';
import type { WebhookOutcome } from '#shared/bridge/contract/webhook.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import {
  attemptLasts,
  standingOf,
  type WebhookDelivery,
  type WebhookEndpoint,
} from '#shared/domain/webhook.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import { isPaused } from '#shared/records/pauses.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { webhookPayload } from '#shared/records/webhook-payload.ts';
import { webhookStateOf } from '#shared/records/webhook-state.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Claims } from '../claims/claims.ts';

export interface SendingDeps {
  bridge: Pick<Bridge, 'call'>;
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  claims: Claims;
  /** See `CatchUp`. */
  caughtUp(): Promise<boolean>;
  /** Whether this device can read all that may be told, and the secrets: others leave it to one that can. */
  maySend(): boolean;
  work: Work;
  /** Epoch milliseconds, right also where this device's clock is not. */
  now(): number;
}

/** Tells programs elsewhere what rules have put down for them. Each attempt is one device's, by claim. */
export interface WebhookSending {
  /** Looks for what is due, as by itself whenever something was put down and when a moment has come. */
  wake(): void;
}

const waitForRelay = 20_000;
const longestAlarm = 60_000;
const settled = 500;
/** Between the claim and the request: whoever slept in between leaves it to the next attempt. */
const freshFor = 60_000;

export function createWebhookSending(deps: SendingDeps): WebhookSending {
  const { records, work, now, run } = deps;
  /** Attempts that another device has claimed, and since when this one knows. */
  const taken = new Map<string, number>();
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);

  async function look(): Promise<void> {
    if (!deps.maySend() || isPaused(records, 'sends')) return;
    const open = Array.from(records.all('webhookDeliveries'), ({ id }) => id).filter(isOpen);
    let next = now() + longestAlarm;
    for (const id of open) {
      if (work.isOver) return;
      next = Math.min(next, (await follow(id)) ?? next);
    }
    if (open.length > 0) alarm.reset(Math.max(0, next - now()));
  }

  function isOpen(id: string): boolean {
    const delivery = records.get('webhookDeliveries', id);
    const is = delivery && standingOf(delivery, now()).is;
    return is === 'waiting' || is === 'underWay';
  }

  /** Does what is due of it, and tells when it is to be looked at again. */
  async function follow(id: string): Promise<number | undefined> {
    const delivery = records.get('webhookDeliveries', id);
    if (delivery === undefined) return undefined;
    const state = webhookStateOf(records, delivery, now());
    if (state.is === 'underWay') return state.until;
    if (state.is === 'ended' && delivery.ended === undefined)
      await run('webhook.leave', { id, why: state.why });
    if (state.is !== 'waiting') return undefined;
    if (state.at > now()) return state.at;
    const endpoint = records.get('webhookEndpoints', delivery.endpointId);
    return endpoint && attempt(delivery, endpoint, state.attempt);
  }

  async function attempt(
    delivery: WebhookDelivery,
    endpoint: WebhookEndpoint,
    number: number,
  ): Promise<number | undefined> {
    const { id } = delivery;
    const secret = records.get('webhookKeys', endpoint.id)?.secret;
    if (secret === undefined) return undefined;
    // Another device may have sent it: what that one has written is read first.
    if (!(await deps.caughtUp()) || work.isOver) return now() + waitForRelay;
    const key = `${id} ${number}`;
    const claim = await deps.claims.take('webhook', key);
    const claimedAt = now();
    if (claim === 'unknown' || work.isOver) return now() + waitForRelay;
    if (claim === 'other') return another(id, number, key);
    const begun = await run('webhook.begin', { id, number });
    const body = webhookPayload(records, delivery);
    if (!begun.ok || body === undefined || now() - claimedAt > freshFor) return now() + waitForRelay;
    const sent = await deps.bridge.call('webhook.send', {
      url: endpoint.url,
      secret,
      id,
      body: JSON.stringify(body),
    });
    const outcome = sent.ok ? sent.value : { outcome: 'failed' as const, why: 'lost' as const };
    await run('webhook.end', { id, number, outcome: noteOf(outcome, now()) });
    return now();
  }

  /** It has claimed the attempt, and nothing is heard of it: it is gone with it, and the next attempt is anybody's. */
  async function another(id: string, number: number, key: string): Promise<number> {
    const since = taken.get(key) ?? now();
    taken.set(key, since);
    if (now() < since + attemptLasts) return since + attemptLasts;
    taken.delete(key);
    await run('webhook.end', { id, number, outcome: { why: 'lost' } });
    return now();
  }

  const later = work.debounce(async () => start(), settled);
  deps.changes.on(['webhookDeliveries', 'webhookEndpoints', 'pauses', 'aiSettings', 'contacts'], later);
  return { wake: start };
}

type Note = ArgsOf<'webhook.end'>['outcome'];

function noteOf(outcome: WebhookOutcome, now: number): Note {
  if (outcome.outcome === 'failed') return { why: outcome.why };
  const { status, putOff } = outcome;
  return { status, ...(putOff !== undefined && { notBefore: now + putOff }) };
}
