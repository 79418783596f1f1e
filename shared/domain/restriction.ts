import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';

/**
 * That somebody’s data may only be kept: an entry of each time, so that two devices lose none, and lifting one that
 * another device has not seen yet leaves that one.
 */
export const restrictionSchema = z.looseObject({
  at: momentSchema,
  memberId: idSchema,
  why: z.string().max(500),
  /** Whoever lifts it has told the person before, and says how. */
  liftedAt: momentSchema.optional(),
  liftedBy: idSchema.optional(),
  told: z.string().max(500).optional(),
});
export type Restriction = z.infer<typeof restrictionSchema>;

/**
 * What is not done with somebody. `doNotContact`: nobody writes to them, for whatever purpose. `minor`: a child has no
 * score and gets no advertising. `staysOnDevice`: nothing about them is ever given to a model on another computer.
 */
export const limitKinds = ['doNotContact', 'minor', 'staysOnDevice'] as const;
export type LimitKind = (typeof limitKinds)[number];

/** That somebody said so: an entry of each time, for the reason that a restriction is one. */
export const limitSchema = z.looseObject({
  is: z.enum(limitKinds),
  at: momentSchema,
  memberId: idSchema,
  endedAt: momentSchema.optional(),
  endedBy: idSchema.optional(),
});
export type Limit = z.infer<typeof limitSchema>;

/** Who answers for a child, and how they have agreed. */
export const guardianSchema = z.looseObject({
  name: z.string().max(200),
  phone: z.string().max(40).optional(),
  /** When they agreed that the child’s data are used, how that was verified, and who noted it. */
  agreedAt: momentSchema.optional(),
  how: z.string().max(500).optional(),
  memberId: idSchema.optional(),
});

interface Restricted {
  restrictions?: Record<string, Restriction> | undefined;
}

interface Limited {
  limits?: Record<string, Limit> | undefined;
}

/** The entries that say so and that nobody has ended. */
export function openLimits({ limits = {} }: Limited, kind: LimitKind): string[] {
  return Object.keys(limits).filter((id) => limits[id]!.is === kind && limits[id]!.endedAt === undefined);
}

/** Whether this contact itself is limited so; of a person that is more than one, ask `isLimitedPerson`. */
export function isLimited(contact: Limited, kind: LimitKind): boolean {
  return openLimits(contact, kind).length > 0;
}

/** What still restricts somebody, the first first. */
export function openRestrictions({ restrictions = {} }: Restricted): (Restriction & { id: string })[] {
  return Object.entries(restrictions)
    .filter(([, { liftedAt }]) => liftedAt === undefined)
    .map(([id, restriction]) => ({ ...restriction, id }))
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

export function isRestricted(contact: Restricted | undefined): boolean {
  return contact !== undefined && openRestrictions(contact).length > 0;
}
