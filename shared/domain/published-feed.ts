import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import { idSchema, momentSchema } from './common.ts';

/** What may stand in a calendar for a phone besides when somebody is busy; each is chosen by itself. */
export const feedFields = ['title', 'customer', 'address', 'phone'] as const;

const addressSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/**
 * One person's visits as a calendar that a phone follows, at an address of the relay that cannot be guessed. Whoever
 * has the address, and the relay, reads what stands there.
 */
export const publishedFeedSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  staffId: idSchema,
  /** None where it was withdrawn. */
  address: addressSchema.optional(),
  fields: z.record(z.string().max(40), z.literal(true)).optional(),
  /** What is written there in the language of who has made it. */
  words: z.looseObject({
    busy: z.string().max(60),
    name: z.string().max(120),
    expired: z.string().max(200),
  }),
  /** Addresses that the relay still has to forget. */
  withdrawn: z.record(addressSchema, z.literal(true)).optional(),
});
export type PublishedFeed = z.infer<typeof publishedFeedSchema>;

/** One for each person: two devices that make it have made it once. */
export function publishedFeedId(staffId: string): string {
  return contentId(['published-feed', staffId]);
}

/** Names a job to who knows it, and says nothing of it. */
export function jobReference(jobId: string): string {
  return contentId(['reference', jobId])
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 6)
    .toUpperCase();
}
