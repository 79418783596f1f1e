import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';
import { exposureSchema } from './exposure.ts';

/** What the relay's operator gave out for making this workspace: a relay that lost its data asks for it again. */
export const relayTokenSchema = z.looseObject({
  id: z.literal('relay'),
  url: z.url(),
  token: z.string().min(1).max(500),
  exposed: exposureSchema.optional(),
});

/** That a dated book exists. Its id is the book's name: rooms are opaque, so names are kept here. */
export const bookEntrySchema = z.looseObject({ id: idSchema, createdAt: momentSchema });

/** Which migrations of a compartment's records any device has taken, by number, and when. The id is the compartment's name. */
export const schemaMarkSchema = z.looseObject({
  id: idSchema,
  done: z.record(z.string(), momentSchema).optional(),
});
