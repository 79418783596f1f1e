import { z } from 'zod';

/** Names the form of the export; a later one that older programs cannot read has another number. */
export const exportVersion = 1;
export const manifestPath = 'manifest.json';

const fileSchema = z.looseObject({
  path: z.string().max(400),
  bytes: z.int().nonnegative(),
  /** SHA-256, hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** For the records of a kind: of which collection, and how many. */
  collection: z.string().max(64).optional(),
  records: z.int().nonnegative().optional(),
});
export type ExportedFile = z.infer<typeof fileSchema>;

/** What an export says about itself. It is its last file, so that a torn one has none. */
export const manifestSchema = z.looseObject({
  format: z.literal('plumbline-export'),
  version: z.int().positive(),
  /** Epoch milliseconds. */
  madeAt: z.number(),
  business: z.string().max(200),
  /** The kinds that were asked for. */
  kinds: z.array(z.string()),
  period: z.looseObject({ from: z.number(), until: z.number() }).optional(),
  files: z.array(fileSchema),
  /** Files of messages that were nowhere to be had, by the id of their record. */
  missingFiles: z.array(z.string()),
});
export type ExportManifest = z.infer<typeof manifestSchema>;
