import { z } from 'zod';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import { optionalText } from '../items.ts';
import { metaMomentSchema, saidAtSchema } from '../moment.ts';
import { readContent } from './content.ts';
import type { Customer, WebhookEvent } from '../../events.ts';
import { personOf, phoneDigits } from './identity.ts';
import { contactFor, customerOf, type Origin, type Scope } from './scope.ts';

const messageSchema = z.looseObject({
  id: z.string().min(1),
  timestamp: saidAtSchema,
  type: z.string().catch(''),
  from: optionalText,
  from_user_id: optionalText,
  to: optionalText,
  to_user_id: optionalText,
  group_id: z.string().min(1).max(256).optional().catch(undefined),
});
type WebhookMessage = z.infer<typeof messageSchema>;

const systemSchema = z.looseObject({
  type: optionalText,
  wa_id: optionalText,
  new_wa_id: optionalText,
  user_id: optionalText,
});

const objectSchema = z.custom<JsonObject>(isJsonObject);
const editSchema = z.looseObject({ original_message_id: z.string().min(1), message: objectSchema });
const revokeSchema = z.looseObject({ original_message_id: z.string().min(1) });

interface Base extends Origin {
  at: number;
}

/** One of `messages` or `message_echoes`: what was said, changed or taken back. */
export function readMessage(item: Json, scope: Scope): WebhookEvent[] | undefined {
  const message = messageSchema.safeParse(item).data;
  if (message === undefined) return undefined;
  // In a history the arrival says nothing of when it was.
  if (scope.thread !== undefined && !metaMomentSchema.safeParse((item as JsonObject)['timestamp']).success)
    return undefined;
  const base = { ...scope.origin, at: message.timestamp };
  if (message.type === 'edit') return readEdit(message, base);
  if (message.type === 'revoke') {
    const revoke = revokeSchema.safeParse(message['revoke']).data;
    return revoke && [{ kind: 'revoke', ...base, externalId: revoke.original_message_id }];
  }
  const parties = partiesOf(message, scope);
  if (parties === undefined) return undefined;
  const { customer, echo } = parties;
  const group = groupOf(message, parties);
  const said = readContent(item as JsonObject);
  const event: WebhookEvent = {
    kind: 'message',
    ...base,
    externalId: message.id,
    customer,
    ...said,
    echo,
    ...(group && { group }),
    ...(scope.thread !== undefined && { past: true }),
  };
  return message.type === 'system' ? [event, ...identityChange(message, base, customer)] : [event];
}

function readEdit(message: WebhookMessage, base: Base): WebhookEvent[] | undefined {
  const edit = editSchema.safeParse(message['edit']).data;
  const text = edit && readContent(edit.message).text;
  if (edit === undefined || text === undefined) return undefined;
  return [{ kind: 'edit', ...base, externalId: edit.original_message_id, text }];
}

interface Parties {
  customer: Customer;
  echo: boolean;
}

/**
 * Who the customer is, and whether the business wrote: then `from` names the business and the contact the
 * customer. What the ids say counts for more than that the change as a whole is one of echoes.
 */
function partiesOf(message: WebhookMessage, scope: Scope): Parties | undefined {
  const { from, from_user_id, to, to_user_id } = message;
  const sender = phoneDigits(from) ?? from;
  const receiver = phoneDigits(to) ?? to ?? scope.thread;
  const contact = contactFor([from, from_user_id, to, to_user_id, scope.thread], scope);
  const isFromUs = sender !== undefined && scope.own.has(sender);
  const isToUs = receiver !== undefined && scope.own.has(receiver);
  const isToOther =
    (contact !== undefined && contact.wa_id !== sender) || (scope.thread ?? sender) !== sender;
  const echo = scope.echo ? isFromUs || !isToUs : isFromUs && isToOther;
  const customer = customerOf(
    contact,
    ...(echo ? [to, to_user_id, scope.thread] : [from, from_user_id, scope.thread]),
  );
  // To oneself: nobody's thread.
  if (customer === undefined || (echo && scope.own.has(customer.phone ?? ''))) return undefined;
  return { customer, echo };
}

function groupOf({ group_id: id }: WebhookMessage, { customer, echo }: Parties) {
  if (id === undefined) return undefined;
  const { name, username, phone } = customer;
  const sender = name ?? username ?? (phone === undefined ? undefined : `+${phone}`);
  return { id, ...(!echo && sender !== undefined && { sender }) };
}

function identityChange(message: WebhookMessage, base: Base, customer: Customer): WebhookEvent[] {
  const system = systemSchema.safeParse(message['system']).data;
  if (system?.type !== 'user_changed_number' && system?.type !== 'user_changed_user_id') return [];
  const after = personOf(system.wa_id, system.new_wa_id, system.user_id);
  const before = personOf(customer.phone, customer.userId);
  if (after.phone === undefined && after.userId === undefined) return [];
  return [{ kind: 'identityChange', ...base, before, after }];
}
