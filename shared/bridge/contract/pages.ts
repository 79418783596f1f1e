import { z } from 'zod';
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
  'pages.markRead': {
    args: z.object({ account: pageAccountSchema, recipientId: metaIdSchema }),
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
