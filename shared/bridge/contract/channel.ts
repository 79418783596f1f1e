import { z } from 'zod';
import {
  instagramChannelSchema,
  messengerChannelSchema,
  metaIdSchema,
  phoneParts,
  whatsappChannelSchema,
} from '#shared/domain/channel.ts';
import { commentActs } from '#shared/domain/comment.ts';
import { renderedChoiceSchema } from '#shared/domain/choice.ts';
import { mediaKinds } from '#shared/domain/media.ts';
import { bytesSchema, offsetSchema } from './bytes.ts';

const access = { kind: true, graphUrl: true, accessToken: true } as const;

/** What the shell needs of a channel to speak for it, and no more. */
const whatsappAccountSchema = whatsappChannelSchema
  .pick({ ...access, phoneNumberId: true, businessAccountId: true })
  .strip();
export type WhatsappAccount = z.infer<typeof whatsappAccountSchema>;

export const channelAccountSchema = z.discriminatedUnion('kind', [
  whatsappAccountSchema,
  messengerChannelSchema.pick({ ...access, pageId: true }).strip(),
  instagramChannelSchema.pick({ ...access, pageId: true, instagramId: true }).strip(),
]);
export type ChannelAccount = z.infer<typeof channelAccountSchema>;
const pageAccountSchema = z.discriminatedUnion('kind', [
  messengerChannelSchema.pick({ ...access, pageId: true }).strip(),
  instagramChannelSchema.pick({ ...access, pageId: true, instagramId: true }).strip(),
]);
export type PageAccount = z.infer<typeof pageAccountSchema>;

/** Meta's id of a comment, or of a post. */
const commentIdSchema = z.string().regex(/^[\w-]{1,200}$/);

const recipientSchema = z.union([
  /** Digits of an E.164 number, without the plus. */
  z.object({ phone: z.string().regex(/^\d{5,20}$/) }),
  /** Meta's business-scoped user id: goes out as `recipient`, never as `to`. */
  z.object({ userId: z.string().regex(/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/) }),
  /** The person's id, as scoped to the page. */
  z.object({ scopedId: metaIdSchema }),
  /** Whoever wrote this comment: once, within a week. */
  z.object({ commentId: commentIdSchema }),
]);

const named = { name: z.string().max(100) };
/** An account that can be connected. A page speaks with a token of its own. */
const foundAccountSchema = z.discriminatedUnion('kind', [
  whatsappChannelSchema
    .pick({ kind: true, phoneNumberId: true, businessAccountId: true })
    .extend({ ...named, number: z.string().max(40).optional() })
    .strip(),
  messengerChannelSchema.pick({ kind: true, pageId: true, accessToken: true }).extend(named).strip(),
  instagramChannelSchema
    .pick({ kind: true, pageId: true, instagramId: true, accessToken: true })
    .extend(named)
    .strip(),
]);
export type FoundAccount = z.infer<typeof foundAccountSchema>;

/** Which account writes to whom. */
const addressShape = {
  account: channelAccountSchema,
  recipient: recipientSchema,
  replyTo: z.string().max(512).optional(),
  /** Comes back in WhatsApp's statuses as `biz_opaque_callback_data`. */
  correlation: z.string().max(512),
  /** Marks an answer over a page as a person's: asked for when the customer wrote more than 24 hours ago. */
  humanAgent: z.boolean(),
};

/**
 * `unknown`: the request may or may not have reached Meta (time-out, connection lost). It must not be sent
 * again blindly.
 */
export const sendOutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('accepted'), externalId: z.string() }),
  z.object({
    outcome: z.literal('refused'),
    code: z.number(),
    /** On pages one code has several meanings, which this tells apart. */
    subcode: z.number().optional(),
    title: z.string(),
    details: z.string().optional(),
  }),
  z.object({ outcome: z.literal('unreachable'), reason: z.string() }),
  z.object({ outcome: z.literal('unknown'), reason: z.string() }),
]);

const componentsSchema = z.array(z.record(z.string(), z.unknown())).max(20);
const templateNameShape = { name: z.string().min(1).max(512), language: z.string().min(1).max(40) };

const mediaKindSchema = z.enum(mediaKinds);

