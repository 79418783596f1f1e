import type { Relationship } from '#shared/domain/relationship.ts';

/** What holds now before what is over; the newest first. */
export function inOrder(relationships: readonly Relationship[]): Relationship[] {
  return relationships.toSorted(
    (a, b) =>
      Number(a.until !== undefined) - Number(b.until !== undefined) ||
      compare(b.since ?? '', a.since ?? '') ||
      b.createdAt - a.createdAt ||
      compare(a.id, b.id),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
