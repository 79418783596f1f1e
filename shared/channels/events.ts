import { z } from 'zod';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import { channelKinds } from '#shared/domain/channel.ts';
import { messageTypes } from '#shared/domain/conversation.ts';
import { tapSchema } from '#shared/domain/offer.ts';

/**
 * What every channel's parser ends in: one event for each thing that happened, and each names its channel. An
 * event is plain data, so that it can be an argument of a command and wait in a book until the message that it
 * is about arrives.
 */
const externalIdSchema = z.string().min(1).max(512);
const accountIdSchema = z.string().min(1).max(64);
const detailsSchema = z.record(z.string(), z.unknown());

const channelSchema = z.enum(channelKinds);
/** Over which number, page or account. */
const originShape = { channel: channelSchema, accountId: accountIdSchema };

const personSchema = z.object({
  /** Digits of the number, without a plus. */
  phone: z.string().max(20).optional(),
  /** An id that counts for the whole business. */
  userId: z.string().max(160).optional(),
  /** An id that counts for one page or account only. */
  scoped: z.object({ ...originShape, id: z.string().max(64) }).optional(),
});
export type Person = z.infer<typeof personSchema>;

/** The customer, also where the business wrote: a conversation belongs to its customer. */
const customerSchema = personSchema.extend({
  name: z.string().max(200).optional(),
  username: z.string().max(200).optional(),
});
export type Customer = z.infer<typeof customerSchema>;

/** What is known of how an event came here. */
const arrivalShape = {
  /** When the relay took the delivery in, in epoch milliseconds by its clock. */
  receivedAt: momentSchema.optional(),
  /** What the channel gave as the moment, where that is later than `receivedAt`: a repetition is known by it. */
  saidAt: momentSchema.optional(),
};

/** What a comment stands under. */
const postSchema = z.object({
  /** Meta's id of it. */
  id: z.string().min(1).max(128),
  permalink: z.url().max(2000).optional(),
  live: z.literal(true).optional(),
});

const messageEventSchema = z.object({
  ...arrivalShape,
  kind: z.literal('message'),
  ...originShape,
  externalId: externalIdSchema,
  /** Of a comment nobody may be named: Meta keeps back who some people are. */
  customer: customerSchema,
  at: momentSchema,
  type: z.enum(messageTypes),
  text: z.string().max(65_536).optional(),
  replyTo: externalIdSchema.optional(),
  content: detailsSchema.optional(),
  /** The customer chose by tapping. */
  tap: tapSchema.optional(),
  /** Kept whole where the type is not understood. */
  raw: z.unknown().optional(),
  /** The business wrote it, on another device or with another program. */
  echo: z.boolean(),
  /** Where it stands among the events of its delivery: what came first is first. */
  place: z.int().nonnegative().optional(),
  /** Said in a group, by whom: nobody's private thread. */
  group: z.object({ id: z.string().min(1).max(256), sender: z.string().max(200).optional() }).optional(),
  /** From the history that a phone's app hands over: it is past, and nothing follows from it. */
  past: z.literal(true).optional(),
  /** Said under a post of the business, where everybody reads it. */
  under: postSchema.optional(),
});
export type MessageEvent = z.infer<typeof messageEventSchema>;

const sendErrorSchema = z.object({
  code: z.number(),
  title: z.string().optional(),
  details: z.string().optional(),
});

const statusEventSchema = z.object({
  kind: z.literal('status'),
  ...originShape,
  externalId: externalIdSchema,
  state: z.enum(['sent', 'delivered', 'read', 'played', 'failed']),
  at: momentSchema,
  recipient: personSchema,
  /** What went along with the send and came back: the message's record id. */
  correlation: z.string().max(512).optional(),
  error: sendErrorSchema.optional(),
});
export type StatusEvent = z.infer<typeof statusEventSchema>;

const editEventSchema = z.object({
  kind: z.literal('edit'),
  ...originShape,
  /** The message that was edited. */
  externalId: externalIdSchema,
  at: momentSchema,
  text: z.string().max(65_536),
});
export type EditEvent = z.infer<typeof editEventSchema>;

