import type { SeenDevice } from '#shared/sync/sessions.ts';

/** So many workspaces are remembered at once; of others it is as after a restart. */
const mostWorkspaces = 10_000;

/** When each device was last connected, and from where: in memory only, as of this process's start. */
export function createSessions(deps: { now(): number }) {
  const { now } = deps;
  const since = now();
  const byWorkspace = new Map<string, Map<string, SeenDevice & { sockets: number }>>();

  function of(workspace: string): Map<string, SeenDevice & { sockets: number }> {
    const known = byWorkspace.get(workspace);
    if (known !== undefined) return known;
    if (byWorkspace.size >= mostWorkspaces) byWorkspace.delete(byWorkspace.keys().next().value!);
    const fresh = new Map<string, SeenDevice & { sockets: number }>();
    byWorkspace.set(workspace, fresh);
    return fresh;
  }

  return {
    /** A socket of a device is open; what it gives notes that it is closed. */
    opened(workspace: string, device: string, address: string | undefined): () => void {
      const devices = of(workspace);
      const sockets = (devices.get(device)?.sockets ?? 0) + 1;
      const seen = { at: now(), address: address ?? '', isConnected: true, sockets };
      devices.set(device, seen);
      return () => {
        const last = devices.get(device) ?? seen;
        const left = last.sockets - 1;
        devices.set(device, { ...last, at: now(), isConnected: left > 0, sockets: left });
      };
    },
    /** Nothing of it is left, here neither. */
    forget: (workspace: string): boolean => byWorkspace.delete(workspace),
    /** Of these devices, those that were connected. */
    seen(workspace: string, ids: readonly string[]): { since: number; devices: Record<string, SeenDevice> } {
      const devices = byWorkspace.get(workspace);
      const known = ids.flatMap((id) => {
        const seen = devices?.get(id);
        if (seen === undefined) return [];
        const { at, address, isConnected } = seen;
        return [[id, { at, address, isConnected }] as const];
      });
      return { since, devices: Object.fromEntries(known) };
    },
  };
}
export type Sessions = ReturnType<typeof createSessions>;
