import type { Json } from '#shared/lib/json.ts';
import { isJsonObject, isPlainJson, parseJson } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { readPageEntry } from './pages/parse.ts';
import type { WebhookEvent } from './whatsapp/events.ts';
import { checkedEvent, readWhatsappEntry } from './whatsapp/parse.ts';

const pageChannels: Record<string, 'instagram' | 'messenger'> = { instagram: 'instagram', page: 'messenger' };

/**
 * Reads the body of a webhook delivery of any of Meta's channels: one event for each thing that happened. An
 * item that cannot be understood becomes an event of kind `unknown` with its data, and stops no other. Fails
 * only where the body as a whole is no webhook body.
 */
export function parseWebhook(body: string): Result<WebhookEvent[]> {
  const json = parseJson(body);
  // Nesting beyond all reason would exhaust whoever walks it later.
  if (!isJsonObject(json) || !Array.isArray(json['entry']) || !isPlainJson(json)) {
    return problem('webhook.unreadable', 'A delivery from Meta could not be read. It is kept as it came.');
  }
  const { object } = json;
  const channel =
    typeof object === 'string' && Object.hasOwn(pageChannels, object) ? pageChannels[object] : undefined;
  const read = (entry: Json) =>
    channel === undefined ? readWhatsappEntry(entry) : readPageEntry(entry, channel);
  return ok(json['entry'].flatMap(read).map(checkedEvent));
}
