import { z } from 'zod';
import type { ChannelKind } from '#shared/domain/channel.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import type { WebhookEvent } from '../events.ts';
import { webhookEventSchema } from '../events.ts';
import { metaMomentSchema } from './moment.ts';
import { keptRaw } from './plain.ts';

export const optionalText = z.string().optional().catch(undefined);
export const optionalObject = z.custom<JsonObject>(isJsonObject).optional().catch(undefined);

/** What a reader gives; what it cannot read, or throws over, is kept as not understood. */
export function isolated(read: () => WebhookEvent[] | undefined, instead: WebhookEvent): WebhookEvent[] {
  try {
    return read()?.map((event) => checkedEvent(event)) ?? [instead];
  } catch {
    return [instead];
  }
}

export function unknown(
  channel: ChannelKind,
  field: string,
  at: number | undefined,
  raw: Json | undefined,
): WebhookEvent {
  const named = { channel, field: field.slice(0, 200) };
  return { kind: 'unknown', ...named, ...(at !== undefined && { at }), raw: keptRaw(raw) };
}

/** An event that breaks its own limits (an id of a thousand characters) is kept as one that is not understood. */
function checkedEvent(event: WebhookEvent): WebhookEvent {
  if (webhookEventSchema.safeParse(event).success) return event;
  const at = metaMomentSchema.safeParse('at' in event ? event.at : undefined).data;
  // Of all events only this one names no channel, and it is none of Meta's.
  const channel = event.kind === 'unsubscribe' ? 'email' : event.channel;
  return unknown(channel, event.kind, at, event as unknown as Json);
}
