import { z } from 'zod';
import { given } from '#shared/lib/given.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { optionalText } from '../items.ts';
import { saidAtSchema } from '../moment.ts';
import type { WebhookEvent } from '../../events.ts';
import { webhookEventSchema } from '../../events.ts';
import { isUserId, personOf } from './identity.ts';
import { contactFor, type Scope } from './scope.ts';

const statusSchema = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  timestamp: saidAtSchema,
  recipient_id: optionalText,
  recipient_user_id: optionalText,
  biz_opaque_callback_data: optionalText,
  errors: z.array(z.unknown()).optional().catch(undefined),
});

const errorSchema = z.looseObject({
  code: z.coerce.number(),
  title: optionalText,
  message: optionalText,
  error_data: z.looseObject({ details: optionalText }).optional().catch(undefined),
});

const userIdUpdateSchema = z.looseObject({
  wa_id: optionalText,
  timestamp: saidAtSchema,
  user_id: z.looseObject({ previous: z.string(), current: z.string() }),
});

/** How far a message has got. Its recipient may be named in full only here: by number and user id together. */
export function readStatus(item: Json, scope: Scope): WebhookEvent[] | undefined {
  const status = statusSchema.safeParse(item).data;
  if (status === undefined) return undefined;
  const { recipient_id, recipient_user_id, biz_opaque_callback_data: correlation } = status;
  const contact = contactFor([recipient_id, recipient_user_id], { ...scope, isPair: false });
  const error = errorSchema.safeParse(status.errors?.[0]).data;
  const details = error?.error_data?.details ?? error?.message;
  const event: JsonObject = {
    kind: 'status',
    ...scope.origin,
    externalId: status.id,
    state: status.status,
    at: status.timestamp,
    recipient: given(personOf(recipient_id, recipient_user_id, contact?.wa_id, contact?.user_id)),
    ...(correlation !== undefined && { correlation }),
    ...(error !== undefined && {
      error: { code: error.code, ...(error.title && { title: error.title }), ...(details && { details }) },
    }),
  };
  const known = webhookEventSchema.safeParse(event).data;
  return known && [known];
}

/** The same person under another user id. */
export function readUserIdUpdate(item: Json, scope: Scope): WebhookEvent[] | undefined {
  const update = userIdUpdateSchema.safeParse(item).data;
  if (update === undefined || !isUserId(update.user_id.previous) || !isUserId(update.user_id.current))
    return undefined;
  const before = personOf(update.wa_id, update.user_id.previous);
  const after = personOf(update.user_id.current);
  return [{ kind: 'identityChange', ...scope.origin, at: update.timestamp, before, after }];
}
