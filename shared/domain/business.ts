import { z } from 'zod';
import { autopilotSchema } from './autopilot.ts';
import { emergencySchema } from './emergency.ts';
import { voiceNotesSchema } from './voice-notes.ts';
import { importedSchema } from './imported.ts';
import {
  addressSchema,
  countrySchema,
  currencySchema,
  decimalSchema,
  idSchema,
  localeSchema,
  minorSchema,
  momentSchema,
  timeOfDaySchema,
  timeZoneSchema,
} from './common.ts';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** One open span of a day; a split shift is two of them. */
const shiftSchema = z.object({ from: timeOfDaySchema, to: timeOfDaySchema });
export type Shift = z.infer<typeof shiftSchema>;

/** By weekday; a day that is not named is closed. */
export const hoursSchema = z.record(
  z.string().regex(/^(mon|tue|wed|thu|fri|sat|sun)$/),
  z.array(shiftSchema),
);
export type Hours = z.infer<typeof hoursSchema>;

/** A tax that the business charges, such as VAT 21 %. */
export const taxSchema = z.looseObject({
  label: z.string().max(40),
  /** Percent. */
  rate: decimalSchema,
  /** EN 16931 category: S standard, Z zero, E exempt, AE reverse charge, O outside scope. */
  category: z.enum(['S', 'Z', 'E', 'AE', 'O']),
});
export type Tax = z.infer<typeof taxSchema>;

/** The one record of its collection: id `business`. */
export const businessSchema = z.looseObject({
  id: z.literal('business'),
  name: z.string().max(200),
  legalName: z.string().max(200).optional(),
  trade: z.string().max(60),
  country: countrySchema,
  currency: currencySchema,
  /** BCP 47; decides how dates and money look. */
  locale: localeSchema,
  timeZone: timeZoneSchema,
  address: addressSchema.optional(),
  phone: z.string().max(32).optional(),
  email: z.string().max(254).optional(),
  website: z.string().max(200).optional(),
  /** Where the business works, in words of its own: towns, postcodes, a distance. */
  serviceArea: z.string().max(500).optional(),
  /** Tax number as printed on invoices, and what it is called there (VAT no., GSTIN, ABN …). */
  taxId: z.string().max(40).optional(),
  taxIdLabel: z.string().max(20).optional(),
  /** What the customer needs in order to pay, printed on invoices. */
  paymentInstructions: z.string().max(2000).optional(),
  taxes: z.record(z.string(), taxSchema),
  /** Which of `taxes` a new line gets: several where they are charged together (GST and QST). */
  defaultTaxIds: z.array(z.string()).max(4).optional(),
  pricesIncludeTax: z.boolean(),
  /** Where rounding happens: per tax category (EU, most of the US) or per line. */
  taxRounding: z.enum(['category', 'line']),
  paymentTermsDays: z.number().int().min(0).max(365),
  paperSize: z.enum(['A4', 'Letter']),
  invoiceTemplate: z.enum(['modern', 'classic']),
  invoiceFooter: z.string().max(1000).optional(),
  hours: hoursSchema,
  /** Where its public holidays are looked up (`AT`, `DE-BY`): then it is closed. Left out or empty, it works on them. */
  holidayRegion: z.string().max(12).optional(),
  createdAt: momentSchema,
});
export type Business = z.infer<typeof businessSchema>;

/** A line of the price list. */
export const serviceSchema = z.looseObject({
  id: idSchema,
  name: z.string().max(200),
  description: z.string().max(2000).optional(),
  unitPrice: minorSchema,
  /** Of the price: it stays what it is when the business changes its own. */
  currency: currencySchema,
  unit: z.string().max(20).optional(),
  /** Keys into the business's `taxes`; missing means the business's default. */
  taxIds: z.array(z.string()).max(4).optional(),
  durationMinutes: z.number().int().positive().optional(),
  order: z.number(),
  imported: importedSchema.optional(),
  createdAt: momentSchema,
  archivedAt: momentSchema.optional(),
});
export type Service = z.infer<typeof serviceSchema>;

/** More models are not asked one after another. */
export const mostInChain = 10;

/** The one record of its collection: id `ai`. */
export const aiSettingsSchema = z.looseObject({
  id: z.literal('ai'),
  /** Then no model on somebody else's computer is ever reached: the shell's egress guard sees to it. */
  localOnly: z.boolean(),
  /** Ids of `modelProviders`, in the order in which they are asked. After them comes the built-in assistant. */
  chain: z.array(idSchema).max(mostInChain).optional(),
  tone: z.string().max(500).optional(),
  autopilot: autopilotSchema.optional(),
  /** As whom the assistant writes, and what stands under the first reply of a conversation. */
  persona: z.string().max(100).optional(),
  signature: z.string().max(300).optional(),
  /** What it must keep to, in the owner's words: asked of a model, not enforced. */
  guardRails: z.string().max(2000).optional(),
  /** Words that no draft may hold: looked for in what it wrote. */
  doNotSay: z.array(z.string().min(1).max(100)).max(100).optional(),
  /** What customers in danger are told at once; left out, by country and kind of danger. */
  emergency: emergencySchema.optional(),
  voiceNotes: voiceNotesSchema.optional(),
  /** The languages in which it answers (ISO 639); all it knows where none is named. */
  languages: z.array(z.string().max(35)).max(20).optional(),
});
export type AiSettings = z.infer<typeof aiSettingsSchema>;

/** What holds until the owner decides: the built-in assistant, and nothing leaves the computer. */
export const defaultAiSettings: AiSettings = { id: 'ai', localOnly: true, chain: [] };

/** What Meta reported about the account itself: quality, restriction, name, template and review events. */
export const accountEventSchema = z.looseObject({
  id: idSchema,
  at: momentSchema,
  field: z.string(),
  /** Plain words for the owner. */
  summary: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
  raw: z.unknown(),
});
export type AccountEvent = z.infer<typeof accountEventSchema>;
