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

/** The `info` a delivery is sealed with: it opens for its own workspace only. */
export function inboxInfo(workspace: string): string {
  return `plumbline inbox ${workspace}`;
}
