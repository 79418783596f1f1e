import { z } from 'zod';
import { readBase64Url } from '#shared/lib/bytes.ts';

/** What a device keeps for a quick unlock; without the system's key store nothing of it opens. */
export const quickNoteSchema = z.looseObject({
  version: z.literal(1),
  /** The keybag's key under the secret that the system's key store has. */
  wrapped: z.string().refine((text) => readBase64Url(text) !== undefined),
  /** After so many days the passphrase is asked for again. */
  days: z.int().min(1).max(90),
  /** So it is after each start of Plumbline. */
  eachStart: z.boolean(),
  /** When the passphrase was last used here, in epoch milliseconds, and in which run of the shell. */
  passphraseAt: z.number(),
  run: z.string(),
});
export type QuickNote = z.infer<typeof quickNoteSchema>;
