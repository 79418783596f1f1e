import { z } from 'zod';
import { telegramAccessSchema, telegramIdSchema } from '#shared/domain/telegram.ts';

/** Why Telegram did not do what it was asked; `lost`: nobody knows whether it has. */
const telegramFailures = [
  'unauthorized',
  'conflict',
  'webhook',
  'tooMany',
  'blocked',
  'server',
  'unreachable',
  'lost',
  'refused',
  'notAllowed',
] as const;
export type TelegramFailure = (typeof telegramFailures)[number];

const failedSchema = z.object({
  outcome: z.literal('failed'),
  why: z.enum(telegramFailures),
  /** Seconds to wait before it is asked again, where Telegram says so. */
  retryAfter: z.number().optional(),
});
export type TelegramFailed = z.infer<typeof failedSchema>;

const chatKind = z.enum(['private', 'other']);

/** What somebody has done in Telegram, as far as Plumbline makes something of it. */
const telegramUpdateSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    id: z.int(),
    chat: telegramIdSchema,
    chatKind,
    from: telegramIdSchema,
    text: z.string().max(4096),
  }),
  z.object({
    kind: z.literal('press'),
    id: z.int(),
    queryId: z.string().max(200),
    chat: telegramIdSchema,
    chatKind,
    from: telegramIdSchema,
    /** Of the button. */
    data: z.string().max(200),
    messageId: z.int(),
    /** What stood above the button, as Telegram has shown it. */
    shown: z.string().max(4096).optional(),
  }),
  /** It was added to a chat, or somebody has blocked it. */
  z.object({ kind: z.literal('chat'), id: z.int(), chat: telegramIdSchema, chatKind, isIn: z.boolean() }),
  z.object({ kind: z.literal('other'), id: z.int() }),
]);
export type TelegramUpdate = z.infer<typeof telegramUpdateSchema>;

const boldSchema = z.object({ offset: z.int().min(0), length: z.int().min(1) });

/** Words with what is bold in them: no markup is ever read out of a text. */
const saidSchema = z.object({ text: z.string().min(1).max(4096), bold: z.array(boldSchema).max(50) });

/** What a button gives back is bytes to Telegram: no more than 64. */
const buttonsSchema = z
  .array(z.array(z.object({ label: z.string().min(1).max(64), data: z.string().min(1).max(64) })).max(3))
  .max(3);

const actSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('send'), chat: telegramIdSchema, said: saidSchema, buttons: buttonsSchema }),
  /** Takes the place of what was said: without buttons they go. */
  z.object({
    act: z.literal('edit'),
    chat: telegramIdSchema,
    messageId: z.int(),
    said: saidSchema,
    buttons: buttonsSchema,
  }),
  /** Takes the buttons away and leaves the words. */
  z.object({ act: z.literal('settle'), chat: telegramIdSchema, messageId: z.int() }),
  z.object({ act: z.literal('answer'), queryId: z.string().max(200), text: z.string().max(200) }),
  z.object({ act: z.literal('leave'), chat: telegramIdSchema }),
  z.object({ act: z.literal('dropWebhook') }),
  z.object({ act: z.literal('close') }),
]);
export type TelegramAct = z.infer<typeof actSchema>;

export const telegramCalls = {
  /** Whose token it is, and whether somebody else receives what is sent to it. */
  'telegram.test': {
    args: z.object({ access: telegramAccessSchema }),
    result: z.union([
      z.object({
        outcome: z.literal('bot'),
        bot: z.object({ id: telegramIdSchema, username: z.string(), name: z.string() }),
        /** Where its webhook goes, by host. */
        webhook: z.string().optional(),
      }),
      failedSchema,
    ]),
  },
  'telegram.act': {
    args: z.object({ access: telegramAccessSchema, act: actSchema }),
    result: z.union([
      z.object({ outcome: z.literal('done'), messageId: z.int().optional(), text: z.string().optional() }),
      failedSchema,
    ]),
  },
} as const;

export const telegramStreams = {
  /** What has come since `offset`, once, waiting so many seconds for it; whoever asks may stop waiting. */
  'telegram.poll': {
    args: z.object({
      access: telegramAccessSchema,
      offset: z.int().optional(),
      seconds: z.int().min(0).max(50),
    }),
    event: z.array(telegramUpdateSchema),
    result: z.union([z.object({ outcome: z.literal('done') }), failedSchema]),
  },
} as const;
