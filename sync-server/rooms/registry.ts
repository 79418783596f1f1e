import type { Bucket } from './bucket.ts';
import type { Room, Tenant } from './room.ts';
import { createRoom, hasWork } from './room.ts';

/** A workspace that has left stays known: what it has used, and how much it has on disk, is not asked anew. */
const mostIdleTenants = 10_000;

/** The rooms in use, by workspace. A room leaves when nobody listens and nothing waits. */
export function createRegistry(deps: { newShare: () => Bucket; elapsed: () => number }) {
  const tenants = new Map<string, Tenant>();
  const idle = new Set<Tenant>();
  const byDiskId = new Map<number, Room>();

  function tenantOf(workspace: string): Tenant {
    const known = tenants.get(workspace);
    if (known !== undefined) return known;
    const tenant: Tenant = { workspace, use: undefined, rooms: new Map(), work: deps.newShare() };
    tenants.set(workspace, tenant);
    return tenant;
  }

  function rest(tenant: Tenant): void {
    idle.add(tenant);
    const [longest] = idle;
    if (longest === undefined || idle.size <= mostIdleTenants) return;
    idle.delete(longest);
    tenants.delete(longest.workspace);
  }

  return {
    room(workspace: string, name: string): Room {
      const tenant = tenantOf(workspace);
      const known = tenant.rooms.get(name);
      if (known !== undefined) return known;
      idle.delete(tenant);
      const room = createRoom(tenant, name, deps.elapsed);
      tenant.rooms.set(name, room);
      return room;
    },

    releaseIfIdle(room: Room): void {
      const { tenant } = room;
      if (room.readers.size > 0 || room.isBeingRead || hasWork(room)) return;
      if (tenant.rooms.get(room.name) !== room) return;
      tenant.rooms.delete(room.name);
      if (room.disk !== undefined) byDiskId.delete(room.disk.id);
      if (tenant.rooms.size === 0) rest(tenant);
    },

    /** Nothing of the workspace is there any more. */
    forget(workspace: string): void {
      const tenant = tenants.get(workspace);
      if (tenant === undefined) return;
      for (const room of tenant.rooms.values()) if (room.disk !== undefined) byDiskId.delete(room.disk.id);
      idle.delete(tenant);
      tenants.delete(workspace);
    },

    /** To be called when the room's place on disk is known. */
    opened(room: Room): void {
      if (room.disk !== undefined) byDiskId.set(room.disk.id, room);
    },

    onDisk: (roomId: number): Room | undefined => byDiskId.get(roomId),

    roomsOf: (workspace: string): Room[] => [...(tenants.get(workspace)?.rooms.values() ?? [])],

    rooms: () => [...tenants.values()].flatMap((tenant) => [...tenant.rooms.values()]),
  };
}
export type Registry = ReturnType<typeof createRegistry>;
