import { z } from 'zod';
import { customValuesSchema } from './custom-field.ts';
import { currencySchema, daySchema, decimalSchema, idSchema, minorSchema, momentSchema } from './common.ts';

/** Where a job stands: computed of what happened (`job-progress.ts`), and written nowhere. */
export const jobStates = [
  'created',
  'scheduled',
  'enRoute',
  'inProgress',
  'completed',
  'invoiced',
  'closed',
  'cancelled',
] as const;
export type JobState = (typeof jobStates)[number];

/** What was or will be done, with its price: becomes a line of the invoice. */
export const jobItemSchema = z.looseObject({
  name: z.string().max(200),
  quantity: decimalSchema,
  unitPrice: minorSchema,
  currency: currencySchema,
  serviceId: idSchema.optional(),
  /** Sorts the items; ties are broken by id. */
  order: z.number(),
});
export type JobItem = z.infer<typeof jobItemSchema>;

export const jobSchema = z.looseObject({
  id: idSchema,
  contactId: idSchema,
  conversationId: idSchema.optional(),
  title: z.string().max(200),
  notes: z.string().max(20_000).optional(),
  /** Of which kind of work it is. */
  typeId: idSchema.optional(),
  /** Where it is done. */
  siteId: idSchema.optional(),
  /** What it came of. */
  enquiryId: idSchema.optional(),
  /** The plan that it is a visit of, and for which day of its rule. */
  planId: idSchema.optional(),
  planDay: daySchema.optional(),
  /** Somebody looks at what is wanted before a price is named: it wins no enquiry. */
  isAssessment: z.literal(true).optional(),
  custom: customValuesSchema.optional(),
  items: z.record(z.string(), jobItemSchema).optional(),
  createdAt: momentSchema,
  documentId: idSchema.optional(),
  /** Since when it is in the bin. */
  binnedAt: momentSchema.optional(),
  /** Photos that a technician has sent, by their message's id. */
  photos: z
    .record(z.string(), z.looseObject({ conversationId: idSchema, memberId: idSchema, at: momentSchema }))
    .optional(),
});
export type Job = z.infer<typeof jobSchema>;
