import { z } from 'zod';

/** What a record has of a file that was brought in, so that this can be taken back and found again. */
const importedEntrySchema = z.looseObject({
  /** The row's own name where it comes from. */
  rowId: z.string().max(200).optional(),
  /** The record came of the file: a hash of it as it was then. */
  made: z.string().max(64).optional(),
  /** By `field` or `field.key`: what was added to it, each with a hash of the value. */
  filled: z.record(z.string().max(200), z.string().max(64)).optional(),
  /** The import was taken back, and this stayed, because somebody has worked on it since. */
  kept: z.boolean().optional(),
});

/** By the id of the import. */
export const importedSchema = z.record(z.string().max(64), importedEntrySchema);
export type Imported = z.infer<typeof importedSchema>;
