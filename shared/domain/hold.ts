import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';

/**
 * A free time that a customer has chosen, until somebody makes a visit of it. Its id is the contact's, so that nobody
 * can hold two; the next one takes the place of the one before.
 */
export const holdSchema = z.looseObject({
  id: idSchema,
  contactId: idSchema,
  conversationId: idSchema,
  serviceId: idSchema.optional(),
  start: momentSchema,
  end: momentSchema,
  /** Then the time is free again. */
  until: momentSchema,
  /** It has become a visit of this job, or somebody has let go of it. */
  jobId: idSchema.optional(),
  releasedAt: momentSchema.optional(),
});
export type Hold = z.infer<typeof holdSchema>;

/** Whether a time is still kept. */
export function isHeld({ until, start, jobId, releasedAt }: Hold, now: number): boolean {
  return jobId === undefined && releasedAt === undefined && until > now && start > now;
}
