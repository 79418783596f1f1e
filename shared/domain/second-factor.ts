import { z } from 'zod';
import { idSchema, momentSchema, saltSchema } from './common.ts';

/** What an owner is asked for, beside being at their computer, before what only owners do. */
export const secondFactorSchema = z.looseObject({
  id: idSchema,
  at: momentSchema,
  /** Whose it is: only this member's devices may write it, and only they are asked. */
  memberId: idSchema,
  deviceId: z.string().max(64),
  /**
   * What makes the codes (RFC 6238), sealed to each device of the member: nobody else who reads this has it. Left out: it
   * is off from here on.
   */
  sealed: z.record(idSchema, z.string().regex(/^[A-Za-z0-9_-]{60,400}$/)).optional(),
  /** The record of which this one seals the same for devices that have come since. It counts as long as that one does. */
  continues: idSchema.optional(),
  /** SHA-256 of the recovery code, base64url: used, it switches the second factor off. */
  recovery: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/)
    .optional(),
  salt: saltSchema,
});
export type SecondFactor = z.infer<typeof secondFactorSchema>;
