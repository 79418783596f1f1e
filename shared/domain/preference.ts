import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';

/** Something that holds for a customer beyond one job, with where it comes from: "mornings only". */
export const preferenceSchema = z.looseObject({
  text: z.string().min(1).max(300),
  at: momentSchema,
  /** Who wrote it down, or approved it. */
  memberId: idSchema,
  /** The message in which it was said; left out where somebody wrote it by hand. */
  messageId: idSchema.optional(),
  conversationId: idSchema.optional(),
  /** Its words were changed since. */
  changedAt: momentSchema.optional(),
  changedBy: idSchema.optional(),
});
export type Preference = z.infer<typeof preferenceSchema>;

export const mostPreferences = 50;
