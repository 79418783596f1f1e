import { z } from 'zod';

/**
 * What became of telling a relay that a business is closed. `other-relay`: another one answers there. `refused`: it has
 * another state of the team, or does not want this one.
 */
export const orderTrials = ['unreachable', 'other-relay', 'refused'] as const;

/** What is left to do at a relay that did not answer when a business was closed, and how far it has come. */
export const orderViewSchema = z.object({
  url: z.string(),
  /** Epoch milliseconds, as are all. */
  since: z.number(),
  tried: z.object({ at: z.number(), was: z.enum(orderTrials) }).optional(),
  /** Since when the relay knows: it removes by itself what it has. */
  takenAt: z.number().optional(),
});
export type OrderView = z.infer<typeof orderViewSchema>;

/** A business that was closed while its relay did not answer. */
export const closingCalls = {
  /** Has the relay told as soon as it answers, also when nothing of the business is left here. In the place of another one. */
  'closing.keepOrder': {
    args: z.object({
      url: z.url({ protocol: /^https?$/ }).max(2000),
      /** Nobody else is told. */
      relayId: z.string().max(64),
      workspace: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
      /** What the relay is sent: signed by the owner's device, and readable as the relay can read it. */
      body: z.string().max(8_000_000),
    }),
    result: z.object({}),
  },
  'closing.order': { args: z.object({}), result: z.object({ order: orderViewSchema.optional() }) },
  /** Nobody is told any more. */
  'closing.dropOrder': { args: z.object({}), result: z.object({}) },
} as const;
