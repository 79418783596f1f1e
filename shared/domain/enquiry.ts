import { z } from 'zod';
import { currencySchema, daySchema, idSchema, minorSchema, momentSchema } from './common.ts';
import { customValuesSchema } from './custom-field.ts';

/**
 * Where an enquiry can stand in every business; an owner adds stages of their own before `quoted`. That it is won is
 * computed: one of its jobs was not cancelled.
 */
export const enquiryStages = ['new', 'contacted', 'quoted', 'lost'] as const;

/** Something that somebody might want done. A customer may have several, one after the other or at once. */
export const enquirySchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  contactId: idSchema,
  /** What is wanted, in a line. */
  title: z.string().max(200),
  notes: z.string().max(20_000).optional(),
  /** One of these, or the id of a stage of the owner's own. */
  stage: z.string().max(64),
  /** Since when it is in its stage. */
  stageAt: momentSchema,
  lostReason: z.string().max(500).optional(),
  /** Who looks after it. */
  memberId: idSchema.optional(),
  /** When the owner expects an answer. */
  expectedOn: daySchema.optional(),
  /** Where it came from: `owner`, `call`, `whatsapp`, … */
  source: z.string().max(40).optional(),
  conversationId: idSchema.optional(),
  siteId: idSchema.optional(),
  custom: customValuesSchema.optional(),
  /** How likely work comes of it, 0 to 100, where somebody has set it; otherwise it is computed. */
  score: z.number().int().min(0).max(100).optional(),
  /** The rules that somebody has started here by hand, by their ids, and when. */
  started: z.record(idSchema, momentSchema).optional(),
  archivedAt: momentSchema.optional(),
  /** Since when it is in the bin. */
  binnedAt: momentSchema.optional(),
});
export type Enquiry = z.infer<typeof enquirySchema>;

/** What an enquiry may be worth: in the compartment of the money, so that who has no key for that never receives it. */
export const enquiryWorthSchema = z.looseObject({
  /** The enquiry's. */
  id: idSchema,
  enquiryId: idSchema,
  createdAt: momentSchema,
  /** One value, so that no merge joins one device's amount to another's currency. Left out, nobody says any more. */
  worth: z.looseObject({ amount: minorSchema, currency: currencySchema }).optional(),
});
export type EnquiryWorth = z.infer<typeof enquiryWorthSchema>;

/** A stage of the owner's own. */
export const stageSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  name: z.string().max(40),
  order: z.number(),
  archivedAt: momentSchema.optional(),
});
export type Stage = z.infer<typeof stageSchema>;

/** Whether something may still come of it. */
export function isOpenEnquiry({
  stage,
  archivedAt,
  binnedAt,
}: Pick<Enquiry, 'stage' | 'archivedAt' | 'binnedAt'>): boolean {
  return stage !== 'lost' && archivedAt === undefined && binnedAt === undefined;
}
