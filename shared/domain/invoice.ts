import { z } from 'zod';
import {
  addressSchema,
  currencySchema,
  daySchema,
  decimalSchema,
  idSchema,
  localeSchema,
  minorSchema,
  momentSchema,
  saltSchema,
} from './common.ts';
import { taxSchema } from './business.ts';

/** A discount: percent of what it applies to, or an amount. */
export const discountSchema = z.looseObject({
  percent: decimalSchema.optional(),
  amount: minorSchema.optional(),
});
export type Discount = z.infer<typeof discountSchema>;

export const lineSchema = z.looseObject({
  name: z.string().max(200),
  description: z.string().max(2000).optional(),
  quantity: decimalSchema,
  unit: z.string().max(20).optional(),
  unitPrice: minorSchema,
  /** Keys into the business's `taxes`, such as GST and QST; none means outside tax. */
  taxIds: z.array(z.string()).max(4).optional(),
  discount: discountSchema.optional(),
  serviceId: idSchema.optional(),
  order: z.number(),
});
export type Line = z.infer<typeof lineSchema>;

export const partySchema = z.looseObject({
  name: z.string().max(200),
  /** The person, where the name is a company's. */
  contactName: z.string().max(200).optional(),
  legalName: z.string().max(200).optional(),
  address: addressSchema.optional(),
  /** Tax numbers as printed, each with what it is called. */
  taxIds: z
    .array(z.looseObject({ value: z.string().max(40), label: z.string().max(20).optional() }))
    .optional(),
  email: z.string().max(254).optional(),
  phone: z.string().max(32).optional(),
  website: z.string().max(200).optional(),
});
export type Party = z.infer<typeof partySchema>;

/** A draft: it merges, and disappears without a trace in the numbering. `issuedId` is set when it was issued. */
export const documentSchema = z.looseObject({
  id: idSchema,
  kind: z.enum(['invoice', 'creditNote']),
  contactId: idSchema,
  jobId: idSchema.optional(),
  /** The plan that it bills in advance. */
  planId: idSchema.optional(),
  /** For which days of it, and at which price it was drafted: where it still has that, nobody has changed it. */
  period: z.looseObject({ from: daySchema, to: daySchema, amount: minorSchema }).optional(),
  /** The business's currency when the draft was made: its prices are amounts of it. */
  currency: currencySchema,
  lines: z.record(z.string(), lineSchema).optional(),
  discount: discountSchema.optional(),
  issueDate: daySchema.optional(),
  supplyDate: daySchema.optional(),
  dueDate: daySchema.optional(),
  notes: z.string().max(4000).optional(),
  createdAt: momentSchema,
  issuedId: idSchema.optional(),
  /** For a credit note: the issued invoice it corrects. For an invoice: the credit note that it charges again. */
  correctsId: idSchema.optional(),
});
export type DraftDocument = z.infer<typeof documentSchema>;

/** One row of the tax summary. */
export const taxSubtotalSchema = z.looseObject({
  taxId: z.string(),
  tax: taxSchema,
  base: minorSchema,
  amount: minorSchema,
});

export const totalsSchema = z.looseObject({
  /** Sum of the lines after their own discounts, in the prices as entered. */
  lines: minorSchema,
  discount: minorSchema,
  net: minorSchema,
  tax: minorSchema,
  gross: minorSchema,
  taxes: z.array(taxSubtotalSchema),
});
export type Totals = z.infer<typeof totalsSchema>;

/** What a document says, without its number: a draft's preview, and what is frozen when it is issued. */
export const documentContentSchema = z.looseObject({
  documentId: idSchema,
  kind: z.enum(['invoice', 'creditNote']),
  issueDate: daySchema,
  supplyDate: daySchema.optional(),
  dueDate: daySchema.optional(),
  contactId: idSchema,
  jobId: idSchema.optional(),
  correctsId: idSchema.optional(),
  /** The number of what is corrected, as printed. */
  correctsNumber: z.string().optional(),
  seller: partySchema,
  buyer: partySchema,
  currency: currencySchema,
  /** How many decimals its amounts have, as the currency had when it was issued. */
  digits: z.number().int().min(0).max(4),
  locale: localeSchema,
  pricesIncludeTax: z.boolean(),
  taxRounding: z.enum(['category', 'line']),
  /** In printed order; `amount` is quantity times price less the line's discount, in the prices as entered. */
  lines: z.array(lineSchema.extend({ id: idSchema, amount: minorSchema })),
  discount: discountSchema.optional(),
  totals: totalsSchema,
  notes: z.string().optional(),
  paymentInstructions: z.string().optional(),
  footer: z.string().optional(),
  template: z.enum(['modern', 'classic']),
  paperSize: z.enum(['A4', 'Letter']),
});
export type DocumentContent = z.infer<typeof documentContentSchema>;

/**
 * An issued document: names, prices and totals frozen as printed. Its id is the hash of its content, so a
 * changed copy is not this document.
 */
export const issuedDocumentSchema = documentContentSchema.extend({
  id: idSchema,
  number: z.string().max(40),
  seriesId: idSchema,
  sequence: z.number().int().positive(),
  issuedAt: momentSchema,
  salt: saltSchema,
});
export type IssuedDocument = z.infer<typeof issuedDocumentSchema>;

/**
 * Money received; append-only. A wrong one is reversed by another with a negative amount. Its id is the hash of its
 * content; see `provesPayment` for a reversal's.
 */
export const paymentSchema = z.looseObject({
  id: idSchema,
  issuedId: idSchema,
  amount: minorSchema,
  /** What was open when it was recorded: two payments that found the same open have not known of each other. */
  openBefore: minorSchema.optional(),
  currency: currencySchema,
  day: daySchema,
  method: z.enum(['cash', 'card', 'transfer', 'other']),
  reference: z.string().max(200).optional(),
  reverses: idSchema.optional(),
  createdAt: momentSchema,
  salt: saltSchema,
});
export type Payment = z.infer<typeof paymentSchema>;

/** A number series belongs to one device, so that two offline devices never take the same number. */
export const seriesSchema = z.looseObject({
  id: idSchema,
  deviceId: z.string(),
  kind: z.enum(['invoice', 'creditNote']),
  /** Printed before the number, such as `A-2026-`. */
  prefix: z.string().max(12),
  pad: z.number().int().min(1).max(8),
  year: z.number().int(),
  next: z.number().int().positive(),
  createdAt: momentSchema,
});
export type Series = z.infer<typeof seriesSchema>;
