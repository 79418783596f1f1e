import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import { channelKinds } from './channel.ts';
import { addressSchema, idSchema, momentSchema } from './common.ts';
import { customValuesSchema } from './custom-field.ts';
import { importedSchema } from './imported.ts';
import { preferenceSchema } from './preference.ts';
import { guardianSchema, limitSchema, restrictionSchema } from './restriction.ts';

/** Several of a thing, keyed by an id, so that two devices can each add one and both stay. */
const phoneSchema = z.looseObject({ number: z.string().max(32), label: z.string().max(40).optional() });
export const emailSchema = z.looseObject({
  address: z.string().max(254),
  label: z.string().max(40).optional(),
});
/** A tax number and what it is called where the contact is registered (VAT no., SIRET, GSTIN …). */
const taxIdSchema = z.looseObject({ value: z.string().max(40), label: z.string().max(20).optional() });
const labelledAddressSchema = addressSchema.extend({ label: z.string().max(40).optional() });

export const contactSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  /** A person, where it is left out. */
  kind: z.enum(['person', 'company']).optional(),
  name: z.string().max(200),
  company: z.string().max(200).optional(),
  phones: z.record(z.string(), phoneSchema).optional(),
  emails: z.record(z.string(), emailSchema).optional(),
  addresses: z.record(z.string(), labelledAddressSchema).optional(),
  taxIds: z.record(z.string(), taxIdSchema).optional(),
  tags: z.record(z.string().max(60), z.literal(true)).optional(),
  /** In which they are written to, where that is not the business's own (ISO 639). */
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
  notes: z.string().max(20_000).optional(),
  /** What holds for them beyond one job, each with its source. */
  preferences: z.record(z.string(), preferenceSchema).optional(),
  custom: customValuesSchema.optional(),
  /** Where the contact came from: `owner`, `whatsapp`, `sample`, … */
  source: z.string().max(40).optional(),
  imported: importedSchema.optional(),
  /** The advertisement, post or link that they first came by. */
  origin: z
    .looseObject({
      at: momentSchema,
      kind: z.string().max(40),
      headline: z.string().max(300).optional(),
      url: z.string().max(2000).optional(),
      sourceId: z.string().max(200).optional(),
    })
    .optional(),
  /** While one of these is open, their data are only kept. */
  restrictions: z.record(z.string(), restrictionSchema).optional(),
  /** What is not done with them, while one of the entries of that kind is open. */
  limits: z.record(z.string(), limitSchema).optional(),
  /** Who answers for a child. */
  guardian: guardianSchema.optional(),
  /** How likely work comes of it, 0 to 100, where the owner has set it; otherwise it is computed. */
  leadScore: z.number().int().min(0).max(100).optional(),
  /** Has written under posts and nowhere else: in no list of people until somebody, or a rule, wants it there. */
  onlyComments: z.literal(true).optional(),
  archivedAt: momentSchema.optional(),
  /** Since when it is in the bin. */
  binnedAt: momentSchema.optional(),
  /** Whom somebody said that they are not one with, however alike they look. */
  apartFrom: z.record(z.string().max(64), z.literal(true)).optional(),
  /** This one turned out to be the same person as another, who has everything now. */
  mergedInto: idSchema.optional(),
  /**
   * With whom it was ever merged, said at both: of two merges at once `mergedInto` keeps one. By the other's id, where
   * they turned out to be one; by an id of the merge, where somebody said so and may take that back.
   */
  sameAs: z.record(z.string().max(64), z.union([z.literal(true), idSchema])).optional(),
});
export type Contact = z.infer<typeof contactSchema>;

/**
 * How a channel knows a person: a join, so that a phone can vanish and reappear. The id is derived from
 * channel, kind and value, so that two devices that meet the same sender write the same record.
 */
export const identitySchema = z.looseObject({
  id: idSchema,
  channel: z.enum(channelKinds),
  /**
   * `bsuid`: Meta's business-scoped user id; `phone`: digits as in `wa_id`; `scoped`: an id that counts for one
   * page or Instagram account only, which is `accountId`; `email`: an address in small letters.
   */
  kind: z.enum(['phone', 'bsuid', 'scoped', 'email']),
  accountId: z.string().max(64).optional(),
  value: z.string().max(254),
  contactId: idSchema,
  createdAt: momentSchema,
  /** The name that the person last gave themselves on the channel, and when it was seen. */
  profileName: z.string().max(200).optional(),
  profileNameAt: momentSchema.optional(),
  /** When the channel was asked for it, because no message had told it. */
  profileAskedAt: momentSchema.optional(),
  /** Since when the person is reached under another number or user id. */
  supersededAt: momentSchema.optional(),
  /** What the person last said about advertising, to Meta or by Meta's word, and when. */
  marketing: z.looseObject({ stopped: z.boolean(), at: momentSchema }).optional(),
});
export type Identity = z.infer<typeof identitySchema>;

/** The id of the contact that a first message under this identity makes. */
export function newContactId({
  channel,
  value,
  accountId,
}: Pick<Identity, 'channel' | 'value' | 'accountId'>): string {
  return contentId(['contact', channel, ...(accountId === undefined ? [] : [accountId]), value]);
}
