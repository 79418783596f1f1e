import { z } from 'zod';
import { mediaIdSchema, mediaKindSchema, openedSchema, uploadedSchema, uploadPieceSchema } from './media.ts';
import { metaIdSchema, sendOutcomeSchema } from './meta.ts';

const pageAccountSchema = z.object({
  graphUrl: z.url(),
  pageId: metaIdSchema,
  accessToken: z.string().min(1).max(1000),
});

/** What Messenger and Instagram share. */
export const pagesCalls = {
  /** Sends a text over Messenger, or over Instagram through its page. */
  'pages.send': {
    args: z.object({
      account: pageAccountSchema,
      /** The person's id, as scoped to the page. */
      recipientId: metaIdSchema,
      text: z.string().min(1).max(2000),
      replyTo: z.string().max(512).optional(),
      /** Marks the answer as a person's: asked for when the customer wrote more than 24 hours ago. */
      humanAgent: z.boolean(),
    }),
    result: sendOutcomeSchema,
  },
  /** Uploads a file in pieces, in order; what the last one gives is Meta's id for it. */
  'pages.putMedia': {
    args: uploadPieceSchema.extend({
      account: pageAccountSchema,
      platform: z.enum(['messenger', 'instagram']),
      kind: mediaKindSchema,
    }),
    result: uploadedSchema,
  },
  /** Sends a file that `pages.putMedia` has uploaded. */
  'pages.sendMedia': {
    args: z.object({
      account: pageAccountSchema,
      recipientId: metaIdSchema,
      kind: mediaKindSchema,
      mediaId: mediaIdSchema,
      replyTo: z.string().max(512).optional(),
      humanAgent: z.boolean(),
    }),
    result: sendOutcomeSchema,
  },
  /** Opens a file that a customer sent, at the address that came with it, for `media.read`. */
  'pages.getMedia': {
    args: z.object({ url: z.url().max(4000), kind: mediaKindSchema }),
    result: openedSchema,
  },
  'pages.markRead': {
    args: z.object({
      account: pageAccountSchema,
      recipientId: metaIdSchema,
      /** Shows instead that an answer is being written. */
      typing: z.boolean().optional(),
    }),
    result: z.object({}),
  },
  /** Asks Meta about the page or the Instagram account with this id. */
  'pages.test': {
    args: z.object({ account: pageAccountSchema, id: metaIdSchema }),
    result: z.object({ name: z.string() }),
  },
  /** Has Meta deliver what happens on the page to the app's address, which is set in Meta's dashboard. */
  'pages.subscribe': { args: z.object({ account: pageAccountSchema }), result: z.object({}) },
} as const;
