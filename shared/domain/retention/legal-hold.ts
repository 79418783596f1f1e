import { z } from 'zod';
import { idSchema, momentSchema, saltSchema } from '../common.ts';

export const heldKinds = ['all', 'contacts', 'jobs'] as const;

/**
 * That something has to stay because of a dispute or an authority: nothing of it goes by itself. It is written once;
 * what ends one is another that names it, and counts only where an owner's device has signed that.
 */
export const legalHoldSchema = z.looseObject({
  id: idSchema,
  at: momentSchema,
  kind: z.enum(heldKinds),
  /** Of the contact or job; none where everything is meant. */
  subjectId: idSchema.optional(),
  why: z.string().max(500).optional(),
  /** The hold that this one ends. */
  ends: idSchema.optional(),
  deviceId: z.string().max(64),
  memberId: idSchema,
  salt: saltSchema,
});
export type LegalHold = z.infer<typeof legalHoldSchema>;

/** The holds that nobody has ended. `isOwners`: whether an owner's device has signed what ends one. */
export function openHolds(
  holds: Iterable<LegalHold>,
  isOwners: (id: string) => boolean = () => true,
): LegalHold[] {
  const all = [...holds];
  const ended = new Set(all.flatMap(({ id, ends }) => (ends !== undefined && isOwners(id) ? ends : [])));
  return all.filter(({ id, ends }) => ends === undefined && !ended.has(id));
}