const revokeEventSchema = z.object({
  kind: z.literal('revoke'),
  ...originShape,
  /** The message that the customer took back. */
  externalId: externalIdSchema,
  at: momentSchema,
});
export type RevokeEvent = z.infer<typeof revokeEventSchema>;

/** Everybody but its writer and the business stopped seeing a comment, or sees it again. */
const seenEventSchema = z.object({
  kind: z.literal('seen'),
  ...originShape,
  externalId: externalIdSchema,
  at: momentSchema,
  by: z.enum(['everybody', 'nobody']),
});
export type SeenEvent = z.infer<typeof seenEventSchema>;

/** The business itself has answered a comment (`externalId`), here or elsewhere. */
const ownCommentEventSchema = z.object({
  kind: z.literal('ownComment'),
  ...originShape,
  externalId: externalIdSchema,
  at: momentSchema,
  commentId: externalIdSchema,
  text: z.string().max(65_536),
});
export type OwnCommentEvent = z.infer<typeof ownCommentEventSchema>;

/** Everything that the business has sent to this customer up to a moment was delivered or read. */
const watermarkEventSchema = z.object({
  kind: z.literal('watermark'),
  ...originShape,
  at: momentSchema,
  customer: customerSchema,
  state: z.enum(['delivered', 'read']),
  upTo: momentSchema,
});
export type WatermarkEvent = z.infer<typeof watermarkEventSchema>;

/** The same person from now on under another number or user id. */
const identityChangeEventSchema = z.object({
  kind: z.literal('identityChange'),
  ...originShape,
  at: momentSchema,
  before: personSchema,
  after: personSchema,
});
export type IdentityChangeEvent = z.infer<typeof identityChangeEventSchema>;

/** An entry of the address book of the phone's app. */
const addressBookEventSchema = z.object({
  kind: z.literal('addressBook'),
  ...originShape,
  at: momentSchema,
  customer: customerSchema,
});
export type AddressBookEvent = z.infer<typeof addressBookEventSchema>;

/** Somebody wants no more advertising by e-mail: they have used the link that stood in one. */
const unsubscribeEventSchema = z.object({
  kind: z.literal('unsubscribe'),
  at: momentSchema,
  /** Whom the e-mail was written to, and the address that it went to: see `mailAddressId`. */
  contactId: idSchema,
  addressId: idSchema,
});
export type UnsubscribeEvent = z.infer<typeof unsubscribeEventSchema>;

const accountEventSchema = z.object({
  ...arrivalShape,
  kind: z.literal('accountEvent'),
  channel: channelSchema,
  field: z.string().max(200),
  at: momentSchema.optional(),
  /** Plain words for the owner. */
  summary: z.string().max(2000),
  severity: z.enum(['info', 'warning', 'error']),
  /** There are many of its field and none asks for anything: only the last one is kept. */
  onlyLast: z.literal(true).optional(),
  raw: z.unknown(),
});
export type AccountEvent = z.infer<typeof accountEventSchema>;

/** Something that Plumbline does not understand. It is kept, and stops nothing. */
const unknownEventSchema = z.object({
  ...arrivalShape,
  kind: z.literal('unknown'),
  channel: channelSchema,
  field: z.string().max(200),
  at: momentSchema.optional(),
  raw: z.unknown(),
});
export type UnknownEvent = z.infer<typeof unknownEventSchema>;

export const webhookEventSchema = z.discriminatedUnion('kind', [
  messageEventSchema,
  statusEventSchema,
  editEventSchema,
  revokeEventSchema,
  seenEventSchema,
  ownCommentEventSchema,
  watermarkEventSchema,
  identityChangeEventSchema,
  addressBookEventSchema,
  unsubscribeEventSchema,
  accountEventSchema,
  unknownEventSchema,
]);
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

/** What changes a message that exists: it may arrive before that message does. */
export const messageUpdateSchema = z.discriminatedUnion('kind', [
  statusEventSchema,
  editEventSchema,
  revokeEventSchema,
  seenEventSchema,
  ownCommentEventSchema,
]);
export type MessageUpdate = z.infer<typeof messageUpdateSchema>;
