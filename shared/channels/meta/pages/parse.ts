import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import { metaMomentSchema, saidAtSchema } from '../moment.ts';
import type { WebhookEvent } from '../../events.ts';
import { readTap } from '../tap.ts';
import { isolated, optionalObject, optionalText, unknown } from '../items.ts';
import { advertisement, type PageMessage, pageMessageSchema, partsOf, withContent } from './parts.ts';
import { readComment } from './comments.ts';
import { readPublicEvent } from './public-events.ts';

export type PageChannel = 'instagram' | 'messenger';

const idSchema = z.union([z.string().min(1), z.number()]).transform(String);
const partySchema = z.looseObject({ id: idSchema });

const itemSchema = z.looseObject({
  sender: partySchema,
  recipient: partySchema.optional().catch(undefined),
  timestamp: metaMomentSchema.optional().catch(undefined),
});
type Item = z.infer<typeof itemSchema>;

const reactionSchema = z.looseObject({
  mid: z.string().min(1),
  action: optionalText,
  emoji: optionalText,
  reaction: optionalText,
});
const postbackSchema = z.looseObject({
  mid: optionalText,
  title: optionalText,
  payload: optionalText,
  referral: optionalObject,
});
const readSchema = z.looseObject({
  mid: optionalText,
  watermark: metaMomentSchema.optional().catch(undefined),
});
const deliverySchema = z.looseObject({
  mids: z.array(z.string()).optional().catch(undefined),
  watermark: metaMomentSchema.optional().catch(undefined),
});
const editSchema = z.looseObject({ mid: z.string().min(1), text: z.string() });

interface Scope {
  channel: PageChannel;
  /** The page's or the Instagram account's id: whoever wrote, the other one is the customer. */
  accountId: string;
  at: number;
}

/** The events of one entry of a body with `object: "instagram"` or `"page"`. */
export function readPageEntry(entry: Json, channel: PageChannel): WebhookEvent[] {
  if (!isJsonObject(entry)) return [unknown(channel, channel, undefined, entry)];
  const accountId = idSchema.safeParse(entry['id']).data;
  const at = saidAtSchema.parse(entry['time']);
  if (accountId === undefined) return [unknown(channel, channel, at, entry)];
  const items = itemsOf(entry);
  if (items.length === 0) return [unknown(channel, channel, at, entry)];
  return items.flatMap(({ field, item }) =>
    isolated(
      () => readItem(item, field, { channel, accountId, at }),
      unknown(channel, `${channel}.${field}`, at, item),
    ),
  );
}

/** `messaging`, `standby` (another app answers), and what some accounts get as `changes`. */
function itemsOf(entry: JsonObject): { field: string; item: Json }[] {
  const listed = ['messaging', 'standby'].flatMap((field) => {
    const items = entry[field];
    return Array.isArray(items) ? items.map((item) => ({ field, item })) : [];
  });
  const { changes } = entry;
  const changed = (Array.isArray(changes) ? changes : []).map((change) => {
    const isChange = isJsonObject(change) && typeof change['field'] === 'string';
    return isChange
      ? { field: change['field'] as string, item: change['value'] ?? null }
      : { field: 'change', item: change };
  });
  return [...listed, ...changed];
}

function readItem(raw: Json, field: string, entry: Scope): WebhookEvent[] {
  const item = itemSchema.safeParse(raw).data;
  if (item === undefined)
    return (
      readComment(raw, field, entry) ?? [
        readPublicEvent(raw, field, entry) ??
          unknown(entry.channel, `${entry.channel}.${field}`, entry.at, raw),
      ]
    );
  const scope = { ...entry, at: item.timestamp ?? entry.at };
  return readKind(item, scope) ?? [unknown(entry.channel, `${entry.channel}.${field}`, scope.at, raw)];
}

function readKind(item: Item, scope: Scope): WebhookEvent[] | undefined {
  const { message, reaction, postback, read, delivery, referral } = item;
  if (message !== undefined) return readMessage(pageMessageSchema.safeParse(message).data, item, scope);
  if (reaction !== undefined) return readReaction(reactionSchema.safeParse(reaction).data, item, scope);
  if (postback !== undefined) return readPostback(postbackSchema.safeParse(postback).data, item, scope);
  if (read !== undefined) return readRead(readSchema.safeParse(read).data, item, scope);
  if (delivery !== undefined) return readDelivery(deliverySchema.safeParse(delivery).data, item, scope);
  if (item['message_edit'] !== undefined) return readEdit(item['message_edit'], scope);
  if (isJsonObject(referral)) return readReferral(referral, item, scope);
  return undefined;
}

interface Base {
  channel: PageChannel;
  accountId: string;
  at: number;
}

function baseOf({ channel, accountId, at }: Scope): Base {
  return { channel, accountId, at };
}

/** `undefined` where nobody is named, or the business itself: it is not its own customer. */
function customerOf(item: Item, scope: Scope, echo: boolean) {
  const id = echo ? item.recipient?.id : item.sender.id;
  const { channel, accountId } = scope;
  if (id === undefined || id === accountId) return undefined;
  return { scoped: { channel, accountId, id: id.slice(0, 64) } };
}

