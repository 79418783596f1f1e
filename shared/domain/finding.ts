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
  'jobMissing',
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

/** The id of a finding: every device that sees the same sides finds the same. `missing`: what they name in vain. */
export function findingId(
  kind: FindingKind,
  sides: readonly Side[],
  missing: readonly string[] = [],
): string {
  const places = sides.map(({ collection, id }) => `${collection}/${id}`).toSorted();
  return contentId(['finding', kind, ...places, ...missing]);
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

/** The links that may be taken off a record, by what they name. */
export const unlinkSchema = z.discriminatedUnion('collection', [
  z.object({
    collection: z.literal('jobs'),
    id: idSchema,
    field: z.enum(['conversationId', 'documentId', 'siteId', 'enquiryId', 'parentId']),
  }),
  z.object({ collection: z.literal('documents'), id: idSchema, field: z.literal('jobId') }),
  z.object({
    collection: z.literal('enquiries'),
    id: idSchema,
    field: z.enum(['conversationId', 'siteId']),
  }),
  z.object({ collection: z.literal('plans'), id: idSchema, field: z.literal('siteId') }),
]);
