import { z } from 'zod';
import { mediaKinds } from '#shared/domain/media.ts';
import { bytesSchema, offsetSchema } from './bytes.ts';

/** How a file crosses the bridge, whatever the channel: in pieces, in their order. */
export const uploadPieceSchema = z.object({
  /** Names the upload while it lasts. */
  upload: z.string().regex(/^[\w-]{8,64}$/),
  mimeType: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/),
  filename: z.string().max(240),
  piece: z.int().min(0),
  last: z.boolean(),
  bytes: bytesSchema,
});
/** Meta's id of the file comes with the last piece. */
export const uploadedSchema = z.object({ mediaId: z.string().optional() });

export const mediaKindSchema = z.enum(mediaKinds);
export const mediaIdSchema = z.string().min(1).max(200);

/** A file that was opened. What nobody reads for a minute is dropped. */
export const openedSchema = z.object({
  download: z.string(),
  mimeType: z.string(),
  sizeBytes: offsetSchema.optional(),
});

export const mediaCalls = {
  /** Piece after piece of an opened file, until one is the last. */
  'media.read': {
    args: z.object({ download: z.string() }),
    result: z.object({ bytes: bytesSchema, last: z.boolean() }),
  },
} as const;
