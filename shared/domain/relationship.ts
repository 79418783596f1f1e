import { z } from 'zod';
import { daySchema, idSchema, momentSchema } from './common.ts';

/** What somebody is to a company. */
export const companyRoles = ['worksAt', 'owns', 'manages'] as const;
/** What somebody is to a site. */
export const siteRoles = ['livesAt', 'rents', 'looksAfter', 'paysFor'] as const;
export const relationshipRoles = [...companyRoles, ...siteRoles] as const;
export type RelationshipRole = (typeof relationshipRoles)[number];

/** What a contact is to a company or to a site, and from when until when. Several may hold at once. */
export const relationshipSchema = z.looseObject({
  id: idSchema,
  createdAt: momentSchema,
  contactId: idSchema,
  role: z.enum(relationshipRoles),
  /** One of the two, as the role asks for. */
  companyId: idSchema.optional(),
  siteId: idSchema.optional(),
  /** Such as "Caretaker". */
  title: z.string().max(100).optional(),
  since: daySchema.optional(),
  /** The last day on which it holds. */
  until: daySchema.optional(),
});
export type Relationship = z.infer<typeof relationshipSchema>;

/** Whether it holds on a day, `2026-11-29`. */
export function holdsOn({ since, until }: Pick<Relationship, 'since' | 'until'>, day: string): boolean {
  return (since === undefined || since <= day) && (until === undefined || day <= until);
}

export function isSiteRole(role: RelationshipRole): boolean {
  return siteRoles.some((each) => each === role);
}
