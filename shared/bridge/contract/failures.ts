import { z } from 'zod';
import { failurePlaces, failureSchema, keptFailureSchema } from '#shared/domain/failure.ts';

/** The log of what went wrong in the program itself, without anything of the business. The shell keeps it. */
export const failuresCalls = {
  'failures.note': {
    args: z.object({ place: z.enum(failurePlaces), failure: failureSchema }),
    result: z.object({}),
  },
  /** The newest first. */
  'failures.list': { args: z.object({}), result: z.object({ failures: z.array(keptFailureSchema) }) },
  'failures.clear': { args: z.object({}), result: z.object({}) },
} as const;
