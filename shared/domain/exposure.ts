import { z } from 'zod';
import { momentSchema } from './common.ts';

/** A secret of the outside was known to somebody who may not know it any more: only another in its place helps. */
export const exposureSchema = z.looseObject({
  /** Whom the owner knows by this name: a member or a device. */
  to: z.string().max(200),
  at: momentSchema,
});
export type Exposure = z.infer<typeof exposureSchema>;
