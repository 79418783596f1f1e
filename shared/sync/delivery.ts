import { z } from 'zod';
import { furthestMoment } from '#shared/lib/moment.ts';

/** What the relay seals into the inbox room for each webhook it takes in. */
export const inboxDeliverySchema = z.looseObject({
  /** Milliseconds since 1970, by the relay's clock. */
  receivedAt: z.number().int().min(0).max(furthestMoment),
  /** The request's body as it came, unparsed. */
  body: z.string(),
});
export type InboxDelivery = z.infer<typeof inboxDeliverySchema>;

/**
 * What a device puts into the same room while sending is paused: a locked device has no key of a book, and reads this
 * room. It can stop a sender and let nothing go on, so that a relay that makes one up gains nothing.
 */
export const pauseNoticeSchema = z.strictObject({ paused: z.literal(true) });

/** The `info` a delivery is sealed with: it opens for its own workspace only. */
export function inboxInfo(workspace: string): string {
  return `plumbline inbox ${workspace}`;
}
