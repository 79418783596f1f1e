import { z } from 'zod';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import { describeAccountEvent } from './account-events.ts';
import type { Customer, WebhookEvent } from './events.ts';
import { webhookEventSchema } from './events.ts';
import { readContent } from './content.ts';
import { isUserId, personOf, phoneDigits } from './identity.ts';

/** Seconds since 1970, as text or number; Meta's newer fields give milliseconds. Read as epoch milliseconds. */
const momentSchema = z
  .union([z.string().regex(/^\d{1,13}$/), z.number().int().nonnegative()])
  .transform((given) => (Number(given) > 1e11 ? Number(given) : Number(given) * 1000));

const optionalText = z.string().optional().catch(undefined);
const objectSchema = z.custom<JsonObject>(isJsonObject);
const listSchema = z.array(z.custom<Json>()).optional();

const metadataSchema = z.looseObject({
  phone_number_id: z.string().min(1),
  display_phone_number: optionalText,
});

const contactSchema = z.looseObject({
  profile: z.looseObject({ name: optionalText, username: optionalText }).optional().catch(undefined),
  wa_id: optionalText,
  user_id: optionalText,
});
type WebhookContact = z.infer<typeof contactSchema>;

const messageSchema = z.looseObject({
  id: z.string().min(1),
  timestamp: momentSchema,
  type: z.string(),
  from: optionalText,
  from_user_id: optionalText,
  to: optionalText,
  to_user_id: optionalText,
});
type WebhookMessage = z.infer<typeof messageSchema>;

const statusSchema = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  timestamp: momentSchema,
  recipient_id: optionalText,
  recipient_user_id: optionalText,
  biz_opaque_callback_data: optionalText,
  errors: z.array(z.unknown()).optional().catch(undefined),
});

const errorSchema = z.looseObject({
  code: z.number(),
  title: optionalText,
  message: optionalText,
  error_data: z.looseObject({ details: optionalText }).optional().catch(undefined),
});

const systemSchema = z.looseObject({
  type: optionalText,
  wa_id: optionalText,
  new_wa_id: optionalText,
  user_id: optionalText,
});

const editSchema = z.looseObject({ original_message_id: z.string().min(1), message: objectSchema });
const revokeSchema = z.looseObject({ original_message_id: z.string().min(1) });

const userIdUpdateSchema = z.looseObject({
  wa_id: optionalText,
  timestamp: momentSchema,
  user_id: z.looseObject({ previous: z.string(), current: z.string() }),
});

/** What all items of one change share. */
interface Scope {
  field: string;
  at: number | undefined;
  accountId: string;
  /** How the business itself appears in `from`: its number, or the id of it. */
  own: ReadonlySet<string>;
  contacts: WebhookContact[];
  /** One message and one contact belong together, even where Meta writes their numbers differently. */
  isPair: boolean;
  /** The change as a whole says that the business wrote these. */
  echo: boolean;
}

/** The events of one entry of a body with `object: "whatsapp_business_account"`, or of one that names no object. */
export function readWhatsappEntry(entry: Json): WebhookEvent[] {
  if (!isJsonObject(entry) || !Array.isArray(entry['changes'])) return [unknown('entry', undefined, entry)];
  const at = momentSchema.safeParse(entry['time']).data;
  return entry['changes'].flatMap((change) => readChange(change, at));
}

function readChange(change: Json, at: number | undefined): WebhookEvent[] {
  if (!isJsonObject(change) || typeof change['field'] !== 'string') return [unknown('change', at, change)];
  const { field } = change;
  const value = change['value'];
  if (!['messages', 'smb_message_echoes', 'user_id_update'].includes(field))
    return [accountEvent(field, at, value)];
  const scope = isJsonObject(value) ? scopeOf(field, at, value) : undefined;
  if (scope === undefined || !isJsonObject(value)) return [unknown(field, at, value)];
  const events = [
    ...itemsOf(value, messagesKey(field), scope, readMessage),
    ...itemsOf(value, 'statuses', scope, readStatus),
    ...itemsOf(value, 'errors', scope, (error) => [accountEvent('errors', at, error)]),
    ...itemsOf(value, 'user_id_update', scope, readUserIdUpdate),
  ];
  return events.length > 0 ? events : [unknown(field, at, value)];
}

function messagesKey(field: string): string {
  return field === 'smb_message_echoes' ? 'message_echoes' : 'messages';
}

function scopeOf(field: string, at: number | undefined, value: JsonObject): Scope | undefined {
  const metadata = metadataSchema.safeParse(value['metadata']).data;
  if (metadata === undefined) return undefined;
  const contacts = listSchema.safeParse(value['contacts']).data ?? [];
  return {
    field,
    at,
    accountId: metadata.phone_number_id,
    own: new Set([
      metadata.phone_number_id,
      phoneDigits(metadata.display_phone_number) ?? metadata.phone_number_id,
    ]),
    contacts: contacts
      .map((contact) => contactSchema.safeParse(contact).data)
      .filter((contact) => contact !== undefined),
    isPair:
      contacts.length === 1 && (listSchema.safeParse(value[messagesKey(field)]).data ?? []).length === 1,
    echo: field === 'smb_message_echoes',
  };
}

function itemsOf(
  value: JsonObject,
  key: string,
  scope: Scope,
  read: (item: Json, scope: Scope) => WebhookEvent[] | undefined,
): WebhookEvent[] {
  if (value[key] === undefined) return [];
  const items = listSchema.safeParse(value[key]).data;
  if (items === undefined) return [unknown(scope.field, scope.at, value[key])];
  return items.flatMap((item) => read(item, scope) ?? [unknown(scope.field, scope.at, item)]);
}

