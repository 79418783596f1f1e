import { z } from 'zod';

export const metaIdSchema = z.string().regex(/^[\w-]{1,64}$/);

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
