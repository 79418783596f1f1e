import { z } from 'zod';
import { idSchema, momentSchema, saltSchema } from './common.ts';

/** By which rule something was done by itself: for a member and on their message, by what they pressed, or by a rule of the owner's own. */
export const ruleSchema = z.union([
  z.object({ name: z.literal('technician'), memberId: idSchema, messageId: idSchema }),
  /** A member has pressed a button in Telegram. */
  z.object({ name: z.literal('telegram'), memberId: idSchema, alertId: idSchema }),
  z.object({ name: z.literal('own'), ruleId: idSchema, runId: idSchema }),
]);
export type Rule = z.infer<typeof ruleSchema>;

/** Who did what, when, on which device, to which records. Its id is the hash of the rest. */
export const auditEntrySchema = z.looseObject({
  id: idSchema,
  at: momentSchema,
  deviceId: z.string(),
  memberId: z.string(),
  command: z.string(),
  /** `collection/id` of every record that the command changed. */
  records: z.array(z.string()),
  /** Who proposed it, where it was not the member: the member approved it. */
  by: z.enum(['assistant', 'program']).optional(),
  /** Set where nobody clicked: the device did it by this rule. */
  rule: ruleSchema.optional(),
  /** For an undo or redo: the audit entry that it reverses or repeats. */
  of: idSchema.optional(),
  salt: saltSchema,
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
