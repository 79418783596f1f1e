import { z } from 'zod';
import type { Message } from '#shared/domain/conversation.ts';
import { isNamedOrigin } from '#shared/domain/egress.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import type { WebhookEvent } from '../whatsapp/events.ts';
import { metaFileOrigins } from './files.ts';

export type PageChannel = 'instagram' | 'messenger';

const text = z.string().optional().catch(undefined);
const object = z.custom<JsonObject>(isJsonObject).optional().catch(undefined);
/** Milliseconds since 1970, as number or text; seconds are taken for what they are. */
const momentSchema = z
  .union([z.string().regex(/^\d{1,13}$/), z.number().int().nonnegative()])
  .transform((given) => (Number(given) > 1e11 ? Number(given) : Number(given) * 1000));
const idSchema = z.union([z.string().min(1), z.number()]).transform(String);
const partySchema = z.looseObject({ id: idSchema });

const itemSchema = z.looseObject({
  sender: partySchema,
  recipient: partySchema.optional().catch(undefined),
  timestamp: momentSchema.optional().catch(undefined),
});
type Item = z.infer<typeof itemSchema>;

const attachmentSchema = z.looseObject({
  type: z.string(),
  payload: z
    .looseObject({ url: text, title: text, sticker_id: z.unknown().optional() })
    .optional()
    .catch(undefined),
});
type Attachment = z.infer<typeof attachmentSchema>;

const messageSchema = z.looseObject({
  mid: z.string().min(1),
  text,
  attachments: z.array(z.unknown()).optional().catch(undefined),
  is_echo: z.boolean().optional().catch(undefined),
  is_deleted: z.boolean().optional().catch(undefined),
  is_unsupported: z.boolean().optional().catch(undefined),
  quick_reply: object,
  reply_to: z.looseObject({ mid: text, story: object }).optional().catch(undefined),
  referral: object,
});
type PageMessage = z.infer<typeof messageSchema>;

