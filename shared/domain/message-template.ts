import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import { idSchema, momentSchema } from './common.ts';

/**
 * A message that Meta has approved beforehand, as Meta describes it: the only kind that WhatsApp takes when the
 * customer has not written within 24 hours. The record's id is derived from account, name and language, so that
 * two devices that load the same list write the same records.
 */
export const messageTemplateSchema = z.looseObject({
  id: idSchema,
  /** Meta's id of the business account that owns it. */
  businessAccountId: z.string().max(64),
  /** Meta's id of the template itself. */
  externalId: z.string().max(64).optional(),
  name: z.string().max(512),
  /** Such as `en_US`. */
  language: z.string().max(40),
  /** Meta's words, in capitals: `MARKETING`, `UTILITY`, `AUTHENTICATION`. */
  category: z.string().max(40),
  /** Meta's words: only `APPROVED` can be sent. */
  status: z.string().max(40),
  /** Header, body, footer and buttons, as Meta describes them. */
  components: z.array(z.record(z.string(), z.unknown())).max(20),
  /** Meta's words: `GREEN`, `YELLOW`, `RED`, `UNKNOWN`. */
  quality: z.string().max(40).optional(),
  /** When each of these was last reported: a report that comes late changes nothing. */
  statusAt: momentSchema,
  categoryAt: momentSchema.optional(),
  qualityAt: momentSchema.optional(),
  /** What Meta will make of the category, from `at` on, and when it said so. */
  nextCategory: z
    .looseObject({ category: z.string().max(40), at: momentSchema, saidAt: momentSchema })
    .optional(),
});
export type MessageTemplate = z.infer<typeof messageTemplateSchema>;

const named = z.looseObject({ template: z.looseObject({ name: z.string(), language: z.string() }) });

/** By what name and language a message's content names the template that it was made of, if any. */
export function templateNameOf(content: unknown): { name: string; language: string } | undefined {
  return named.safeParse(content).data?.template;
}

/** A template's category at a moment (epoch milliseconds): a change that Meta has announced comes by itself. */
export function categoryAt(
  { category, categoryAt: reportedAt = 0, nextCategory: next }: MessageTemplate,
  now: number,
): string {
  return next !== undefined && next.at <= now && reportedAt <= next.at ? next.category : category;
}

export function messageTemplateId(businessAccountId: string, name: string, language: string): string {
  return contentId(['message-template', businessAccountId, name, language]);
}

/** How new the list of a business account's templates is. Its id is the account's. */
export const templateListSchema = z.looseObject({
  id: idSchema,
  /** When Meta last gave the whole list. */
  loadedAt: momentSchema.optional(),
  /** Since when, and why, it could not be loaded again; gone when it was. */
  failing: z.looseObject({ since: momentSchema, message: z.string().max(500) }).optional(),
});
