import { z } from 'zod';
import { isWebhookUrl, webhookFailures } from '#shared/domain/webhook.ts';

/** What came of sending: what the receiver answered, or what stood in the way. */
const outcome = z.union([
  z.object({
    outcome: z.literal('answered'),
    status: z.number(),
    /** The receiver wants nothing before so many milliseconds have passed. */
    putOff: z.number().optional(),
  }),
  z.object({ outcome: z.literal('failed'), why: z.enum(webhookFailures) }),
]);
export type WebhookOutcome = z.infer<typeof outcome>;

export const webhookCalls = {
  /** Signs a body and posts it once. `id`: what the receiver knows it by, however often it is sent. */
  'webhook.send': {
    args: z.object({
      url: z.string().max(2000).refine(isWebhookUrl),
      secret: z.string().max(500),
      id: z.string().min(1).max(100),
      body: z.string().max(200_000),
    }),
    result: outcome,
  },
} as const;
