import { messagePurposes } from './consent.ts';
import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import { channelKinds } from './channel.ts';
import { idSchema, momentSchema, saltSchema } from './common.ts';
import { heardDangers } from './danger.ts';
import { commentWishSchema } from './comment.ts';
import { receiptSchema } from './model-provider.ts';
import { offerSchema, tapSchema } from './offer.ts';

export const conversationStates = ['open', 'pending', 'snoozed', 'resolved'] as const;
export type ConversationState = (typeof conversationStates)[number];

/** In the place of a number: what was brought in from a chat came over none that is connected, and none can answer. */
export const broughtInAccount = 'brought-in';

/** From the least to the most pressing; without one a conversation stands between `low` and `high`. */
export const priorities = ['low', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

/** `blocked`: a person wants nothing more of it. `quarantine`: a person has to look at it first. */
export const asideWhys = ['blocked', 'quarantine'] as const;

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
  /** Over the owner's site, by the id of the chat: what opens and seals what is said in it. */
  chats: z
    .record(
      z.string().max(64),
      z.looseObject({ secret: z.string().max(64), language: z.string().max(20), at: momentSchema }),
    )
    .optional(),
  /** In a group: Meta's id of it. Who writes there is told with each message. */
  groupId: z.string().max(256).optional(),
  /** What one person has written under one of our posts, where everybody reads it: see `isPrivate`. */
  postId: idSchema.optional(),
  /** Nothing has happened in it yet since the history of a phone's app was read. */
  past: z.literal(true).optional(),
  /** When the customer last wrote: the reply window is computed from it. */
  lastInboundAt: momentSchema.optional(),
  /**
   * When the last of it came in, by the relay's clock: what is unread goes by it, not by senders' clocks. 0 where
   * only the past is known.
   */
  lastArrivedAt: momentSchema.optional(),
  /** When the customer last said something that asks for an answer, and when the last of that came in. */
  askedAt: momentSchema.optional(),
  askedArrivedAt: momentSchema.optional(),
  /** When the business last wrote elsewhere, and up to which arrival its answers written here had seen. */
  answeredAt: momentSchema.optional(),
  answeredUpTo: momentSchema.optional(),
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
  /** Dangers that were heard in it, by the message's id; who took them; and when the customer was told what to do. */
  ...heardDangers,
  dangersTold: z.record(z.string(), momentSchema).optional(),
  /** When a wish to get no more messages was acknowledged, by the message that said so. */
  stopsTold: z.record(z.string(), momentSchema).optional(),
  /** The customer may want no more messages: since when, by which words, and when they were asked. */
  stopQuestion: z
    .looseObject({
      messageId: idSchema,
      at: momentSchema,
      words: z.string().max(300),
      language: z.string().max(8),
      askedAt: momentSchema.optional(),
    })
    .optional(),
  /**
   * Kept apart from the others: blocked by a person, or waiting for one because a rule does not trust it. One value,
   * so that no merge joins two of them. See `isAside`.
   */
  aside: z
    .looseObject({
      why: z.enum(asideWhys),
      at: momentSchema,
      memberId: idSchema.optional(),
      /** Of a quarantine: the rule, and the message that it looked at. */
      ruleId: idSchema.optional(),
      messageId: idSchema.optional(),
    })
    .optional(),
  /** Somebody has let it in: no rule takes it aside again. */
  letInAt: momentSchema.optional(),
  /** What was said up to this moment is not proposed as a job. */
  proposalDismissedUpTo: momentSchema.optional(),
  /** What was said up to this moment asks for no bill and no reminder any more. */
  requestsSettledUpTo: momentSchema.optional(),
  /** What was said up to this moment is not proposed to be remembered. */
  preferencesDismissedUpTo: momentSchema.optional(),
});
export type Conversation = z.infer<typeof conversationSchema>;

/** The id of a contact's conversation over an account, or under one of its posts: the same on every device. */
export function conversationIdOf(
  { channel, accountId, postId }: Pick<Conversation, 'channel' | 'accountId' | 'postId'>,
  contactId: string,
): string {
  return contentId([channel, accountId, contactId, ...(postId === undefined ? [] : [postId])]);
}

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
  'call',
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

