import { z } from 'zod';
import { channelKinds } from './channel.ts';
import { idSchema, momentSchema } from './common.ts';
import { receiptSchema } from './model-provider.ts';

export const conversationStates = ['open', 'pending', 'snoozed', 'resolved'] as const;
export type ConversationState = (typeof conversationStates)[number];

/** From the least to the most pressing; without one a conversation stands between `low` and `high`. */
export const priorities = ['low', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

export const conversationSchema = z.looseObject({
  id: idSchema,
  contactId: idSchema,
  channel: z.enum(channelKinds),
  /** Meta's id of the number, page or Instagram account that the conversation runs over. */
  accountId: z.string().max(64),
  /** The identity under which the customer last wrote: where a reply goes. */
  identityId: idSchema.optional(),
  /** `pending`: the assistant holds it. `snoozed` counts as open again from `snoozedUntil` on. */
  state: z.enum(conversationStates),
  snoozedUntil: momentSchema.optional(),
  /** The member who looks after it. */
  assigneeId: idSchema.optional(),
  /** Left out for a normal one. */
  priority: z.enum(priorities).optional(),
  /** By the label's id. */
  labels: z.record(z.string(), z.literal(true)).optional(),
  createdAt: momentSchema,
  /** When the customer last wrote: the reply window is computed from it. */
  lastInboundAt: momentSchema.optional(),
  /** Up to when the customer has got, and read, what was written to them, where a channel reports only that. */
  customerDeliveredUpTo: momentSchema.optional(),
  customerReadUpTo: momentSchema.optional(),
  /** For the list: the newest message, in short. */
  lastAt: momentSchema,
  lastText: z.string().max(200).optional(),
  lastDirection: z.enum(['in', 'out']).optional(),
  /** Settles which of two messages of the same moment is the newest. */
  lastMessageId: idSchema.optional(),
  /** Everything received up to this moment has been seen by somebody. */
  readUpTo: momentSchema.optional(),
  /** The same for each member who has looked at it. */
  readBy: z.record(z.string(), momentSchema).optional(),
  /** When a note last named each member. */
  mentions: z.record(z.string(), momentSchema).optional(),
  /** Whether the assistant may answer here by itself; left out, the settings decide. */
  autopilot: z.enum(['on', 'off']).optional(),
  /** Since when: a person's answers from before do not keep it out. */
  autopilotFrom: momentSchema.optional(),
  /** When and why the assistant last handed over to a person, and whether the customer has been told so. */
  handedOff: z.looseObject({ at: momentSchema, reason: z.string(), told: z.boolean().optional() }).optional(),
  /** What was said up to this moment is not proposed as a job. */
  proposalDismissedUpTo: momentSchema.optional(),
});
export type Conversation = z.infer<typeof conversationSchema>;

/** In the order of their rank; `failed` stands apart. */
export const deliveryStates = ['queued', 'accepted', 'sent', 'delivered', 'read', 'played'] as const;
export type DeliveryState = (typeof deliveryStates)[number] | 'failed' | 'unconfirmed';

export const messageTypes = [
  'text',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'interactive',
  'button',
  'reaction',
  'order',
  'system',
  'unsupported',
] as const;

const sendErrorSchema = z.looseObject({
  code: z.number(),
  /** Where one code has several meanings. */
  subcode: z.number().optional(),
  title: z.string().optional(),
  details: z.string().optional(),
  at: momentSchema,
});

export const messageSchema = z.looseObject({
  id: idSchema,
  conversationId: idSchema,
  /** `in` from the customer, `out` from the business, `note` for the team only, `event` for what happened. */
  direction: z.enum(['in', 'out', 'note', 'event']),
  type: z.enum(messageTypes),
  at: momentSchema,
  text: z.string().max(65_536).optional(),
  /** Meta's id (`wamid…`), by which statuses, reactions and replies refer to the message. */
  externalId: z.string().max(512).optional(),
  /** Meta's id of the message that this one quotes or reacts to. */
  replyTo: z.string().max(512).optional(),
  /** What the type carries besides text (media id, coordinates, …), as the channel's parser gave it. */
  content: z.record(z.string(), z.unknown()).optional(),
  /** The channel's own message, kept whole where Plumbline does not understand all of it. */
  raw: z.unknown().optional(),
  /** Which delivery states were ever reported, and when. It only grows, so that order does not matter. */
  statuses: z.record(z.string(), momentSchema).optional(),
  error: sendErrorSchema.optional(),
  /** For `out` that waits: why it was last refused, how often that was, and when it is tried again. */
  refusal: sendErrorSchema.optional(),
  tries: z.int().nonnegative().optional(),
  retryAt: momentSchema.optional(),
  /** What the text was changed to, and when: `text` is the newest of these. */
  edits: z.record(z.string(), z.looseObject({ at: momentSchema, text: z.string() })).optional(),
  /** When its sender took it back: text and content are gone then. */
  revokedAt: momentSchema.optional(),
  /** For `out`: the device that has to send it, and when it began to try. */
  deviceId: z.string().max(64).optional(),
  attemptedAt: momentSchema.optional(),
  /** For `out`: not before this moment. */
  sendAt: momentSchema.optional(),
  /** For `out` with `sendAt`: not at all if the customer writes first. */
  unlessAnswered: z.boolean().optional(),
  /** When it was held back, because the customer wrote first: it goes out only if somebody says so. */
  heldAt: momentSchema.optional(),
  /** For a note: the members whom it names. */
  mentions: z.record(z.string(), z.literal(true)).optional(),
  /** For `out` and `note`: who wrote it. */
  memberId: idSchema.optional(),
  /** For `out`: whether the owner wrote it or a draft of the assistant was its start. */
  author: z.enum(['owner', 'assistant']).optional(),
  /** For `out` and `note`: the assistant wrote it by itself. */
  autopilot: z.literal(true).optional(),
  /** For `out` that began as a draft: what left the device for it. */
  receipts: z.array(receiptSchema).max(10).optional(),
  /** For `out` that failed or stayed unconfirmed: the message by which the owner sent it again. */
  retriedAs: idSchema.optional(),
});
export type Message = z.infer<typeof messageSchema>;

/**
 * A status, edit or revocation that arrived before the message that it is about. It waits here, as its own
 * record with an id derived from its content, so that any order and any device leads to the same records.
 */
export const pendingUpdateSchema = z.looseObject({
  id: idSchema,
  at: momentSchema,
  externalId: z.string().max(512),
  /** As the channel's parser gave it. */
  event: z.record(z.string(), z.unknown()),
});
export type PendingUpdate = z.infer<typeof pendingUpdateSchema>;
