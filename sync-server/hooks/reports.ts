/** What became of a workspace's deliveries lately, without anything of their content. */
export interface HookReport {
  /** Epoch milliseconds. */
  lastStoredAt?: number;
  lastRefusal?: { at: number; reason: string };
}

/** In memory only, of this process: for the owner's test of a channel, not for the record. */
const mostWorkspaces = 10_000;

export function createHookReports(deps: { now: () => number }) {
  const reports = new Map<string, HookReport>();

  function note(workspace: string, news: HookReport): void {
    const known = reports.get(workspace);
    // The one that was noted longest ago makes room.
    reports.delete(workspace);
    reports.set(workspace, { ...known, ...news });
    const oldest = reports.keys().next();
    if (reports.size > mostWorkspaces && oldest.done !== true) reports.delete(oldest.value);
  }

  return {
    stored: (workspace: string): void => note(workspace, { lastStoredAt: deps.now() }),
    refused: (workspace: string, reason: string): void =>
      note(workspace, { lastRefusal: { at: deps.now(), reason } }),
    of: (workspace: string): HookReport => reports.get(workspace) ?? {},
  };
}
export type HookReports = ReturnType<typeof createHookReports>;
