import type { Hold } from '#shared/domain/hold.ts';
import { keptTimes } from '#shared/records/kept-times.ts';
import { finding, type Invariant } from './invariant.ts';

/** There are few of them, so all are one subject: a time that is gone was in the way of some other. */
const all = 'held';

/** A time is held for one customer. Two devices that had not met can hold it for two. */
export const oneHoldATime: Invariant = {
  // Two contacts that become one keep one time.
  watches: ['holds', 'contacts'],
  subjectsOf: () => [all],
  find(_, records) {
    const held = keptTimes(records, records.now()).toSorted(inOrder);
    return held.flatMap((one, index) =>
      held
        .slice(index + 1)
        .filter((other) => one.start < other.end && other.start < one.end)
        .flatMap((other) =>
          finding(records, {
            kind: 'heldTwice',
            sides: [sideOf(one), sideOf(other)],
            decides: 'work',
            until: Math.min(one.until, other.until, one.start, other.start),
            settlements: [one, other].map((hold) => {
              return { command: 'hold.release', args: { id: hold.id }, side: sideOf(hold) };
            }),
          }),
        ),
    );
  },
};

function sideOf({ id }: Hold) {
  return { collection: 'holds', id } as const;
}

function inOrder(a: Hold, b: Hold): number {
  return a.start - b.start || (a.id < b.id ? -1 : 1);
}