/**
 * Why a message for later is held back: the customer wrote first, wants no more messages, or may be in danger; or its
 * time was over before it could go out, or came while sending was paused; or the broadcast that it belongs to was ended.
 */
export const heldWhys = ['answered', 'stopped', 'danger', 'late', 'paused', 'cancelled'] as const;
export type HeldWhy = (typeof heldWhys)[number];

/** What was meant for a moment and could not go out is worth something for this long. */
const worthSendingLate = 12 * 60 * 60 * 1000;

/** Until when a message for later may go out; epoch milliseconds. */
export function goesOutUntil({ sendAt = 0, until }: Pick<WrittenMessage, 'sendAt' | 'until'>): number {
  return until ?? sendAt + worthSendingLate;
}

/**
 * What arrived or was written, and nothing of what became of it later: written once, and never changed. Order, what is
 * unread and what is found go by it. The one exception is what was taken back: its words are erased (see `withoutWords`).
 */
export const messageSchema = z.looseObject({
  /** See `messageId`. */
  id: idSchema,
  /** Where it was filed when it came; see `messageStateSchema`. */
  conversationId: idSchema,
  /** `in` from the customer, `out` from the business, `note` for the team only, `event` for what happened. */
  direction: z.enum(['in', 'out', 'note', 'event']),
  type: z.enum(messageTypes),
  /** When it was said, by its sender's or Meta's clock; never later than `receivedAt`. */
  at: momentSchema,
  /** What its sender's clock said, where that is later than `receivedAt`. */
  saidAt: momentSchema.optional(),
  /** Over what it came in, by Meta's id of the number or page; what was written here has none. */
  channel: z.enum(channelKinds).optional(),
  accountId: z.string().max(64).optional(),
  /** When the relay took it in, and its place among what came with it: they settle the order within a moment. */
  receivedAt: momentSchema.optional(),
  place: z.int().nonnegative().optional(),
  /** Up to when what had come in was there when this was written, by the relay's clock: what it may answer. */
  answers: momentSchema.optional(),
  text: z.string().max(65_536).optional(),
  /** Meta's id (`wamid…`) of what came in, by which statuses, reactions and replies refer to the message. */
  externalId: z.string().max(512).optional(),
  /** Meta's id of the message that this one quotes or reacts to. */
  replyTo: z.string().max(512).optional(),
  /** From the history that a phone's app handed over: nothing follows from it. */
  past: z.literal(true).optional(),
  /** Somebody has brought it in from the export of a chat: nothing vouches for it but them. */
  broughtIn: z.literal(true).optional(),
  /** In a group: who said it, as they are called there. */
  sender: z.string().max(200).optional(),
  /** What the type carries besides text (media id, coordinates, …), as the channel's parser gave it. */
  content: z.record(z.string(), z.unknown()).optional(),
  /** The channel's own message, kept whole where Plumbline does not understand all of it. */
  raw: z.unknown().optional(),
  /** For `out`: the device that has to send it. */
  deviceId: z.string().max(64).optional(),
  /** For `out`: not before this moment. */
  sendAt: momentSchema.optional(),
  /** For `out` with `sendAt`: not after this moment; see `goesOutUntil`. */
  until: momentSchema.optional(),
  /** For `out` with `sendAt`: not at all if the customer writes first. */
  unlessAnswered: z.boolean().optional(),
  /** For a note: the members whom it names. */
  mentions: z.record(z.string(), z.literal(true)).optional(),
  /** For `out` and `note`: who wrote it. */
  memberId: idSchema.optional(),
  /** For `out`: whether the owner wrote it or a draft of the assistant was its start. */
  author: z.enum(['owner', 'assistant']).optional(),
  /** For `out` and `note`: the assistant or a rule wrote it by itself. */
  autopilot: z.literal(true).optional(),
  /** For `out`: what it is for, where it is not an answer or the template says so. */
  purpose: z.enum(messagePurposes).optional(),
  /** For `out`: the owner's rule that sent it. */
  ruleId: idSchema.optional(),
  /** For `out`: the broadcast that it belongs to. */
  broadcastId: idSchema.optional(),
  /** For `out`: what the customer can choose from, beside the words. */
  offer: offerSchema.optional(),
  /** For `in`: what the customer tapped, which need not be an option of ours. */
  tap: tapSchema.optional(),
  /** For `out` that began as a draft: what left the device for it. */
  receipts: z.array(receiptSchema).max(10).optional(),
  /** Of what was written here: see `proven`. */
  salt: saltSchema.optional(),
  /** In the place of its words, where its sender took them back: their hash, and when. */
  words: z.string().max(64).optional(),
  takenBackAt: momentSchema.optional(),
});
export type WrittenMessage = z.infer<typeof messageSchema>;

