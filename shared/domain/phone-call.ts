import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';

/** What became of a call. */
export const callOutcomes = ['answered', 'missed', 'rejected', 'voicemail'] as const;

/** A call of somebody who is known, from the list of a phone: kept apart, and erased with one click. */
export const phoneCallSchema = z.looseObject({
  id: idSchema,
  contactId: idSchema,
  at: momentSchema,
  direction: z.enum(['in', 'out']),
  outcome: z.enum(callOutcomes),
  seconds: z.int().nonnegative(),
  number: z.string().max(32),
  /** Which phone of the business it was on, as its owner calls it. */
  phone: z.string().max(60).optional(),
  importId: idSchema,
  createdAt: momentSchema,
});
export type PhoneCall = z.infer<typeof phoneCallSchema>;