const reactionSchema = z.looseObject({ mid: z.string().min(1), action: text, emoji: text, reaction: text });
const postbackSchema = z.looseObject({ mid: text, title: text, payload: text, referral: object });
const readSchema = z.looseObject({ mid: text, watermark: momentSchema.optional().catch(undefined) });
const deliverySchema = z.looseObject({
  mids: z.array(z.string()).optional().catch(undefined),
  watermark: momentSchema.optional().catch(undefined),
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
  if (!isJsonObject(entry)) return [unknown(channel, undefined, entry)];
  const accountId = idSchema.safeParse(entry['id']).data;
  const at = momentSchema.safeParse(entry['time']).data ?? 0;
  if (accountId === undefined) return [unknown(channel, at, entry)];
  const items = itemsOf(entry);
  if (items.length === 0) return [unknown(channel, at, entry)];
  return items.flatMap(({ field, item }) => readItem(item, field, { channel, accountId, at }));
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
  if (item === undefined) return [unknown(`${entry.channel}.${field}`, entry.at, raw)];
  const scope = { ...entry, at: item.timestamp ?? entry.at };
  return readKind(item, scope) ?? [unknown(`${entry.channel}.${field}`, scope.at, raw)];
}

function readKind(item: Item, scope: Scope): WebhookEvent[] | undefined {
  const { message, reaction, postback, read, delivery, referral } = item;
  if (message !== undefined) return readMessage(messageSchema.safeParse(message).data, item, scope);
  if (reaction !== undefined) return readReaction(reactionSchema.safeParse(reaction).data, item, scope);
  if (postback !== undefined) return readPostback(postbackSchema.safeParse(postback).data, item, scope);
  if (read !== undefined) return readRead(readSchema.safeParse(read).data, item, scope);
  if (delivery !== undefined) return readDelivery(deliverySchema.safeParse(delivery).data, item, scope);
  if (item['message_edit'] !== undefined) return readEdit(item['message_edit'], scope);
  if (isJsonObject(referral)) return [readReferral(referral, item, scope)];
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

function customerOf(item: Item, scope: Scope, echo: boolean) {
  const id = echo ? item.recipient?.id : item.sender.id;
  const { channel, accountId } = scope;
  return id === undefined ? undefined : { scoped: { channel, accountId, id: id.slice(0, 64) } };
}

function readMessage(message: PageMessage | undefined, item: Item, scope: Scope): WebhookEvent[] | undefined {
  if (message === undefined) return undefined;
  const base = baseOf(scope);
  if (message.is_deleted === true) return [{ kind: 'revoke', ...base, externalId: message.mid }];
  const echo = message.is_echo === true || item.sender.id === scope.accountId;
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

interface Part {
  type: Message['type'];
  text?: string;
  content?: JsonObject;
  raw?: Json;
}

const fileTypes: Record<string, Message['type']> = {
  image: 'image',
  video: 'video',
  ig_reel: 'video',
  reel: 'video',
  audio: 'audio',
  file: 'document',
  // A post, or a story that names the business: a picture, or a video that turns out to be one when it comes.
  story_mention: 'image',
  share: 'image',
  ig_post: 'image',
};

/** What a customer passes on rather than sends. */
const passedOn: Record<string, 'story' | 'post'> = {
  story_mention: 'story',
  share: 'post',
  ig_post: 'post',
  ig_reel: 'post',
  reel: 'post',
};

function partsOf(message: PageMessage): Part[] {
  const circumstances = circumstancesOf(message);
  const words = message.text?.slice(0, 65_536).toWellFormed();
  const files = (message.attachments ?? []).map((one) => filePart(one as Json));
  const [first, ...others] = files;
  if (first === undefined && words === undefined) {
    return [{ type: 'unsupported', raw: message as JsonObject, ...withContent(circumstances) }];
  }
  const type = message.quick_reply === undefined ? 'text' : 'button';
  if (first === undefined) return [{ type, text: words!, ...withContent(circumstances) }];
  const withWords = words === undefined ? {} : { text: words };
  return [{ ...first, ...withWords, ...withContent({ ...first.content, ...circumstances }) }, ...others];
}

function filePart(raw: Json): Part {
  const attachment = attachmentSchema.safeParse(raw).data;
  const url = attachment?.payload?.url;
  const type = attachment === undefined ? undefined : typeOf(attachment);
  if (url === undefined) return { type: 'unsupported', raw };
  if (attachment!.type === 'fallback' || (attachment!.type === 'share' && !isFile(url)))
    return linkPart(attachment!.payload!.title, url);
  if (type === undefined) return { type: 'unsupported', raw };
  const title = attachment?.payload?.title;
  const shared = Object.hasOwn(passedOn, attachment!.type) ? passedOn[attachment!.type] : undefined;
  // A title is a file's name, or what somebody wrote under a post.
  if (shared !== undefined)
    return { type, content: { url, shared }, ...(title === undefined ? {} : { text: title }) };
  return { type, content: { url, ...(title === undefined ? {} : { filename: title }) } };
}

/** A link that was shared, in Messenger: its words and its address. */
function linkPart(title: string | undefined, url: string): Part {
  return { type: 'text', text: title === undefined ? url : `${title}\n${url}` };
}

/** Whether it can be fetched as a file, rather than opened as a page. */
function isFile(url: string): boolean {
  return z.url().safeParse(url).success && isNamedOrigin(new URL(url), metaFileOrigins);
}

function typeOf({ type, payload }: Attachment): Message['type'] | undefined {
  if (type === 'image' && payload?.sticker_id !== undefined) return 'sticker';
  return Object.hasOwn(fileTypes, type) ? fileTypes[type] : undefined;
}

function circumstancesOf({ quick_reply, reply_to, referral }: PageMessage): JsonObject {
  const payload = quick_reply?.['payload'];
  return {
    ...(payload === undefined ? {} : { payload }),
    ...(reply_to?.story === undefined ? {} : { story: reply_to.story }),
    ...(referral === undefined ? {} : { referral: advertisement(referral) }),
  };
}

/** As WhatsApp writes it, so that the thread and the contact's source know one form; what came is kept beside. */
function advertisement(referral: JsonObject): JsonObject {
  const context = isJsonObject(referral['ads_context_data']) ? referral['ads_context_data'] : {};
  const fields = {
    source_type: referral['source'] === 'ADS' || referral['ad_id'] !== undefined ? 'ad' : 'link',
    source_id: referral['ad_id'] ?? referral['ref'],
    source_url: referral['referer_uri'] ?? context['photo_url'] ?? context['video_url'],
    headline: context['ad_title'],
  };
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { ...referral, ...Object.fromEntries(known) } as JsonObject;
}

function withContent(content: JsonObject): { content?: JsonObject } {
  return Object.keys(content).length === 0 ? {} : { content };
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
  return [{ ...base, externalId, type: 'button', text: title ?? payload ?? '', ...withContent(content) }];
}

/** Somebody came by a link or an advertisement and has not written yet. */
function readReferral(referral: JsonObject, item: Item, scope: Scope): WebhookEvent {
  return {
    kind: 'message',
    ...baseOf(scope),
    customer: customerOf(item, scope, false)!,
    echo: false,
    externalId: syntheticId('referral', item, scope, ''),
    type: 'system',
    text: 'Opened the conversation from a link or an advertisement.',
    content: { referral: advertisement(referral) },
  };
}

function readRead(
  read: z.infer<typeof readSchema> | undefined,
  item: Item,
  scope: Scope,
): WebhookEvent[] | undefined {
  if (read === undefined) return undefined;
  if (read.mid !== undefined) return [status(read.mid, 'read', item, scope)];
  return read.watermark === undefined ? undefined : watermark('read', read.watermark, item, scope);
}

function readDelivery(
  delivery: z.infer<typeof deliverySchema> | undefined,
  item: Item,
  scope: Scope,
): WebhookEvent[] | undefined {
  if (delivery === undefined) return undefined;
  const named = (delivery.mids ?? []).map((mid) => status(mid, 'delivered', item, scope));
  if (named.length > 0) return named;
  return delivery.watermark === undefined
    ? undefined
    : watermark('delivered', delivery.watermark, item, scope);
}

function status(mid: string, state: 'delivered' | 'read', item: Item, scope: Scope): WebhookEvent {
  const recipient = customerOf(item, scope, false)!;
  return { kind: 'status', ...baseOf(scope), externalId: mid, state, recipient };
}

function watermark(state: 'delivered' | 'read', upTo: number, item: Item, scope: Scope): WebhookEvent[] {
  const customer = customerOf(item, scope, false)!;
  return [{ kind: 'watermark', ...baseOf(scope), customer, state, upTo }];
}

function readEdit(raw: unknown, scope: Scope): WebhookEvent[] | undefined {
  const edit = editSchema.safeParse(raw).data;
  return edit && [{ kind: 'edit', ...baseOf(scope), externalId: edit.mid, text: edit.text.slice(0, 65_536) }];
}

/** For what Meta gives no id: the same thing gets the same one whenever it is delivered. */
function syntheticId(kind: string, item: Item, { channel, accountId, at }: Scope, about: string): string {
  return contentId([kind, channel, accountId, item.sender.id, at, about]);
}

function unknown(field: string, at: number | undefined, raw: Json): WebhookEvent {
  return { kind: 'unknown', field: field.slice(0, 200), ...(at === undefined ? {} : { at }), raw };
}