/**
 * What became of a message, under its id and in the same month's book. There is none while nothing has. Everything in
 * it is set field by field, so that devices which make it at the same time both keep what they note.
 */
export const messageStateSchema = z.looseObject({
  id: idSchema,
  /** The message's. */
  at: momentSchema,
  /** Where it belongs since two contacts turned out to be one person. */
  conversationId: idSchema.optional(),
  /** An earlier arrival than the message's own, where it was delivered several times. */
  receivedAt: momentSchema.optional(),
  place: z.int().nonnegative().optional(),
  /** It was delivered as well, so that it is not only the past. */
  live: z.literal(true).optional(),
  /** Meta's id of what this business has sent. */
  externalId: z.string().max(512).optional(),
  /** Which delivery states were ever reported, and when. It only grows, so that order does not matter. */
  statuses: z.record(z.string(), momentSchema).optional(),
  error: sendErrorSchema.optional(),
  /** While it waits: why it was last refused, how often that was, and when it is tried again. */
  refusal: sendErrorSchema.optional(),
  tries: z.int().nonnegative().optional(),
  retryAt: momentSchema.optional(),
  /** When its device began to try. */
  attemptedAt: momentSchema.optional(),
  /** Its channel has refused buttons and lists: its options go out in words, by number. */
  asText: z.literal(true).optional(),
  /** When it was held back: it goes out only if somebody says so. */
  heldAt: momentSchema.optional(),
  /** Why; left out: because the customer wrote first. */
  heldWhy: z.enum(heldWhys).optional(),
  /** Where it failed or stayed unconfirmed: the message by which the owner sent it again. */
  retriedAs: idSchema.optional(),
  /** What the text was changed to, and when: the newest of these is shown. */
  edits: z.record(z.string(), z.looseObject({ at: momentSchema, text: z.string() })).optional(),
  /** When its sender took it back. */
  revokedAt: momentSchema.optional(),
  /** It was written here and taken away before it went out: see `isHidden`. */
  discarded: z.literal(true).optional(),
  /** Of a comment: whether everybody else sees it, as the channel last said. */
  unseen: z.looseObject({ at: momentSchema, is: z.boolean() }).optional(),
  /** Of a comment, or of our answer to one: what somebody wants done with it at the channel, until it is done. */
  wish: commentWishSchema.optional(),
  /** Of a comment: the message to its writer alone. The channel takes one. */
  answeredPrivately: idSchema.optional(),
  /** Of a message that was brought in: with which import. */
  importId: idSchema.optional(),
  /** Of an echo: the message of this business's that it is. */
  sameAs: idSchema.optional(),
});
export type MessageState = z.infer<typeof messageStateSchema>;

/** A message as everybody reads it: what was written with what became of it. See `composeMessage`. */
export type Message = WrittenMessage & MessageState;

/**
 * One thing that was reported of a message before it arrived: a status, an edit, a revocation; or of a person before
 * they wrote. Its id is derived from its content, so that any order leads to the same records, and each is a record
 * of its own, so that a device that lets go of one takes none away that another device has just noted.
 */
export const pendingUpdateSchema = z.looseObject({
  id: idSchema,
  /** The event's. */
  at: momentSchema,
  /** What it is about: Meta's id of the message, or the id of the person's identity. */
  externalId: z.string().max(512),
  /** Since when it waits, by this device's clock. */
  since: momentSchema,
  /** As the channel's parser gave it. */
  event: z.record(z.string(), z.unknown()),
});
export type PendingUpdate = z.infer<typeof pendingUpdateSchema>;
