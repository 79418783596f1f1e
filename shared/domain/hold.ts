import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';

/**
 * A free time that a customer has chosen, until somebody makes a visit of it. Each choice is a record of its own, and
 * of one customer's the last one counts, so that nobody holds two. Its id follows from the message that chose it: two
 * devices that answer one message write one record.
 */
export const holdSchema = z.looseObject({
  id: idSchema,
  contactId: idSchema,
  conversationId: idSchema,
  serviceId: idSchema.optional(),
  start: momentSchema,
  end: momentSchema,
  /** When the customer chose it. */
  at: momentSchema,
  /** Then the time is free again. */
  until: momentSchema,
  /** It has become a visit of this job, or somebody has let go of it. */
  jobId: idSchema.optional(),
  releasedAt: momentSchema.optional(),
});
export type Hold = z.infer<typeof holdSchema>;

/** Whether nothing has become of a time yet, and it is not over. */
export function isHeld({ until, start, jobId, releasedAt }: Hold, now: number): boolean {
  return jobId === undefined && releasedAt === undefined && until > now && start > now;
}
