import { z } from 'zod';
import { countrySchema, idSchema, momentSchema, saltSchema } from '../common.ts';
import { documentRuleSchema } from './documents.ts';

const days = z.int().min(1).max(36_500);

/** How long each kind is kept, and what countries ask of issued documents where the owner knows better. */
export const retentionTermsSchema = z.object({
  windows: z.record(z.string().max(40), days.nullable()),
  documents: z.record(countrySchema, documentRuleSchema),
  /** Issued documents go when their time is over; otherwise they stay until somebody erases them. */
  erasesDocuments: z.boolean(),
});
export type RetentionTerms = z.infer<typeof retentionTermsSchema>;

/** What holds before an owner has said anything: nothing of the business goes by itself. */
export const noTerms: RetentionTerms = { windows: {}, documents: {}, erasesDocuments: false };

/**
 * What an owner has ordered to be erased by itself from now on. It is written once, and counts only where an owner's
 * device has signed it; the last one holds. Its id is the hash of the rest.
 */
export const retentionOrderSchema = z.looseObject({
  id: idSchema,
  at: momentSchema,
  isOn: z.boolean(),
  ...retentionTermsSchema.shape,
  deviceId: z.string().max(64),
  memberId: idSchema,
  salt: saltSchema,
});
export type RetentionOrder = z.infer<typeof retentionOrderSchema>;

/** The newest of them. Of two of one moment all devices take the same. */
export function newestOrder<Order extends Pick<RetentionOrder, 'id' | 'at'>>(
  orders: Iterable<Order>,
): Order | undefined {
  let newest: Order | undefined;
  for (const order of orders)
    if (newest === undefined || order.at > newest.at || (order.at === newest.at && order.id > newest.id))
      newest = order;
  return newest;
}

/** What went by an order on one day, over all devices, as counts. Its id follows from both. */
export const retentionRunSchema = z.looseObject({
  id: idSchema,
  at: momentSchema,
  orderId: idSchema,
  day: z.iso.date(),
  counts: z.record(z.string().max(20), z.int().nonnegative()).optional(),
});
