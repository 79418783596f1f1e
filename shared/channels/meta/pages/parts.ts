import { z } from 'zod';
import type { Message } from '#shared/domain/conversation.ts';
import type { Tap } from '#shared/domain/offer.ts';
import { isNamedOrigin } from '#shared/domain/egress.ts';
import { cleanName } from '#shared/lib/clean-text.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import { optionalObject, optionalText } from '../items.ts';
import { readTap } from '../tap.ts';
import { metaFileOrigins } from './files.ts';

const elementSchema = z
  .looseObject({ title: optionalText, subtitle: optionalText })
  .optional()
  .catch(undefined);

const attachmentSchema = z.looseObject({
  type: z.string(),
  payload: z
    .looseObject({
      url: optionalText,
      title: optionalText,
      text: optionalText,
      sticker_id: z.unknown().optional(),
      coordinates: z.looseObject({ lat: z.number(), long: z.number() }).optional().catch(undefined),
      elements: z.array(elementSchema).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});
type Attachment = z.infer<typeof attachmentSchema>;

export const pageMessageSchema = z.looseObject({
  mid: z.string().min(1),
  text: optionalText,
  attachments: z.array(z.unknown()).optional().catch(undefined),
  is_echo: z.boolean().optional().catch(undefined),
  is_deleted: z.boolean().optional().catch(undefined),
  is_unsupported: z.boolean().optional().catch(undefined),
  quick_reply: optionalObject,
  reply_to: z.looseObject({ mid: optionalText, story: optionalObject }).optional().catch(undefined),
  referral: optionalObject,
});
export type PageMessage = z.infer<typeof pageMessageSchema>;

export interface Part {
  type: Message['type'];
  text?: string;
  content?: JsonObject;
  tap?: Tap;
  raw?: Json;
}

const fileTypes = new Map<string, Message['type']>([
  ['image', 'image'],
  ['video', 'video'],
  ['ig_reel', 'video'],
  ['reel', 'video'],
  ['audio', 'audio'],
  ['file', 'document'],
  // A post, or a story that names the business: a picture, or a video that turns out to be one when it comes.
  ['story_mention', 'image'],
  ['share', 'image'],
  ['ig_post', 'image'],
]);

/** What a customer passes on rather than sends. */
const passedOn = new Map<string, 'story' | 'post'>([
  ['story_mention', 'story'],
  ['share', 'post'],
  ['ig_post', 'post'],
  ['ig_reel', 'post'],
  ['reel', 'post'],
]);

/** What a message says: its words, and each of its files as a part of its own. */
export function partsOf(message: PageMessage): Part[] {
  const circumstances = circumstancesOf(message);
  const words = message.text?.slice(0, 65_536).toWellFormed();
  const files = (message.attachments ?? []).map((one) => filePart(one as Json));
  const [first, ...others] = files;
  if (first === undefined && words === undefined) {
    return [{ type: 'unsupported', raw: message as JsonObject, ...withContent(circumstances) }];
  }
  const tap = readTap(message.quick_reply?.['payload'], words);
  const type = message.quick_reply === undefined ? 'text' : 'button';
  if (first === undefined)
    return [{ type, text: words!, ...withContent(circumstances), ...(tap !== undefined && { tap }) }];
  const withWords = words === undefined ? {} : { text: words };
  return [{ ...first, ...withWords, ...withContent({ ...first.content, ...circumstances }) }, ...others];
}

function filePart(raw: Json): Part {
  const attachment = attachmentSchema.safeParse(raw).data;
  if (attachment === undefined) return { type: 'unsupported', raw };
  const { type: kind, payload } = attachment;
  if (payload?.url === undefined) return wordsPart(attachment) ?? { type: 'unsupported', raw };
  const { url, title } = payload;
  const type = typeOf(attachment);
  // What is new to us is a link, like one that was shared: it can be looked at, if not shown here.
  if (type === undefined || kind === 'fallback' || (kind === 'share' && !isFile(url)))
    return linkPart(title, url);
  const shared = passedOn.get(kind);
  // A title is a file's name, or what somebody wrote under a post.
  if (shared !== undefined)
    return { type, content: { url, shared }, ...(title === undefined ? {} : { text: title }) };
  const filename = cleanName(title);
  return { type, content: { url, ...(filename === undefined ? {} : { filename }) } };
}

/** What is attached without being a file: a heart, a place, the words of a card. */
function wordsPart({ type, payload }: Attachment): Part | undefined {
  if (type === 'like_heart') return { type: 'text', text: '❤️' };
  const point = payload?.coordinates;
  if (point !== undefined)
    return { type: 'location', content: { latitude: point.lat, longitude: point.long } };
  const lines = [payload?.text, payload?.title, ...(payload?.elements ?? []).flatMap(cardLines)];
  const words = lines.filter((line) => line !== undefined && line !== '').join('\n');
  return words === '' ? undefined : { type: 'text', text: words.slice(0, 65_536).toWellFormed() };
}

function cardLines(card: { title?: string | undefined; subtitle?: string | undefined } | undefined) {
  return [card?.title, card?.subtitle];
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
  return type === 'image' && payload?.sticker_id !== undefined ? 'sticker' : fileTypes.get(type);
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
export function advertisement(referral: JsonObject): JsonObject {
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

export function withContent(content: JsonObject): { content?: JsonObject } {
  return Object.keys(content).length === 0 ? {} : { content };
}
