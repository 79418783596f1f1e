import { z } from 'zod';
import { momentSchema } from '#shared/domain/common.ts';

/** When something is to go out, the soonest first: moments alone, of what and to whom nobody can tell. */
const timesSchema = z.array(momentSchema).max(1000);

/** What is due outlives the program, so that a start can tell that something waits for the passphrase. */
export const dueCalls = {
  'due.note': { args: z.object({ times: timesSchema }), result: z.object({}) },
  'due.list': { args: z.object({}), result: z.object({ times: timesSchema }) },
} as const;
