import { defaultAiSettings } from '#shared/domain/business.ts';
import { isLoopback } from '#shared/domain/egress.ts';
import {
  standingOf,
  type WebhookDelivery,
  type WebhookEnd,
  type WebhookEndpoint,
  type WebhookStanding,
} from '#shared/domain/webhook.ts';
import { isPaused, liftedAt } from './pauses.ts';
import type { RecordReader } from './reader.ts';
import { whyStaysHere } from './stays-here.ts';

/** Where a delivery stands, and what keeps one that waits. */
export type WebhookState =
  | WebhookStanding
  /** It was due while everything stood still: a person says whether it still goes. */
  | { is: 'held' }
  | { is: 'kept'; by: 'off' | 'pause' | 'localOnly' | 'missing' };

/** `now`: epoch milliseconds. */
export function webhookStateOf(records: RecordReader, delivery: WebhookDelivery, now: number): WebhookState {
  const standing = standingOf(delivery, now);
  if (standing.is !== 'waiting') return standing;
  const endpoint = records.get('webhookEndpoints', delivery.endpointId);
  if (endpoint === undefined || !isThere(records, delivery)) {
    if (now < delivery.createdAt + mayStillCome) return { is: 'kept', by: 'missing' };
    return { is: 'ended', why: endpoint === undefined ? 'removed' : 'gone' };
  }
  const why = endOf(records, delivery, endpoint);
  if (why !== undefined) return { is: 'ended', why };
  if (endpoint.off !== undefined) return { is: 'kept', by: 'off' };
  if (isPaused(records, 'sends')) return { is: 'kept', by: 'pause' };
  const lifted = liftedAt(records, 'sends');
  if (standing.at <= lifted && (delivery.againAt ?? 0) <= lifted) return { is: 'held' };
  if (delivery.fields.length > 0 && isKeptByLocalOnly(records, endpoint))
    return { is: 'kept', by: 'localOnly' };
  return standing;
}

/** Whether nothing follows by itself, and a person says whether it still goes. */
export function needsPerson(records: RecordReader, delivery: WebhookDelivery, now: number): boolean {
  const state = webhookStateOf(records, delivery, now);
  if (state.is === 'dead' || state.is === 'held') return true;
  const { off } = records.get('webhookEndpoints', delivery.endpointId) ?? {};
  return state.is === 'kept' && state.by === 'off' && off?.why === 'gone';
}

/** Books come one by one: what is not here may only be late, and is gone where it has not come by then. */
const mayStillCome = 24 * 60 * 60 * 1000;

function isThere(records: RecordReader, { contactId, aboutKind, aboutId }: WebhookDelivery): boolean {
  return records.get('contacts', contactId) !== undefined && records.get(aboutKind, aboutId) !== undefined;
}

/** Why nothing of it goes out any more, if so. */
function endOf(
  records: RecordReader,
  { createdAt, contactId }: WebhookDelivery,
  endpoint: WebhookEndpoint,
): WebhookEnd | undefined {
  // What happened while it was off is not caught up.
  if (endpoint.off !== undefined && createdAt >= endpoint.off.at) return 'off';
  return whyStaysHere(records, contactId, isLoopback(new URL(endpoint.url)) ? 'here' : 'elsewhere');
}

/** With local-only on, only a program of this computer is told more than that something happened. */
export function isKeptByLocalOnly(records: RecordReader, { url }: Pick<WebhookEndpoint, 'url'>): boolean {
  const { localOnly } = records.get('aiSettings', 'ai') ?? defaultAiSettings;
  return localOnly && !isLoopback(new URL(url));
}
