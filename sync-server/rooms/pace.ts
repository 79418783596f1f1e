/**
 * When the next tick may start: as soon as the sockets have run dry, so that a single change is on disk
 * without delay and nobody waits for a timer; while they have not, only after a while, so that one commit and
 * one frame carry the work of many. A commit in SQLite blocks, so what comes meanwhile is gathered anyway.
 */
export function createPace(
  mostMilliseconds: number,
  { elapsed, turn }: { elapsed: () => number; turn: () => Promise<void> },
): (arrived: () => number) => Promise<void> {
  return async (arrived) => {
    const end = elapsed() + mostMilliseconds;
    let before: number;
    do {
      before = arrived();
      await turn();
    } while (arrived() !== before && elapsed() < end);
  };
}
