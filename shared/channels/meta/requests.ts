import { z } from 'zod';
import type { Json } from '#shared/lib/json.ts';
import type { WebhookEvent } from '../events.ts';

/** By what a relay calls what it has sealed of a person's request to Meta: see docs/PROTOCOL.md 8.1. */
export const relayRequests = 'plumbline_request';

export const requestFields = ['data_deletion', 'deauthorized'] as const;
export type RequestField = (typeof requestFields)[number];

const entrySchema = z.looseObject({
  field: z.enum(requestFields),
  value: z.looseObject({ user_id: z.string().min(1).max(100), code: z.string().regex(/^[\w-]{24}$/) }),
});

const summaries: Record<RequestField, string> = {
  data_deletion:
    'Somebody asks through Meta that their data be deleted. Meta names them by an id of its own, which is in no conversation: find who it is, delete, and answer.',
  deauthorized:
    'Somebody has taken Plumbline’s app away at Meta. Where it was your own account, the channel receives nothing any more: connect it again in Settings → Channels.',
};

/** Says nothing of when, so that the same request that comes twice is one. */
export function readRelayRequest(entry: Json): WebhookEvent[] {
  const read = entrySchema.safeParse(entry);
  if (!read.success) return [];
  const { field, value } = read.data;
  return [
    {
      kind: 'accountEvent',
      channel: 'messenger',
      field,
      summary: summaries[field],
      severity: field === 'deauthorized' ? 'error' : 'warning',
      raw: value,
    },
  ];
}
