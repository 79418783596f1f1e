import type { Json, JsonObject } from '#shared/lib/json.ts';
import { isJsonObject, parseJson } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { readPageEntry } from './pages/parse.ts';
import { isolated, unknown } from './items.ts';
import { plainJson } from './plain.ts';
import type { WebhookEvent } from '../events.ts';
import { readRelayRequest, relayRequests } from './requests.ts';
import { readWhatsappEntry } from './whatsapp/parse.ts';

/** By what a delivery calls its object. One that names none comes from WhatsApp. */
const pageChannels = new Map<unknown, 'instagram' | 'messenger'>([
  ['instagram', 'instagram'],
  ['page', 'messenger'],
]);

/**
 * Reads the body of a webhook delivery of any of Meta's channels: one event for each thing that happened. An
 * item that cannot be understood becomes an event of kind `unknown` with its data, and stops no other. Fails
 * only where the body as a whole is no webhook body.
 * `receivedAt`: when the relay took it in, in epoch milliseconds. Nothing in it happened later.
 */
export function parseWebhook(body: string, receivedAt?: number): Result<WebhookEvent[]> {
  const json = parseJson(body);
  if (!isJsonObject(json) || !Array.isArray(json['entry']))
    return problem('webhook.unreadable', 'A delivery from Meta could not be read. It is kept as it came.');
  const { object, entry: entries } = plainJson(json) as JsonObject;
  if (object === relayRequests) return ok((entries as Json[]).flatMap(readRelayRequest));
  const channel = pageChannels.get(object) ?? 'whatsapp';
  const read = (entry: Json): WebhookEvent[] =>
    channel === 'whatsapp' ? readWhatsappEntry(entry) : readPageEntry(entry, channel);
  const events = (entries as Json[]).flatMap((entry) =>
    isolated(() => read(entry), unknown(channel, 'entry', undefined, entry)),
  );
  return ok(
    receivedAt === undefined ? events : events.map((event, place) => received(event, receivedAt, place)),
  );
}

/** A sender's clock may be wrong, or lie: what has been received has happened. */
function received(event: WebhookEvent, receivedAt: number, place: number): WebhookEvent {
  const { at } = event;
  const isLater = at !== undefined && at > receivedAt;
  const moment = isLater ? { at: receivedAt } : {};
  const arrival = { receivedAt, ...(isLater && { saidAt: at }) };
  switch (event.kind) {
    case 'message':
      return { ...event, ...moment, ...arrival, place };
    case 'accountEvent':
    case 'unknown':
      return { ...event, ...moment, ...arrival };
    case 'watermark':
      return { ...event, ...moment, upTo: Math.min(event.upTo, receivedAt) };
    default:
      return { ...event, ...moment };
  }
}