/** The channels of customers: each call brings the account along that it speaks for. */
export const channelCalls = {
  'channel.send': {
    args: z.object({ ...addressShape, text: z.string().min(1).max(4096) }),
    result: sendOutcomeSchema,
  },
  /** Sends options to tap, in the form that the channel shows. */
  'channel.sendChoice': {
    args: z.object({ ...addressShape, choice: renderedChoiceSchema }),
    result: sendOutcomeSchema,
  },
  /** Sends a template with its values: possible at any time. */
  'channel.sendTemplate': {
    args: z.object({
      ...addressShape,
      account: whatsappAccountSchema,
      template: z.object({ ...templateNameShape, components: componentsSchema }),
    }),
    result: sendOutcomeSchema,
  },
  /** Sends a file that `channel.putMedia` has uploaded. */
  'channel.sendMedia': {
    args: z.object({
      ...addressShape,
      kind: mediaKindSchema,
      mediaId: z.string().min(1).max(200),
      /** Where the channel takes words with a file. */
      caption: z.string().max(1024).optional(),
      filename: z.string().max(240).optional(),
    }),
    result: sendOutcomeSchema,
  },
  /** Uploads a file in pieces, in order; what the last one gives is Meta's id for it. */
  'channel.putMedia': {
    args: z.object({
      account: channelAccountSchema,
      kind: mediaKindSchema,
      /** Names the upload while it lasts. */
      upload: z.string().regex(/^[\w-]{8,64}$/),
      mimeType: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/),
      filename: z.string().max(240),
      piece: z.int().min(0),
      last: z.boolean(),
      bytes: bytesSchema,
    }),
    result: z.object({ mediaId: z.string().optional() }),
  },
  /**
   * Opens a file that a customer sent, for `channel.readMedia`: behind Meta's id of it, or at the address that came
   * with it. What nobody reads for a minute is dropped.
   */
  'channel.openMedia': {
    args: z.union([
      z.object({ account: whatsappAccountSchema, mediaId: z.string().regex(/^[\w-]{1,200}$/) }),
      z.object({ url: z.url().max(4000), kind: mediaKindSchema }),
    ]),
    result: z.object({ download: z.string(), mimeType: z.string(), sizeBytes: offsetSchema.optional() }),
  },
  /** Piece after piece of an opened file, until one is the last. */
  'channel.readMedia': {
    args: z.object({ download: z.string() }),
    result: z.object({ bytes: bytesSchema, last: z.boolean() }),
  },
  /** Shows the customer that the message was read, and all before it. */
  'channel.markRead': {
    args: z.object({
      account: channelAccountSchema,
      externalId: z.string(),
      /** Pages are told whose messages they are; WhatsApp knows by the message. */
      recipient: recipientSchema.optional(),
      /** Shows as well, or on pages instead, that an answer is being written, for up to 25 seconds. */
      typing: z.boolean().optional(),
    }),
    result: z.object({}),
  },
  /** Answers a comment where everybody reads it. */
  'channel.answerComment': {
    args: z.object({
      account: pageAccountSchema,
      commentId: commentIdSchema,
      text: z.string().min(1).max(8000),
    }),
    result: sendOutcomeSchema,
  },
  /** Hides somebody's comment or shows it again, or deletes one of the page's own. What is gone already is done. */
  'channel.changeComment': {
    args: z.object({ account: pageAccountSchema, commentId: commentIdSchema, do: z.enum(commentActs) }),
    result: z.object({}),
  },
  /** How a post begins, and where it can be seen; empty where Meta does not tell. */
  'channel.post': {
    args: z.object({ account: pageAccountSchema, postId: commentIdSchema }),
    result: z.object({ permalink: z.url().max(2000).optional(), excerpt: z.string().max(200).optional() }),
  },
  /** What somebody who has written to a page calls themselves there; empty where Meta does not tell. */
  'channel.profile': {
    args: z.object({ account: pageAccountSchema, scopedId: metaIdSchema }),
    result: z.object({ name: z.string().max(200).optional(), username: z.string().max(200).optional() }),
  },
  /** Which numbers, pages and Instagram accounts a token opens, with what speaks for each, and what it is allowed. */
  'channel.discover': {
    args: z.object({ graphUrl: z.url(), accessToken: z.string().min(1).max(1000) }),
    result: z.object({
      /** Whose token it is. */
      name: z.string().optional(),
      /** Left out where Meta does not tell. */
      permissions: z.array(z.string()).optional(),
      found: z.array(foundAccountSchema),
    }),
  },
  /** Asks Meta whose `token` it is, or about the `account`, and gives the name of what was found. */
  'channel.test': {
    args: z.object({ account: channelAccountSchema, part: z.enum(['token', 'account']) }),
    result: z.object({ name: z.string() }),
  },
  /**
   * Has Meta deliver what happens in the account. Meta asks the address to prove itself before it answers, so the
   * relay must know the account and the token by then. For a page the address is the app's: it is set with the app's
   * secret, and where Meta does not take that, `byHand` says why somebody has to set it in Meta's dashboard.
   */
  'channel.subscribe': {
    args: z.object({
      account: channelAccountSchema,
      appSecret: z.string().min(1).max(200),
      callbackUrl: z.url(),
      verifyToken: z.string().min(1).max(200),
    }),
    result: z.object({ byHand: z.string().max(500).optional() }),
  },
  /** Has the phone's app hand over its messages or its address book: Meta takes each once, within a day of connecting. */
  'channel.askPhone': {
    args: z.object({ account: whatsappAccountSchema, what: z.enum(phoneParts) }),
    result: z.object({}),
  },
  /** Has Meta deliver nothing of the account any more. */
  'channel.unsubscribe': { args: z.object({ account: channelAccountSchema }), result: z.object({}) },
  /** All templates of a business account, as Meta describes them. */
  'channel.templates': {
    args: z.object({ account: whatsappAccountSchema }),
    result: z.object({
      templates: z.array(
        z.object({
          ...templateNameShape,
          externalId: z.string().max(64).optional(),
          category: z.string().max(40),
          status: z.string().max(40),
          components: componentsSchema,
        }),
      ),
    }),
  },
  /** Hands a template in for Meta to judge. The category is Meta's: it may be another one than was asked for. */
  'channel.submitTemplate': {
    args: z.object({
      account: whatsappAccountSchema,
      template: z.object({
        ...templateNameShape,
        category: z.string().max(40),
        parameter_format: z.literal('NAMED'),
        components: componentsSchema,
      }),
    }),
    result: z.object({
      externalId: z.string().max(64),
      status: z.string().max(40),
      category: z.string().max(40).optional(),
    }),
  },
} as const;
