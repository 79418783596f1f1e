import { hasDiskRefused } from '../disk-space.ts';
import type { ClaimStore } from '../storage/claims.ts';

type Marks = Pick<ClaimStore, 'useOnce'>;

/**
 * Marks that the disk does not take stay in memory, so that devices can still sign in and read. A restart forgets
 * those; within the minute for which a challenge is good, whoever has overheard the request has its answer too.
 */
export function createMarks(store: Marks): Marks {
  const kept = new Map<string, number>();
  return {
    async useOnce(mark, expiresAt, now) {
      for (const [one, until] of kept) if (until <= now) kept.delete(one);
      if (kept.has(mark)) return false;
      try {
        return await store.useOnce(mark, expiresAt, now);
      } catch (error) {
        if (!hasDiskRefused(error)) throw error;
      }
      // Another request may have been faster while this one waited.
      if (kept.has(mark)) return false;
      kept.set(mark, expiresAt);
      return true;
    },
  };
}
