import { compareCodes } from '#shared/lib/compare.ts';
import type { Relationship } from '#shared/domain/relationship.ts';

/** What holds now before what is over; the newest first. */
export function inOrder(relationships: readonly Relationship[]): Relationship[] {
  return relationships.toSorted(
    (a, b) =>
      Number(a.until !== undefined) - Number(b.until !== undefined) ||
      compareCodes(b.since ?? '', a.since ?? '') ||
      b.createdAt - a.createdAt ||
      compareCodes(a.id, b.id),
  );
}
