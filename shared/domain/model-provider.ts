import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';
import { exposureSchema } from './exposure.ts';

/** The ways in which language models are spoken to. `openai`: whoever offers OpenAI's chat completions. */
export const providerKinds = ['ollama', 'openai', 'openrouter', 'anthropic', 'gemini'] as const;
export type ProviderKind = (typeof providerKinds)[number];

/** Where each kind is reached until the owner says otherwise: a proxy, another server, a stand-in. */
export const providerUrls: Record<ProviderKind, string> = {
  ollama: 'http://127.0.0.1:11434',
  openai: 'http://127.0.0.1:1234/v1',
  openrouter: 'https://openrouter.ai/api/v1',
  anthropic: 'https://api.anthropic.com/v1',
  gemini: 'https://generativelanguage.googleapis.com/v1beta',
};

export const providerNames: Record<ProviderKind, string> = {
  ollama: 'Ollama',
  openai: 'OpenAI-compatible',
  openrouter: 'OpenRouter',
  anthropic: 'Anthropic',
  gemini: 'Gemini',
};

/** A model that the business may ask. Its key is a record of its own, in `secrets`. */
export const modelProviderSchema = z.looseObject({
  id: idSchema,
  kind: z.enum(providerKinds),
  name: z.string().trim().min(1).max(100),
  url: z.url(),
  model: z.string().max(200).optional(),
  /** For search by meaning; left out where there is none. */
  embeddingModel: z.string().max(200).optional(),
  /** The window of the model that is used, in tokens: prompt and answer together. */
  contextTokens: z.number().int().min(1024).max(1_048_576),
  hasKey: z.boolean(),
  keyExposed: exposureSchema.optional(),
  createdAt: momentSchema,
  /** When the owner has seen what this one gets to see, and at which origin. Another origin asks anew. */
  approvedAt: momentSchema.optional(),
  approvedOrigin: z.string().max(300).optional(),
});
export type ModelProvider = z.infer<typeof modelProviderSchema>;

/** The key of the provider of the same id. Never shown to the window. */
export const modelKeySchema = z.looseObject({ id: idSchema, key: z.string().min(1).max(1000) });

/** Proof of what left the device for one answer of a model. It holds no content. */
export const receiptSchema = z.looseObject({
  at: momentSchema,
  /** As the owner called it then. */
  provider: z.string().max(100),
  model: z.string().max(200),
  origin: z.string().max(300),
  /** Size of the request's body. */
  bytes: z.number().int().nonnegative(),
  /** How many different names, numbers and addresses stayed here, a token in their place. */
  replaced: z.number().int().nonnegative(),
  /** The line of the ledger, on the device that asked. */
  ledgerId: idSchema,
});
export type Receipt = z.infer<typeof receiptSchema>;
