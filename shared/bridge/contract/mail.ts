import { z } from 'zod';
import { mailAccountSchema } from '#shared/domain/channel.ts';
import { emailAddressSchema } from '#shared/domain/common.ts';
import { mailClientSchema } from '#shared/domain/mail-sign-in.ts';
import { bytesSchema } from './bytes.ts';
import { sendOutcomeSchema } from './channel.ts';
import {
  accessKeySchema,
  browserWordsSchema,
  doneSchema,
  providerFailedSchema,
  tokenSchema,
} from './google.ts';

/** What the shell needs of a mailbox to speak for it, and no more. `name`: how its sender is called. */
export const mailAccessSchema = mailAccountSchema
  .pick({ name: true, address: true, host: true, port: true, security: true, user: true, password: true })
  /** In the place of a password, where it is signed in to at its provider. */
  .extend({ accessToken: tokenSchema.optional() })
  .strip();
export type MailAccess = z.infer<typeof mailAccessSchema>;

/** Names an upload while it lasts. */
const uploadSchema = z.string().regex(/^[\w-]{8,64}$/);
/** `<…@…>`, as our own and others' e-mails are called. */
const messageIdSchema = z.string().regex(/^<[^\s<>@]{1,200}@[^\s<>@]{1,253}>$/);

const outgoingMailSchema = z.object({
  messageId: messageIdSchema,
  to: emailAddressSchema,
  subject: z.string().max(250),
  text: z.string().max(60_000),
  /** The e-mails before it, the first one first: the last of them is what it answers. */
  references: z.array(messageIdSchema).max(20),
  /** Where one click unsubscribes (RFC 8058). */
  unsubscribeUrl: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .optional(),
  /** An appointment for the reader's own calendar (RFC 5545). */
  calendar: z.object({ filename: z.string().max(40), text: z.string().max(10_000) }).optional(),
  /** A file that `mail.putFile` has brought. */
  file: z
    .object({
      upload: uploadSchema,
      filename: z.string().max(240),
      mimeType: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/),
    })
    .optional(),
});
export type OutgoingMail = z.infer<typeof outgoingMailSchema>;

export const mailCalls = {
  /** Hands one e-mail to the owner's mail server. */
  'mail.send': {
    args: z.object({ account: mailAccessSchema, mail: outgoingMailSchema }),
    result: sendOutcomeSchema,
  },
  /** Brings a file for the next e-mail, in pieces and in order. What nobody sends within minutes is dropped. */
  'mail.putFile': {
    args: z.object({
      upload: uploadSchema,
      piece: z.int().min(0),
      last: z.boolean(),
      bytes: bytesSchema,
    }),
    result: z.object({}),
  },
  /** Has the provider give a new right in return for what is kept. `refreshToken`: where another one takes its place. */
  'mail.refresh': {
    args: z.object({ client: mailClientSchema, refreshToken: tokenSchema }),
    result: z.union([
      z.object({
        outcome: z.literal('access'),
        ...accessKeySchema.shape,
        refreshToken: tokenSchema.optional(),
      }),
      providerFailedSchema,
    ]),
  },
  /** Takes the right back, where the provider has a place for that. */
  'mail.revoke': {
    args: z.object({ client: mailClientSchema, refreshToken: tokenSchema }),
    result: z.union([doneSchema, providerFailedSchema]),
  },
} as const;

export const mailStreams = {
  /** Has somebody sign in at their mailbox's provider in their own browser; see `google.connect`. */
  'mail.connect': {
    args: z.object({ client: mailClientSchema, address: emailAddressSchema, words: browserWordsSchema }),
    event: z.object({ url: z.url() }),
    result: z.union([
      z.object({
        outcome: z.literal('access'),
        ...accessKeySchema.shape,
        refreshToken: tokenSchema,
        scopes: z.array(z.string()),
      }),
      providerFailedSchema,
    ]),
  },
} as const;
