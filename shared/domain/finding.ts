import { z } from 'zod';
import { contentId } from '#shared/lib/hash.ts';
import type { CollectionName } from './collections.ts';
import { idSchema, momentSchema } from './common.ts';

/** What two commands that never met can have broken together. */
export const findingKinds = [
  'numberTwice',
  'issuedTwice',
  'creditBeyond',
  'paymentTwice',
  'contactMissing',
  'linkMissing',
  'heldTwice',
  'doneAndCancelled',
  'versionTwice',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** A record that a finding is about. */
export interface Side {
  collection: CollectionName;
  id: string;
}

/** The id of a finding: every device that sees the same sides finds the same. */
export function findingId(kind: FindingKind, sides: readonly Side[]): string {
  return contentId(['finding', kind, ...sides.map(({ collection, id }) => `${collection}/${id}`).toSorted()]);
}

/**
 * The id of the draft that settles a finding. It does not say which side is taken: two owners who settle it while they
 * cannot see each other have begun one draft, and if each issues it, that is a finding of its own.
 */
export function settlementId(finding: string): string {
  return contentId(['settlement', finding]);
}

/** That somebody has looked at a finding and leaves it as it is. Its id is the finding's. */
export const decisionSchema = z.looseObject({
  id: idSchema,
  kind: z.enum(findingKinds),
  at: momentSchema,
  memberId: idSchema,
});
