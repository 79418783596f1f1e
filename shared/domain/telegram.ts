import { z } from 'zod';
import { alertKinds } from './alert.ts';
import { idSchema, momentSchema, timeOfDaySchema } from './common.ts';
import { isLoopback, parsedUrl } from './egress.ts';
import { exposureSchema } from './exposure.ts';

/** Where Telegram's Bot API is. */
export const telegramUrl = 'https://api.telegram.org';

/** Of a chat or a person. */
export const telegramIdSchema = z.string().regex(/^-?\d{1,19}$/);

/** As BotFather gives it. */
const botTokenPattern = /^\d{5,15}:[\w-]{20,100}$/;

const apiRoot = z
  .url()
  .max(300)
  .refine((url) => isApiRoot(url), 'Only an encrypted address, or one of this computer, can be used.');

/** What the shell needs to speak for a bot. */
export const telegramAccessSchema = z.object({ token: z.string().regex(botTokenPattern), apiRoot });
export type TelegramAccess = z.infer<typeof telegramAccessSchema>;

/** What can stand in the way of hearing from Telegram. */
export const telegramTroubles = ['unauthorized', 'conflict', 'webhook'] as const;
export type TelegramTrouble = (typeof telegramTroubles)[number];

/** The owner's bot. Its token is a secret: who has it reads and writes all that the bot is part of. */
export const telegramBotSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  /** Telegram's id of it, and how it is called there. */
  botId: telegramIdSchema,
  username: z.string().max(64),
  name: z.string().max(128),
  /** As it was when it was tested; empty where only the rest of the record came. */
  token: z.string().max(128),
  tokenExposed: exposureSchema.optional(),
  /** So that a proxy or a stand-in can take Telegram's place. */
  apiRoot,
  /** Since when nothing is heard from it. */
  trouble: z.looseObject({ kind: z.enum(telegramTroubles), since: momentSchema }).optional(),
});
export type TelegramBot = z.infer<typeof telegramBotSchema>;

/** What may stand in Telegram of the business: references alone, names and words on request, or at once. */
export const telegramContents = ['hidden', 'onRequest', 'shown'] as const;
export type TelegramContent = (typeof telegramContents)[number];

/** A link by which one chat is bound to one member, and the chat since it was. */
export const telegramPairingSchema = z.looseObject({
  id: idSchema,
  /** The record of the bot. */
  botId: idSchema,
  memberId: idSchema,
  createdAt: momentSchema,
  /** The code of its link by its hash, and until when it counts. */
  codeHash: z.string().max(64),
  expiresAt: momentSchema,
  /** One value, so that no merge joins two chats. */
  chat: z.looseObject({ id: telegramIdSchema, at: momentSchema }).optional(),
  /** What is told there. */
  wants: z.array(z.enum(alertKinds)).optional().catch(undefined),
  content: z.enum(telegramContents).optional(),
  /** In this time, by the business's clock, only danger is told. One value. */
  quiet: z.looseObject({ from: timeOfDaySchema, to: timeOfDaySchema }).optional(),
  /** The member has asked for nothing more, with /stop. */
  stoppedAt: momentSchema.optional(),
});
export type TelegramPairing = z.infer<typeof telegramPairingSchema>;

/** What a button of an alert does. */
export const telegramDeeds = ['take', 'callBack', 'show', 'draft', 'approve', 'discard'] as const;
export type TelegramDeed = (typeof telegramDeeds)[number];

const buttonSchema = z.looseObject({
  does: z.enum(telegramDeeds),
  until: momentSchema,
  /** Of what was shown above it: nothing else is approved. */
  hash: z.string().max(64).optional(),
});

/**
 * Something that a member is told in Telegram: written before it is said, so that it is never said twice. Its id follows
 * from its cause and the member.
 */
export const telegramAlertSchema = z.looseObject({
  id: idSchema,
  at: momentSchema,
  pairingId: idSchema,
  memberId: idSchema,
  kind: z.enum(alertKinds),
  /** By which it is called where nothing else may be said: `A-17`. */
  reference: z.string().max(12),
  contactId: idSchema.optional(),
  conversationId: idSchema.optional(),
  /** Where it opens in Plumbline. */
  path: z.string().max(200),
  /** By what its buttons give back, and what was pressed. */
  buttons: z.record(z.string().max(64), buttonSchema).optional(),
  pressed: z.record(z.string().max(64), momentSchema).optional(),
  /** The draft that was shown, and which message it answers. */
  draft: z
    .looseObject({
      text: z.string().max(4096),
      messageId: idSchema,
      receipts: z.array(z.unknown()).optional(),
    })
    .optional(),
});
export type TelegramAlert = z.infer<typeof telegramAlertSchema>;

/** So long a link may wait for its chat, and a button to be pressed. */
export const pairingMilliseconds = 30 * 60_000;
export const buttonMilliseconds = 3 * 24 * 3_600_000;

function isApiRoot(text: string): boolean {
  const url = parsedUrl(text);
  if (url === undefined || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}
