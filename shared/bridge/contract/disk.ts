import { z } from 'zod';
import { offsetSchema } from './bytes.ts';

/**
 * `low`: nothing new is begun. `last`: the reserve has been given back, so that what is under way can end.
 */
export const diskLevels = ['enough', 'low', 'last'] as const;
export type DiskLevel = (typeof diskLevels)[number];

const diskStateSchema = z.object({
  level: z.enum(diskLevels),
  /** What this program may still use of the disk that holds the profile. */
  freeBytes: offsetSchema,
  totalBytes: offsetSchema,
  /** Below this much free space the level is `low`. */
  limitBytes: offsetSchema,
});
export type DiskState = z.output<typeof diskStateSchema>;

export const diskCalls = {
  /** Looks now. `bytes`: what somebody is about to write; `room` is false where the disk would be `low` after it. */
  'disk.inspect': {
    args: z.object({ bytes: offsetSchema }),
    result: diskStateSchema.extend({ room: z.boolean() }),
  },
} as const;

export const diskStreams = {
  /** The state at once, and whenever it has changed, looked at every few seconds. */
  'disk.watch': { args: z.object({}), event: diskStateSchema, result: z.object({}) },
} as const;
