import type { Room, Tenant } from './room.ts';
import { createRoom, hasWork } from './room.ts';

/** The rooms in use, by workspace. A room leaves when nobody listens and nothing waits. */
export function createRegistry() {
  const tenants = new Map<string, Tenant>();
  const byDiskId = new Map<number, Room>();

  function tenantOf(workspace: string): Tenant {
    const known = tenants.get(workspace);
    if (known !== undefined) return known;
    const tenant: Tenant = { workspace, use: undefined, rooms: new Map() };
    tenants.set(workspace, tenant);
    return tenant;
  }

  return {
    room(workspace: string, name: string): Room {
      const tenant = tenantOf(workspace);
      const known = tenant.rooms.get(name);
      if (known !== undefined) return known;
      const room = createRoom(tenant, name);
      tenant.rooms.set(name, room);
      return room;
    },

    releaseIfIdle(room: Room): void {
      if (room.readers.size > 0 || hasWork(room)) return;
      if (room.tenant.rooms.get(room.name) !== room) return;
      room.tenant.rooms.delete(room.name);
      if (room.disk !== undefined) byDiskId.delete(room.disk.id);
      if (room.tenant.rooms.size === 0) tenants.delete(room.tenant.workspace);
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
