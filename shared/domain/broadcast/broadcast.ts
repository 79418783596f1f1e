import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import type { Json } from '#shared/lib/json.ts';
import { idSchema, momentSchema, timeOfDaySchema } from '../common.ts';

/** Whom a broadcast is meant for, before anybody is left out. `breach`: those whom it concerns, who have to be told. */
const audienceSchema = z.looseObject({
  of: z.enum(['all', 'segment', 'tags', 'breach']),
  segmentId: idSchema.optional(),
  breachId: idSchema.optional(),
  tags: z.array(z.string().max(60)).max(50).optional(),
});

/** What stands in one place of the template, and what stands there for whom it cannot be filled in. */
const placeWordsSchema = z.looseObject({
  words: z.string().max(1024),
  fallback: z.string().max(1024).optional(),
});
export type PlaceWords = z.infer<typeof placeWordsSchema>;

/** An e-mail to many: its words with places, and what stands for a place that is not known of somebody. */
const mailWordsSchema = z.looseObject({
  subject: z.string().max(200),
  text: z.string().max(20_000),
  unknown: z.string().max(100).optional(),
});
export type MailWords = z.infer<typeof mailWordsSchema>;

/**
 * Why somebody does not get it. The first ones are the law's and theirs to say: nobody sets them aside.
 * `gone`: they were erased meanwhile. `apart`: blocked, or waiting to be looked at. `elsewhere`: another broadcast has
 * them now. `sameNumber`: their number is reached under another contact. `missing`: a place of the template stays empty.
 */
const leftOutWhys = [
  'noConsent',
  'optedOut',
  'doNotContact',
  'restricted',
  'minor',
  'bin',
  'gone',
  'apart',
  'danger',
  'noNumber',
  'noAddress',
  'sameNumber',
  'elsewhere',
  'missing',
  'refused',
] as const;
export type LeftOutWhy = (typeof leftOutWhys)[number];

/**
 * Why a broadcast stands still. `person`: somebody has paused it. `quality`, `template`, `channel`: Meta is not content,
 * or will not send. `failing`: nothing of the last got through. `late`: its time was over. `incident`: all sending was paused.
 * `changed`: it was changed on one device while another one scheduled it.
 */
export const restWhys = [
  'person',
  'quality',
  'template',
  'channel',
  'failing',
  'late',
  'incident',
  'changed',
] as const;
export type RestWhy = (typeof restWhys)[number];

/** How many people Meta lets a number write to in a day, by the steps in which it grows; 0 stands for no limit. */
export const dailyLimits = [250, 1000, 2000, 10_000, 100_000, 0] as const;

/** How many e-mails a mailbox may send in a day; what most providers take of a business. */
export const mailDailyLimits = [100, 300, 500, 2000, 10_000] as const;

/**
 * One message to many, by a template of WhatsApp's or by e-mail. It is a draft until it is scheduled; from then on what it says and to whom is
 * fixed, and everything that becomes of it is added: two devices that change it at once both keep what they did.
 */
export const broadcastSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  memberId: idSchema,
  name: z.string().min(1).max(100),
  audience: audienceSchema,
  /** What sends it, as conversations name it: the business's number, or its mailbox. */
  accountId: z.string().max(64),
  /** One of the two. */
  templateId: idSchema.optional(),
  mail: mailWordsSchema.optional(),
  /** By the keys of the template's places. */
  values: z.record(z.string().max(200), placeWordsSchema),
  /** Not before; of a draft what its owner has in mind. */
  startAt: momentSchema.optional(),
  /** Nothing goes out from one time of day to the other, where the business is. */
  quiet: z.looseObject({ from: timeOfDaySchema, until: timeOfDaySchema }).optional(),
  /** What the owner knows of the number's limit, where Meta has not told Plumbline: see `dailyLimits`. */
  limit: z.int().min(0).max(1_000_000).optional(),
  /** `content`: a hash of what was agreed to (`contentOf`), as another device may have changed it at the same time. */
  scheduled: z.looseObject({ at: momentSchema, memberId: idSchema, content: z.string().max(64) }).optional(),
  /** Counted when it was scheduled. */
  reaches: z.int().min(0).optional(),
  leftOut: z.record(z.string().max(40), z.int().min(0)).optional(),
  /** Each pause is ended by itself: who lets it go on ends those that they knew of. */
  rests: z
    .record(
      z.string(),
      z.looseObject({ at: momentSchema, why: z.enum(restWhys), memberId: idSchema.optional() }),
    )
    .optional(),
  resumed: z.record(z.string(), z.looseObject({ at: momentSchema, memberId: idSchema })).optional(),
  cancelled: z.looseObject({ at: momentSchema, memberId: idSchema }).optional(),
  /** The draft by which it was changed before it began. */
  replacedBy: idSchema.optional(),
});
export type Broadcast = z.infer<typeof broadcastSchema>;

/** One person whom a broadcast goes to, under an id that all devices make of the two; it is never taken away to be made anew. */
export const broadcastRecipientSchema = z.looseObject({
  id: idSchema,
  broadcastId: idSchema,
  contactId: idSchema,
  /** The broadcast's `createdAt`: it names the book. */
  at: momentSchema,
  /** The message by which it went out: what became of it stands there. */
  messageId: idSchema.optional(),
  sentAt: momentSchema.optional(),
  leftOut: z.looseObject({ why: z.enum(leftOutWhys), at: momentSchema }).optional(),
  /** What they wrote first after it. */
  reply: z.looseObject({ messageId: idSchema, at: momentSchema }).optional(),
});
export type BroadcastRecipient = z.infer<typeof broadcastRecipientSchema>;

/** What it is for: advertising, whatever it says; but what people have to hear about their own data is a duty. */
export function purposeOf({ audience }: Pick<Broadcast, 'audience'>): 'marketing' | 'rights' {
  return audience.of === 'breach' ? 'rights' : 'marketing';
}

export function recipientId(broadcastId: string, contactId: string): string {
  return contentId(['broadcast', broadcastId, contactId]);
}

/** What somebody agrees to who schedules it. */
export function contentOf({ audience, accountId, templateId, values, mail }: Broadcast): string {
  const said = mail === undefined ? [templateId, values] : [mail];
  return contentId(JSON.parse(JSON.stringify([audience, accountId, ...said])) as Json);
}

type Rest = NonNullable<Broadcast['rests']>[string] & { key: string };

/** The pauses that nobody has ended, the first one first. */
export function openRests({ rests = {}, resumed = {} }: Pick<Broadcast, 'rests' | 'resumed'>): Rest[] {
  return Object.entries(rests)
    .filter(([key]) => resumed[key] === undefined)
    .map(([key, rest]) => ({ ...rest, key }))
    .toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
}

/** `running`: it is its time; whether all have got it is said by its recipients. */
export type BroadcastStage = 'draft' | 'waiting' | 'running' | 'paused' | 'cancelled';

/** `now`: epoch milliseconds. */
export function stageOf(broadcast: Broadcast, now: number): BroadcastStage {
  if (broadcast.cancelled !== undefined) return 'cancelled';
  if (broadcast.scheduled === undefined) return 'draft';
  if (openRests(broadcast).length > 0) return 'paused';
  return (broadcast.startAt ?? 0) > now ? 'waiting' : 'running';
}

/** Nobody has been told yet whether they get it. */
export function isWaiting({ messageId, leftOut }: BroadcastRecipient): boolean {
  return messageId === undefined && leftOut === undefined;
}
