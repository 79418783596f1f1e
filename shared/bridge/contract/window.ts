import { z } from 'zod';

/**
 * What a window wants to have again after it was loaded anew, before there is a vault that could keep it sealed. The
 * shell holds it in memory, never on disk, until it ends. No secrets: those are asked for again.
 */
export const windowCalls = {
  'window.remember': { args: z.object({ text: z.string().max(200_000) }), result: z.object({}) },
  /** Empty where nothing is remembered. */
  'window.recall': { args: z.object({}), result: z.object({ text: z.string() }) },
} as const;
