import { z } from 'zod';

/** What a shell keeps of a business beside its window. */
export const keptParts = [
  'journal',
  'backups',
  'due',
  'desktop',
  'failures',
  'keystore',
  'programs',
  'window',
] as const;
export type KeptPart = (typeof keptParts)[number];

/** The end of a business on this computer. */
export const profileCalls = {
  /** Removes all that the shell keeps of it, for good. `left`: what could not be removed. */
  'profile.remove': { args: z.object({}), result: z.object({ left: z.array(z.enum(keptParts)) }) },
} as const;
