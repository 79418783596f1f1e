import { z } from 'zod';
import { mediaIdSchema, mediaKindSchema, openedSchema, uploadedSchema, uploadPieceSchema } from './media.ts';
import { metaIdSchema, sendOutcomeSchema } from './meta.ts';

const whatsappAccountSchema = z.object({
  graphUrl: z.url(),
  phoneNumberId: metaIdSchema,
  accessToken: z.string().min(1).max(1000),
});

const recipientSchema = z.union([
  /** Digits of an E.164 number, without the plus. */
  z.object({ phone: z.string().regex(/^\d{5,20}$/) }),
  /** Meta's business-scoped user id: goes out as `recipient`, never as `to`. */
  z.object({ userId: z.string().regex(/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/) }),
]);

export const whatsappCalls = {
  'whatsapp.send': {
    args: z.object({
      account: whatsappAccountSchema,
      recipient: recipientSchema,
      text: z.string().min(1).max(4096),
      replyTo: z.string().optional(),
      /** Comes back in the statuses as `biz_opaque_callback_data`. */
      correlation: z.string().max(512),
    }),
    result: sendOutcomeSchema,
  },
  /** Sends a template with its values: possible at any time. */
  'whatsapp.sendTemplate': {
    args: z.object({
      account: whatsappAccountSchema,
      recipient: recipientSchema,
      template: z.object({
        name: z.string().min(1).max(512),
        language: z.string().min(1).max(40),
        components: z.array(z.record(z.string(), z.unknown())).max(20),
      }),
      correlation: z.string().max(512),
    }),
    result: sendOutcomeSchema,
  },
  /** All templates of a business account, as Meta describes them. */
  'whatsapp.templates': {
    args: z.object({ account: whatsappAccountSchema, businessAccountId: metaIdSchema }),
    result: z.object({
      templates: z.array(
        z.object({
          externalId: z.string().max(64).optional(),
          name: z.string().min(1).max(512),
          language: z.string().min(1).max(40),
          category: z.string().max(40),
          status: z.string().max(40),
          components: z.array(z.record(z.string(), z.unknown())).max(20),
        }),
      ),
    }),
  },
  /** Sends a file that `whatsapp.putMedia` has uploaded. */
  'whatsapp.sendMedia': {
    args: z.object({
      account: whatsappAccountSchema,
      recipient: recipientSchema,
      kind: mediaKindSchema,
      mediaId: mediaIdSchema,
      caption: z.string().max(1024).optional(),
      filename: z.string().max(240).optional(),
      replyTo: z.string().optional(),
      correlation: z.string().max(512),
    }),
    result: sendOutcomeSchema,
  },
  /** Uploads a file in pieces, in order; what the last one gives is Meta's id for it. */
  'whatsapp.putMedia': {
    args: uploadPieceSchema.extend({ account: whatsappAccountSchema }),
    result: uploadedSchema,
  },
  /** Opens a file that a customer sent, for `media.read`. */
  'whatsapp.getMedia': {
    args: z.object({ account: whatsappAccountSchema, mediaId: z.string().regex(/^[\w-]{1,200}$/) }),
    result: openedSchema,
  },
  'whatsapp.markRead': {
    args: z.object({
      account: whatsappAccountSchema,
      externalId: z.string(),
      /** Shows as well that an answer is being written, for up to 25 seconds. */
      typing: z.boolean().optional(),
    }),
    result: z.object({}),
  },
  /** Asks Meta about the number: proves token and number in one go. */
  'whatsapp.test': {
    args: z.object({ account: whatsappAccountSchema }),
    result: z.object({ displayPhoneNumber: z.string(), verifiedName: z.string().optional() }),
  },
  /**
   * Has Meta deliver what happens in the business account to `callbackUrl`. Meta asks that address to prove
   * itself before it answers, so the relay must know the account and the token by then.
   */
  'whatsapp.subscribe': {
    args: z.object({
      account: whatsappAccountSchema,
      businessAccountId: metaIdSchema,
      callbackUrl: z.url(),
      verifyToken: z.string().min(1).max(200),
    }),
    result: z.object({}),
  },
} as const;
