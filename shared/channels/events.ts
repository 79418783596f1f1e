import { z } from 'zod';
import { momentSchema } from '#shared/domain/common.ts';
import { channelKinds } from '#shared/domain/channel.ts';
import { messageTypes } from '#shared/domain/conversation.ts';

/**
 * What a webhook body says, one event for each thing that happened. An event is plain data, so that it can be
 * an argument of a command and wait in a book until the message that it is about arrives.
 */
const externalIdSchema = z.string().min(1).max(512);
const accountIdSchema = z.string().min(1).max(64);
const detailsSchema = z.record(z.string(), z.unknown());

/** Which of Meta's channels; left out by WhatsApp's events. */
const channelSchema = z.enum(channelKinds).optional();

const personSchema = z.object({
  phone: z.string().max(20).optional(),
  userId: z.string().max(160).optional(),
  /** On Instagram and Messenger: an id that counts for one page or account only. */
  scoped: z
    .object({
      channel: z.enum(['instagram', 'messenger']),
      accountId: accountIdSchema,
      id: z.string().max(64),
    })
    .optional(),
});

/** The customer, also where the business wrote: a conversation belongs to its customer. */
const customerSchema = personSchema.extend({
  name: z.string().max(200).optional(),
  username: z.string().max(200).optional(),
});
export type Customer = z.infer<typeof customerSchema>;

/** What is known of how an event came here; `parseWebhook` adds it to each. */
const arrivalShape = {
  /** When the relay took the delivery in, in epoch milliseconds by its clock. */
  receivedAt: momentSchema.optional(),
  /** What Meta gave as the moment, where that is later than `receivedAt`: a repetition is known by it. */
  saidAt: momentSchema.optional(),
};

const messageEventSchema = z.object({
  ...arrivalShape,
  kind: z.literal('message'),
  channel: channelSchema,
  accountId: accountIdSchema,
  externalId: externalIdSchema,
  customer: customerSchema,
  at: momentSchema,
  type: z.enum(messageTypes),
  text: z.string().max(65_536).optional(),
  replyTo: externalIdSchema.optional(),
  content: detailsSchema.optional(),
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
});
export type MessageEvent = z.infer<typeof messageEventSchema>;

const sendErrorSchema = z.object({
  code: z.number(),
  title: z.string().optional(),
  details: z.string().optional(),
});

const statusEventSchema = z.object({
  kind: z.literal('status'),
  channel: channelSchema,
  accountId: accountIdSchema,
  externalId: externalIdSchema,
  state: z.enum(['sent', 'delivered', 'read', 'played', 'failed']),
  at: momentSchema,
  recipient: personSchema,
  /** What was sent as `biz_opaque_callback_data`: the message's record id. */
  correlation: z.string().max(512).optional(),
  error: sendErrorSchema.optional(),
});
export type StatusEvent = z.infer<typeof statusEventSchema>;

const editEventSchema = z.object({
  kind: z.literal('edit'),
  channel: channelSchema,
  accountId: accountIdSchema,
  /** The message that was edited. */
  externalId: externalIdSchema,
  at: momentSchema,
  text: z.string().max(65_536),
});
export type EditEvent = z.infer<typeof editEventSchema>;

const revokeEventSchema = z.object({
  kind: z.literal('revoke'),
  channel: channelSchema,
  accountId: accountIdSchema,
  /** The message that the customer took back. */
  externalId: externalIdSchema,
  at: momentSchema,
});
export type RevokeEvent = z.infer<typeof revokeEventSchema>;

/** Everything that the business has sent to this customer up to a moment was delivered or read. */
const watermarkEventSchema = z.object({
  kind: z.literal('watermark'),
  channel: channelSchema,
  accountId: accountIdSchema,
  at: momentSchema,
  customer: customerSchema,
  state: z.enum(['delivered', 'read']),
  upTo: momentSchema,
});
export type WatermarkEvent = z.infer<typeof watermarkEventSchema>;

/** The same person from now on under another number or user id. */
const identityChangeEventSchema = z.object({
  kind: z.literal('identityChange'),
  accountId: accountIdSchema,
  at: momentSchema,
  before: personSchema,
  after: personSchema,
});
export type IdentityChangeEvent = z.infer<typeof identityChangeEventSchema>;

/** An entry of the address book of the phone's app. */
const addressBookEventSchema = z.object({
  kind: z.literal('addressBook'),
  accountId: accountIdSchema,
  at: momentSchema,
  customer: customerSchema,
});
export type AddressBookEvent = z.infer<typeof addressBookEventSchema>;

const accountEventSchema = z.object({
  ...arrivalShape,
  kind: z.literal('accountEvent'),
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
  watermarkEventSchema,
  identityChangeEventSchema,
  addressBookEventSchema,
  accountEventSchema,
  unknownEventSchema,
]);
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

/** What changes a message that exists: it may arrive before that message does. */
export const messageUpdateSchema = z.discriminatedUnion('kind', [
  statusEventSchema,
  editEventSchema,
  revokeEventSchema,
]);
export type MessageUpdate = z.infer<typeof messageUpdateSchema>;
