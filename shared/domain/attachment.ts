import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import { idSchema, momentSchema } from './common.ts';
import type { Message } from './conversation.ts';
import { mediaKinds, type MediaKind } from './media.ts';

/**
 * A file as it is stored: encrypted, in pieces, under a random name, on devices and at the relay. Written as a
 * whole, so that the key of one blob never meets the name of another.
 */
export const storedFileSchema = z.looseObject({
  /** The blob's name: random, and all that the relay knows of it. */
  blob: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
  /** The blob's AES-256 key, base64url. */
  key: z.string().length(43),
  /** Bytes of the file itself. */
  size: z.int().positive(),
  /** SHA-256 of the file itself, base64url. */
  sha256: z.string().length(43),
  mimeType: z.string().max(200),
  name: z.string().max(240).optional(),
  /** Of a picture, in pixels, so that its place is kept before it is read. */
  width: z.int().positive().optional(),
  height: z.int().positive().optional(),
});
export type StoredFile = z.infer<typeof storedFileSchema>;

/** What has become of a message's file. Without a record it has not been tried to get it yet. */
export const attachmentSchema = z.looseObject({
  id: idSchema,
  /** The message's moment: decides the month's book. */
  at: momentSchema,
  messageId: idSchema,
  /** `expired`: the channel no longer has it. `removed`: its sender took the message back. */
  state: z.enum(['ready', 'failed', 'expired', 'removed']),
  file: storedFileSchema.optional(),
  /** For `failed`: what happened, in words, how often, and when it is tried again by itself. */
  problem: z.looseObject({ code: z.string().max(100), message: z.string().max(500) }).optional(),
  attempts: z.int().nonnegative().optional(),
  retryAt: momentSchema.optional(),
  /** For `removed`: which blob is to be deleted wherever it lies. */
  removedBlob: z.string().max(64).optional(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

const kinds: ReadonlySet<string> = new Set(mediaKinds);

/** As what kind of file a message's type is shown; `undefined` where the type has no file. */
export function mediaKindOfMessage({ type }: Pick<Message, 'type'>): MediaKind | undefined {
  return kinds.has(type) ? (type as MediaKind) : undefined;
}

/**
 * Where the record of a message's file is found. A file that is sent names its record; for one that was
 * received every device computes the same id.
 */
export function attachmentIdOf({ id, content }: Pick<Message, 'id' | 'content'>): string {
  const given = content?.['attachment'];
  return typeof given === 'string' && given !== '' ? given.slice(0, 64) : contentId(['attachment', id]);
}
