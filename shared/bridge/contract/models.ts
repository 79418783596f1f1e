import { z } from 'zod';
import { providerKinds } from '#shared/domain/model-provider.ts';

const chatMessageSchema = z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() });

/** Which model is asked, and where. */
const modelTargetSchema = z.object({
  kind: z.enum(providerKinds).default('ollama'),
  /** Without the paths of the API itself, such as `https://api.example.com/v1`. */
  url: z.url(),
  model: z.string().min(1).max(200),
  /** Goes out in a header only. */
  key: z.string().min(1).max(1000).optional(),
  /** The model must run on this computer; what the server says of it is checked before the prompt leaves. */
  localOnly: z.boolean(),
});
export type ModelTarget = z.input<typeof modelTargetSchema>;

/** A model of this computer answers one question after another: whose is it, and does a person wait for it? */
const turnShape = {
  purpose: z.string().max(40).optional(),
  waiting: z.boolean().optional(),
  /** Those who wait are served in turn: a conversation, or a contact. */
  party: z.string().max(100).optional(),
};

const chatArgsSchema = modelTargetSchema.extend({
  ...turnShape,
  messages: z.array(chatMessageSchema).min(1),
  contextTokens: z.number().int().positive(),
  maxTokens: z.number().int().positive(),
  /** A JSON schema that the answer has to follow. */
  format: z.record(z.string(), z.unknown()).optional(),
});

/** What left the device with a prompt, as the ledger has it. */
export const sentSchema = z.object({
  ledgerId: z.string(),
  at: z.number(),
  origin: z.string(),
  bytes: z.number().int().nonnegative(),
});
export type Sent = z.infer<typeof sentSchema>;

/** What is wrong with a provider, so that the screen can point at the field. */
const providerPartSchema = z.enum(['address', 'key', 'model', 'account', 'server', 'settings']);

/** What a probe found. Each state has its own remedy on the screen. */
export const modelStatusSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('ready'),
    version: z.string(),
    models: z.array(
      z.object({
        name: z.string(),
        sizeBytes: z.number().nonnegative(),
        /** `false` where the name is an alias of a model on somebody else's computer. */
        local: z.boolean(),
        /** Of its weights, where the server tells it. */
        digest: z.string().optional(),
        /** What it can do (`completion`, `embedding`, …) and the window it was made for, where the server tells. */
        capabilities: z.array(z.string()).optional(),
        contextTokens: z.number().positive().optional(),
      }),
    ),
    /** The server itself says that its cloud is switched off: only then is "local" verified. */
    verifiedLocal: z.boolean(),
  }),
  z.object({ state: z.literal('not-installed') }),
  z.object({ state: z.literal('not-running') }),
  z.object({ state: z.literal('too-old'), version: z.string() }),
  z.object({ state: z.literal('refused'), reason: z.string() }),
  z.object({ state: z.literal('failed'), reason: z.string() }),
]);
export type ModelStatus = z.infer<typeof modelStatusSchema>;

export const modelsCalls = {
  'models.probe': { args: z.object({ url: z.url() }), result: modelStatusSchema },
  /** Asks a provider for a word: proves address, key and model, or says which of them is wrong. */
  'models.test': {
    /** The window as for every other question: a server loads the model anew for each size. */
    args: modelTargetSchema.extend({
      model: z.string().max(200),
      contextTokens: z.number().int().positive(),
    }),
    result: z.discriminatedUnion('works', [
      z.object({ works: z.literal(true), models: z.array(z.string()), milliseconds: z.number() }),
      z.object({
        works: z.literal(false),
        wrong: providerPartSchema,
        message: z.string(),
        models: z.array(z.string()),
      }),
    ]),
  },
  /** The body of the request that `models.chat` would send, made the same way and not sent. */
  'models.preview': {
    args: chatArgsSchema,
    result: z.object({ method: z.string(), origin: z.string(), path: z.string(), body: z.string() }),
  },
  /** One vector a text, in their order. */
  'models.embed': {
    args: modelTargetSchema.extend({
      ...turnShape,
      texts: z.array(z.string().max(50_000)).min(1).max(256),
    }),
    result: z.object({ vectors: z.array(z.array(z.number())), sent: sentSchema.optional() }),
  },
  /** Ends what runs at the models of this computer, and empties their queue. */
  'models.stop': { args: z.object({}), result: z.object({}) },
  /** Keeps the models that were asked in memory, or has them and what they remember of prompts go. */
  'models.hold': { args: z.object({ hold: z.boolean() }), result: z.object({}) },
} as const;

export const modelsStreams = {
  /** `sent` comes once, when the prompt has left; then the answer piece by piece. */
  'models.chat': {
    args: chatArgsSchema,
    event: z.union([
      z.object({ text: z.string() }),
      z.object({ sent: sentSchema }),
      /** All text so far was no answer: the model only thought. */
      z.object({ dropped: z.literal(true) }),
    ]),
    result: z.object({
      promptTokens: z.number(),
      outputTokens: z.number(),
      tokensPerSecond: z.number().optional(),
      /** How long the server took to read what of the prompt it did not know yet. */
      promptMilliseconds: z.number().optional(),
      /** From its turn to its first word. */
      firstWordMilliseconds: z.number().optional(),
      /** Tokens of a prompt that this computer reads in a second, as measured. */
      readingSpeed: z.number().optional(),
    }),
  },
  /** Who is served and who waits at the models of this computer, with each change. */
  'models.watch': {
    args: z.object({}),
    event: z.object({
      jobs: z.array(
        z.object({
          id: z.number(),
          server: z.string(),
          purpose: z.string(),
          waiting: z.boolean(),
          running: z.boolean(),
          since: z.number(),
        }),
      ),
    }),
    result: z.object({}),
  },
  'models.pull': {
    args: z.object({ url: z.url(), model: z.string().min(1).max(200) }),
    event: z.object({
      status: z.string(),
      /** The layer that this is about. */
      digest: z.string().optional(),
      completed: z.number().optional(),
      total: z.number().optional(),
    }),
    result: z.object({}),
  },
} as const;
