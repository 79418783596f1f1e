import { z } from 'zod';
import { bytesSchema, offsetSchema } from './bytes.ts';

/** A signed-in request about one blob of the workspace. */
const blobPlaceSchema = z.object({ url: z.url(), token: z.string(), path: z.string().startsWith('/') });

export const relayCalls = {
  /** One HTTP request to the relay. `path` is absolute on the relay; bodies are JSON. */
  'relay.request': {
    args: z.object({
      url: z.url(),
      method: z.enum(['GET', 'POST', 'PUT', 'DELETE']),
      path: z.string().startsWith('/'),
      token: z.string().optional(),
      body: z.unknown().optional(),
    }),
    result: z.object({ status: z.number(), body: z.unknown() }),
  },
  /** How much of a blob has arrived at the relay; a status alone where the relay does not know it. */
  'relay.blobState': {
    args: blobPlaceSchema,
    result: z.object({
      status: z.number(),
      received: offsetSchema.optional(),
      size: offsetSchema.optional(),
    }),
  },
  /** Sends the piece of a blob that begins at `first`. */
  'relay.putPiece': {
    args: blobPlaceSchema.extend({ first: offsetSchema, size: offsetSchema, bytes: bytesSchema }),
    result: z.object({ status: z.number(), body: z.unknown() }),
  },
  /** Reads the bytes of a blob from `first` to `last`, both included, into `bytes`; or a refusal into `body`. */
  'relay.getPiece': {
    args: blobPlaceSchema.extend({ first: offsetSchema, last: offsetSchema }),
    result: z.object({ status: z.number(), body: z.unknown(), bytes: bytesSchema.optional() }),
  },
} as const;

export const relaySockets = {
  /** A WebSocket to the relay; `protocols` carries the device's token, never the URL. */
  'relay.socket': { args: z.object({ url: z.url(), protocols: z.array(z.string()) }) },
} as const;
