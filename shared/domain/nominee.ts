import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';

/** What the team calls its nominee. Whether they may come in is in the signed membership, not here. */
export const nomineeSchema = z.looseObject({
  /** The kit's, as the membership names it. */
  id: idSchema,
  name: z.string().trim().min(1).max(200),
  createdAt: momentSchema,
});
