const dayMilliseconds = 24 * 60 * 60 * 1000;

/** How many a workspace may still send today (UTC). Counted in memory: a restart forgives. */
export function createDailyShare({ perDay, now }: { perDay: number; now: () => number }) {
  let day = 0;
  let counts = new Map<string, number>();

  return {
    /** Counts one; false when today's share is used up. */
    take(workspace: string): boolean {
      const today = Math.floor(now() / dayMilliseconds);
      if (today !== day) {
        day = today;
        counts = new Map();
      }
      const count = (counts.get(workspace) ?? 0) + 1;
      counts.set(workspace, count);
      return count <= perDay;
    },
  };
}
