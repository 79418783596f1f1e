import type { AccountEvent } from './business.ts';

/**
 * What there is room for, the newest first: what is wrong before what is only news, so that no number of likes
 * and reports pushes a restriction out of sight.
 */
export function mostTelling(events: readonly AccountEvent[], room: number): AccountEvent[] {
  const isWrong = ({ severity }: AccountEvent): boolean => severity !== 'info';
  const kept = events
    .toSorted((a, b) => Number(isWrong(b)) - Number(isWrong(a)) || newestFirst(a, b))
    .slice(0, room);
  return kept.toSorted(newestFirst);
}

function newestFirst(a: AccountEvent, b: AccountEvent): number {
  return b.at - a.at || (a.id < b.id ? -1 : 1);
}