function readMessage(message: PageMessage | undefined, item: Item, scope: Scope): WebhookEvent[] | undefined {
  if (message === undefined) return undefined;
  const base = baseOf(scope);
  if (message.is_deleted === true) return [{ kind: 'revoke', ...base, externalId: message.mid }];
  const isToUs = item.recipient?.id === scope.accountId;
  // The flag may be wrong; the ids say who wrote to whom.
  const echo = item.sender.id === scope.accountId || (message.is_echo === true && !isToUs);
  const customer = customerOf(item, scope, echo);
  if (customer === undefined) return undefined;
  const common = { kind: 'message', ...base, customer, echo } as const;
  const replyTo = message.reply_to?.mid;
  const quoted = replyTo === undefined ? {} : { replyTo };
  return partsOf(message).map((part, index) => ({
    ...common,
    ...quoted,
    // Each file of a message is a message of its own here; the first one answers to the message's id.
    externalId: index === 0 ? message.mid : `${message.mid}#${index}`,
    ...part,
  }));
}

function readReaction(
  reaction: z.infer<typeof reactionSchema> | undefined,
  item: Item,
  scope: Scope,
): WebhookEvent[] | undefined {
  const echo = item.sender.id === scope.accountId;
  const customer = customerOf(item, scope, echo);
  if (reaction === undefined || customer === undefined) return undefined;
  const isRemoved = reaction.action === 'unreact';
  const emoji = isRemoved ? '' : (reaction.emoji ?? reaction.reaction ?? '');
  const externalId = syntheticId('reaction', item, scope, reaction.mid);
  const base = { kind: 'message', ...baseOf(scope), customer, echo } as const;
  return [{ ...base, externalId, type: 'reaction', text: emoji, replyTo: reaction.mid }];
}

function readPostback(
  postback: z.infer<typeof postbackSchema> | undefined,
  item: Item,
  scope: Scope,
): WebhookEvent[] | undefined {
  const customer = customerOf(item, scope, false);
  if (postback === undefined || customer === undefined) return undefined;
  const { mid, title, payload, referral } = postback;
  const content = {
    ...(payload === undefined ? {} : { payload }),
    ...(referral === undefined ? {} : { referral: advertisement(referral) }),
  };
  const externalId = mid ?? syntheticId('postback', item, scope, payload ?? title ?? '');
  const base = { kind: 'message', ...baseOf(scope), customer, echo: false } as const;
  const tap = readTap(payload, title);
  const said = { type: 'button', text: title ?? payload ?? '', ...withContent(content) } as const;
  return [{ ...base, externalId, ...said, ...(tap !== undefined && { tap }) }];
}

/** Somebody came by a link or an advertisement and has not written yet. */
function readReferral(referral: JsonObject, item: Item, scope: Scope): WebhookEvent[] | undefined {
  const customer = customerOf(item, scope, false);
  if (customer === undefined) return undefined;
  const externalId = syntheticId('referral', item, scope, '');
  return [
    {
      kind: 'message',
      ...baseOf(scope),
      customer,
      echo: false,
      externalId,
      type: 'system',
      text: 'Opened the conversation from a link or an advertisement.',
      content: { referral: advertisement(referral) },
    },
  ];
}

function readRead(
  read: z.infer<typeof readSchema> | undefined,
  item: Item,
  scope: Scope,
): WebhookEvent[] | undefined {
  if (read === undefined) return undefined;
  return reached('read', read.mid === undefined ? [] : [read.mid], read.watermark, item, scope);
}

function readDelivery(
  delivery: z.infer<typeof deliverySchema> | undefined,
  item: Item,
  scope: Scope,
): WebhookEvent[] | undefined {
  if (delivery === undefined) return undefined;
  return reached('delivered', delivery.mids ?? [], delivery.watermark, item, scope);
}

/** The messages that are named, and all from before a moment: either may stand without the other. */
function reached(
  state: 'delivered' | 'read',
  mids: string[],
  upTo: number | undefined,
  item: Item,
  scope: Scope,
): WebhookEvent[] | undefined {
  const customer = customerOf(item, scope, false);
  if (customer === undefined || (mids.length === 0 && upTo === undefined)) return undefined;
  const base = baseOf(scope);
  const named = mids.map((externalId): WebhookEvent => ({
    kind: 'status',
    ...base,
    externalId,
    state,
    recipient: customer,
  }));
  return upTo === undefined ? named : [...named, { kind: 'watermark', ...base, customer, state, upTo }];
}

function readEdit(raw: unknown, scope: Scope): WebhookEvent[] | undefined {
  const edit = editSchema.safeParse(raw).data;
  return edit && [{ kind: 'edit', ...baseOf(scope), externalId: edit.mid, text: edit.text.slice(0, 65_536) }];
}

/** For what Meta gives no id: the same thing gets the same one whenever it is delivered. */
function syntheticId(kind: string, item: Item, { channel, accountId, at }: Scope, about: string): string {
  return contentId([kind, channel, accountId, item.sender.id, at, about]);
}
