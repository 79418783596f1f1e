import { z } from 'zod';
import type { Service } from './business.ts';
import { customValuesSchema } from './custom-field.ts';
import { currencySchema, daySchema, decimalSchema, idSchema, minorSchema, momentSchema } from './common.ts';
import { importedSchema } from './imported.ts';
import { readingSchema } from './job-report.ts';

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

/** An item of the price list's, as it stands there now. */
export function itemOf(
  { id, name, unitPrice, currency }: Pick<Service, 'id' | 'name' | 'unitPrice' | 'currency'>,
  quantity = '1',
): Pick<JobItem, 'name' | 'quantity' | 'unitPrice' | 'currency' | 'serviceId'> {
  return { name, quantity, unitPrice, currency, serviceId: id };
}

/** What was used, and how much of it. What it costs is known elsewhere (`cost.ts`), and not to everybody. */
export const jobMaterialSchema = z.looseObject({
  name: z.string().max(200),
  quantity: decimalSchema,
  unit: z.string().max(20).optional(),
  /** What it is in the price list. */
  serviceId: idSchema.optional(),
  /** At which visit. */
  visitId: idSchema.optional(),
  at: momentSchema,
  memberId: idSchema,
  order: z.number(),
  /** The line with which it is charged. */
  itemId: idSchema.optional(),
});
export type JobMaterial = z.infer<typeof jobMaterialSchema>;

/** Why somebody comes again: to go on with the work, or because it is under warranty. */
export const returnKinds = ['followUp', 'warranty'] as const;
export type ReturnKind = (typeof returnKinds)[number];

export const jobSchema = z.looseObject({
  id: idSchema,
  contactId: idSchema,
  conversationId: idSchema.optional(),
  title: z.string().max(200),
  /** For who works here; the customer never sees them. */
  notes: z.string().max(20_000).optional(),
  /** For the customer: they stand in the report. */
  customerNotes: z.string().max(4000).optional(),
  /** What was read for the report, by what is asked: entries of their own, so that two devices lose nothing. */
  readings: z.record(z.string(), readingSchema).optional(),
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
  materials: z.record(z.string(), jobMaterialSchema).optional(),
  /** The job that this one comes back to, and why. */
  parentId: idSchema.optional(),
  returnKind: z.enum(returnKinds).optional(),
  createdAt: momentSchema,
  documentId: idSchema.optional(),
  /** It was over before it was brought in: its state while nothing happens on it here, and nothing follows from it. */
  past: z.looseObject({ state: z.enum(['closed', 'cancelled']), at: momentSchema }).optional(),
  imported: importedSchema.optional(),
  /** Since when it is in the bin. */
  binnedAt: momentSchema.optional(),
  /** Photos that a technician has sent, by their message's id. */
  photos: z
    .record(z.string(), z.looseObject({ conversationId: idSchema, memberId: idSchema, at: momentSchema }))
    .optional(),
});
export type Job = z.infer<typeof jobSchema>;
