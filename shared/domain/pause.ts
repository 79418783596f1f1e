import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';

/** What can be stopped at once: what goes out, what comes in, what the assistant says by itself, and every model. */
export const pausableParts = ['sends', 'intake', 'autopilot', 'models'] as const;
export type PausablePart = (typeof pausableParts)[number];

const partKey = z.string().max(20);

/**
 * Somebody has stopped something for the whole business. Each pause is a record of its own, lifted part by part: a
 * pause that another device makes while this one lifts an earlier one stays.
 */
export const pauseSchema = z.looseObject({
  id: idSchema,
  at: momentSchema,
  memberId: idSchema,
  parts: z.record(partKey, z.literal(true)),
  why: z.string().max(500).optional(),
  lifted: z.record(partKey, z.looseObject({ at: momentSchema, memberId: idSchema })).optional(),
});
export type Pause = z.infer<typeof pauseSchema>;

/** Whether a pause still holds for a part. */
export function holdsFor({ parts, lifted = {} }: Pause, part: PausablePart): boolean {
  return parts[part] === true && lifted[part] === undefined;
}
