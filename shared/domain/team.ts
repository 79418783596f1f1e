import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';

/** What the team calls a member. Rights are in the signed membership, not here. */
export const memberSchema = z.looseObject({
  id: idSchema,
  name: z.string().max(200),
  createdAt: momentSchema,
});
export type Member = z.infer<typeof memberSchema>;

/** What the team calls a device. */
export const deviceSchema = z.looseObject({
  id: idSchema,
  memberId: idSchema,
  name: z.string().max(200),
  createdAt: momentSchema,
});
export type Device = z.infer<typeof deviceSchema>;
