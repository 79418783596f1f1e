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
  value: z.looseObject({ amount: minorSchema, currency: currencySchema }).optional(),
  /** When the owner expects an answer. */
  expectedOn: daySchema.optional(),
  /** Where it came from: `owner`, `call`, `whatsapp`, … */
  source: z.string().max(40).optional(),
  conversationId: idSchema.optional(),
  siteId: idSchema.optional(),
  custom: customValuesSchema.optional(),
  archivedAt: momentSchema.optional(),
  /** Since when it is in the bin. */
  binnedAt: momentSchema.optional(),
});
export type Enquiry = z.infer<typeof enquirySchema>;

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
