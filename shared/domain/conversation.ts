import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';

export const conversationSchema = z.looseObject({
  id: idSchema,
  contactId: idSchema,
  channel: z.literal('whatsapp'),
  /** Meta's id of the business number that the conversation runs over. */
  accountId: z.string().max(64),
  state: z.enum(['open', 'resolved']),
  createdAt: momentSchema,
  /** When the customer last wrote: the reply window is computed from it. */
  lastInboundAt: momentSchema.optional(),
  /** For the list: the newest message, in short. */
  lastAt: momentSchema,
  lastText: z.string().max(200).optional(),
  lastDirection: z.enum(['in', 'out']).optional(),
  /** Everything received up to this moment has been seen on some device. */
  readUpTo: momentSchema.optional(),
});
export type Conversation = z.infer<typeof conversationSchema>;

/** In the order of their rank; `failed` stands apart. */
export const deliveryStates = ['queued', 'accepted', 'sent', 'delivered', 'read', 'played'] as const;
export type DeliveryState = (typeof deliveryStates)[number] | 'failed' | 'unconfirmed';

export const messageTypes = [
  'text', 'image', 'video', 'audio', 'document', 'sticker', 'location', 'contacts',
  'interactive', 'button', 'reaction', 'order', 'system', 'unsupported',
] as const;

const sendErrorSchema = z.looseObject({ code: z.number(), title: z.string().optional(), details: z.string().optional(), at: momentSchema });

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
  /** For `out`: the device that has to send it, and when it began to try. */
  deviceId: z.string().max(64).optional(),
  attemptedAt: momentSchema.optional(),
  /** For `out`: whether the owner wrote it or a draft of the assistant was its start. */
  author: z.enum(['owner', 'assistant']).optional(),
});
export type Message = z.infer<typeof messageSchema>;
