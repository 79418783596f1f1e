import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';
import { roles } from './roles.ts';

/** 32 bytes as base64url, and a signature. */
const keySchema = z.string().length(43);
const signatureSchema = z.string().length(86);

/**
 * That a successor agrees: to which state of the team, with what keys of words of their own. What counts are the two
 * signatures, over the record of the team that would follow.
 */
export const agreementSchema = z.looseObject({
  at: momentSchema,
  /** Names the membership that proposes it; to a later one nobody has agreed. */
  membership: keySchema,
  deviceId: idSchema,
  root: keySchema,
  recovery: z.looseObject({ sealKey: keySchema, proofKey: keySchema }),
  byRoot: signatureSchema,
  byDevice: signatureSchema,
});
export type Agreement = z.infer<typeof agreementSchema>;

/** A business that is to pass from one member to another. Whether it has is in the signed membership, not here. */
export const handoverSchema = z.looseObject({
  id: idSchema,
  from: idSchema,
  to: idSchema,
  /** Kept, since either may leave the team. */
  fromName: z.string().max(200),
  toName: z.string().max(200),
  /** As what the owner stays; missing where they leave. */
  stays: z.enum(roles).optional(),
  createdAt: momentSchema,
  agreement: agreementSchema.optional(),
  refusedAt: momentSchema.optional(),
  withdrawnAt: momentSchema.optional(),
  doneAt: momentSchema.optional(),
});
