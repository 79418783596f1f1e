import { z } from 'zod';
import { cleanName } from '#shared/lib/clean-text.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { isolated, optionalText, unknown } from '../items.ts';
import { keptRaw } from '../plain.ts';
import { describeAccountEvent } from './account-events.ts';
import type { Customer, WebhookEvent } from '../../events.ts';
import { personOf, phoneDigits } from './identity.ts';

export const listSchema = z.array(z.custom<Json>()).optional();

const metadataSchema = z.looseObject({
  phone_number_id: z.string().min(1),
  display_phone_number: optionalText,
});

const contactSchema = z.looseObject({
  profile: z.looseObject({ name: optionalText, username: optionalText }).optional().catch(undefined),
  wa_id: optionalText,
  user_id: optionalText,
});
export type WebhookContact = z.infer<typeof contactSchema>;

/** Over which number an event came. */
export interface Origin {
  channel: 'whatsapp';
  accountId: string;
}

/** What all items of one change share. */
export interface Scope {
  field: string;
  at: number | undefined;
  origin: Origin;
  /** How the business itself appears in `from`: its number, or the id of it. */
  own: ReadonlySet<string>;
  contacts: WebhookContact[];
  /** One message and one contact belong together, even where Meta writes their numbers differently. */
  isPair: boolean;
  /** The change as a whole says that the business wrote these. */
  echo: boolean;
  /** In a history: the customer whose thread it is. */
  thread?: string;
}

/** Reads one item of a list; `undefined` where it is not understood. */
export type ReadItem = (item: Json, scope: Scope) => WebhookEvent[] | undefined;

/** `itemsKey`: where the change has its messages. */
export function scopeOf(
  field: string,
  itemsKey: string,
  at: number | undefined,
  value: JsonObject,
): Scope | undefined {
  const metadata = metadataSchema.safeParse(value['metadata']).data;
  if (metadata === undefined) return undefined;
  const contacts = listSchema.safeParse(value['contacts']).data ?? [];
  const { phone_number_id: accountId, display_phone_number: number } = metadata;
  return {
    field,
    at,
    origin: { channel: 'whatsapp', accountId },
    own: new Set([accountId, phoneDigits(number) ?? accountId]),
    contacts: contacts
      .map((contact) => contactSchema.safeParse(contact).data)
      .filter((contact) => contact !== undefined),
    isPair: contacts.length === 1 && (listSchema.safeParse(value[itemsKey]).data ?? []).length === 1,
    echo: field === 'smb_message_echoes',
  };
}

/** Each item by itself: one that is not understood, whatever the reason, harms no other. */
export function itemsOf(value: JsonObject, key: string, scope: Scope, read: ReadItem): WebhookEvent[] {
  if (value[key] === undefined) return [];
  const items = listSchema.safeParse(value[key]).data;
  if (items === undefined) return [unknown('whatsapp', scope.field, scope.at, value[key])];
  return items.flatMap((item) =>
    isolated(() => read(item, scope), unknown('whatsapp', scope.field, scope.at, item)),
  );
}

/** The contact that belongs to an item: of a batch only the one that is named by it, or that it echoes to. */
export function contactFor(keys: (string | undefined)[], scope: Scope): WebhookContact | undefined {
  const named = scope.contacts.find(({ wa_id, user_id }) =>
    keys.some((key) => key !== undefined && (key === wa_id || key === user_id)),
  );
  return named ?? (scope.isPair ? scope.contacts[0] : undefined);
}

/** Who somebody is, by what the contact and the item itself say of them. */
export function customerOf(
  contact: WebhookContact | undefined,
  ...values: (string | undefined)[]
): Customer | undefined {
  const customer: Customer = personOf(contact?.wa_id, contact?.user_id, ...values);
  if (customer.phone === undefined && customer.userId === undefined) return undefined;
  const name = cleanName(contact?.profile?.name);
  const username = cleanName(contact?.profile?.username);
  return { ...customer, ...(name && { name }), ...(username && { username }) };
}

export function accountEvent(field: string, at: number | undefined, value: Json | undefined): WebhookEvent {
  const channel = 'whatsapp';
  const summary = describeAccountEvent(field, value);
  if (summary === undefined) return unknown(channel, field, at, value);
  return {
    kind: 'accountEvent',
    channel,
    field,
    ...(at !== undefined && { at }),
    ...summary,
    raw: keptRaw(value),
  };
}
