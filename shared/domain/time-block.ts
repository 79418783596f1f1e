import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';
import { visitTimeSchema } from './visit.ts';

/** What a time is taken for: something of somebody's own, their leave, or a closed business. */
export const timeBlockKinds = ['block', 'leave', 'closed'] as const;

/** A time that is no visit, and in which nobody can be sent anywhere. */
export const timeBlockSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  kind: z.enum(timeBlockKinds),
  /** In the owner's words. */
  title: z.string().max(200).optional(),
  /** When it was first planned to begin. It names the book and never changes. */
  plannedFor: momentSchema,
  /** `anyTime`: all day. */
  time: visitTimeSchema,
  /** Whose it is; a closed business has nobody. */
  staffId: idSchema.optional(),
  /** The event of a calendar file that it came from, as it stood there. */
  event: z.string().max(20_000).optional(),
});
export type TimeBlock = z.infer<typeof timeBlockSchema>;