function readMessage(item: Json, scope: Scope): WebhookEvent[] | undefined {
  const message = messageSchema.safeParse(item).data;
  if (message === undefined) return undefined;
  const base = { accountId: scope.accountId, at: message.timestamp };
  if (message.type === 'edit') return readEdit(message, base);
  if (message.type === 'revoke') {
    const revoke = revokeSchema.safeParse(message['revoke']).data;
    return revoke && [{ kind: 'revoke', ...base, externalId: revoke.original_message_id }];
  }
  const { customer, echo } = partiesOf(message, scope);
  if (customer.phone === undefined && customer.userId === undefined) return undefined;
  const said = readContent(item as JsonObject);
  const event: WebhookEvent = { kind: 'message', ...base, externalId: message.id, customer, ...said, echo };
  return message.type === 'system' ? [event, ...identityChange(message, base, customer)] : [event];
}

function readEdit(
  message: WebhookMessage,
  base: { accountId: string; at: number },
): WebhookEvent[] | undefined {
  const edit = editSchema.safeParse(message['edit']).data;
  const text = edit && readContent(edit.message).text;
  if (edit === undefined || text === undefined) return undefined;
  return [{ kind: 'edit', ...base, externalId: edit.original_message_id, text }];
}

/** Who the customer is, and whether the business wrote: then `from` names the business and the contact the customer. */
function partiesOf(message: WebhookMessage, scope: Scope): { customer: Customer; echo: boolean } {
  const from = phoneDigits(message.from) ?? message.from;
  const contact = contactFor(message, scope);
  const contactIsOther = contact !== undefined && contact.wa_id !== from;
  const echo = scope.echo || (from !== undefined && scope.own.has(from) && contactIsOther);
  const sender = echo ? [message.to, message.to_user_id] : [message.from, message.from_user_id];
  const customer: Customer = personOf(contact?.wa_id, contact?.user_id, ...sender);
  const name = contact?.profile?.name?.trim().slice(0, 200).toWellFormed();
  const username = contact?.profile?.username?.trim().slice(0, 200).toWellFormed();
  return { customer: { ...customer, ...(name ? { name } : {}), ...(username ? { username } : {}) }, echo };
}

/** The contact that belongs to a message: of a batch only the one that is named by it, or that it echoes to. */
function contactFor(message: WebhookMessage, scope: Scope): WebhookContact | undefined {
  const { from, from_user_id, to, to_user_id } = message;
  const keys = [from, from_user_id, to, to_user_id].filter((key) => key !== undefined);
  const named = scope.contacts.find(({ wa_id, user_id }) =>
    keys.some((key) => key === wa_id || key === user_id),
  );
  return named ?? (scope.isPair ? scope.contacts[0] : undefined);
}

function identityChange(
  message: WebhookMessage,
  base: { accountId: string; at: number },
  customer: Customer,
): WebhookEvent[] {
  const system = systemSchema.safeParse(message['system']).data;
  if (system?.type !== 'user_changed_number' && system?.type !== 'user_changed_user_id') return [];
  const after = personOf(system.wa_id, system.new_wa_id, system.user_id);
  const before = personOf(customer.phone, customer.userId);
  if (after.phone === undefined && after.userId === undefined) return [];
  return [{ kind: 'identityChange', ...base, before, after }];
}

function readUserIdUpdate(item: Json, scope: Scope): WebhookEvent[] | undefined {
  const update = userIdUpdateSchema.safeParse(item).data;
  if (update === undefined || !isUserId(update.user_id.previous) || !isUserId(update.user_id.current))
    return undefined;
  const before = personOf(update.wa_id, update.user_id.previous);
  const after = personOf(update.user_id.current);
  return [{ kind: 'identityChange', accountId: scope.accountId, at: update.timestamp, before, after }];
}

function readStatus(item: Json, scope: Scope): WebhookEvent[] | undefined {
  const status = statusSchema.safeParse(item).data;
  if (status === undefined) return undefined;
  const error = errorSchema.safeParse(status.errors?.[0]).data;
  const details = error?.error_data?.details ?? error?.message;
  const event: JsonObject = {
    kind: 'status',
    accountId: scope.accountId,
    externalId: status.id,
    state: status.status,
    at: status.timestamp,
    recipient: { ...personOf(status.recipient_id, status.recipient_user_id) },
    ...(status.biz_opaque_callback_data === undefined
      ? {}
      : { correlation: status.biz_opaque_callback_data }),
    ...(error === undefined
      ? {}
      : {
          error: {
            code: error.code,
            ...(error.title && { title: error.title }),
            ...(details && { details }),
          },
        }),
  };
  const known = webhookEventSchema.safeParse(event).data;
  return known && [known];
}

function accountEvent(field: string, at: number | undefined, value: Json | undefined): WebhookEvent {
  const summary = describeAccountEvent(field, value);
  if (summary === undefined) return unknown(field, at, value);
  return { kind: 'accountEvent', field, ...(at === undefined ? {} : { at }), ...summary, raw: value };
}

function unknown(field: string, at: number | undefined, raw: Json | undefined): WebhookEvent {
  return { kind: 'unknown', field, ...(at === undefined ? {} : { at }), raw: raw ?? null };
}

/** An event that breaks its own limits (an id of a thousand characters) is kept as one that is not understood. */
export function checkedEvent(event: WebhookEvent): WebhookEvent {
  if (webhookEventSchema.safeParse(event).success) return event;
  return unknown(event.kind, 'at' in event ? event.at : undefined, structuredClone(event) as unknown as Json);
}
