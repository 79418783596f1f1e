import { setImmediate, setTimeout } from 'node:timers/promises';

/**
 * When the next tick may start. After a quiet moment at once, so that a single change is on disk without
 * delay; in a busy one only after a while, so that one commit and one frame carry the work of many.
 */
export function createPace(gatherMilliseconds: number): () => Promise<void> {
  let last = -Infinity;
  return async () => {
    const isBusy = performance.now() - last < gatherMilliseconds;
    if (isBusy) await setTimeout(gatherMilliseconds);
    else await setImmediate();
    last = performance.now();
  };
}
