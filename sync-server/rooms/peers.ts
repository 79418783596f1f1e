import { ignore } from '#shared/lib/ignore.ts';
import type { Memberships } from '../auth/memberships.ts';
import type { Peers } from '../storage/peers.ts';
import { awarenessFrame } from './frames.ts';
import type { Authorizer } from './authorize.ts';
import type { Registry } from './registry.ts';
import type { Writer } from './writer.ts';

interface Deps {
  registry: Registry;
  writer: Writer;
  authorizer: Authorizer;
  memberships: Memberships;
}

/** Brings what other relays on the same storage did to the sockets of this one. */
export async function followPeers(
  peers: Peers,
  { registry, writer, authorizer, memberships }: Deps,
): Promise<void> {
  async function readMembership(workspace: string): Promise<void> {
    if (!authorizer.workspaces().includes(workspace)) return;
    const known = await memberships.find(workspace);
    if (known === undefined) authorizer.workspaceGone(workspace);
    else authorizer.membershipChanged(known.record);
  }

  await peers.listen({
    committed(rooms) {
      for (const { roomId, seq } of rooms) {
        const room = registry.onDisk(roomId);
        if (room?.disk !== undefined && seq > room.disk.seq) writer.readAnew(room);
      }
    },
    membershipChanged: (workspace) => ignore(readMembership(workspace)),
    presence({ workspace, name }, payload) {
      const room = registry.roomsOf(workspace).find((one) => one.name === name);
      const received = room?.awareness.receive(payload, undefined);
      if (room === undefined || received === undefined || received === 'malformed') return;
      if (received.news === undefined) return;
      const frame = awarenessFrame(received.news);
      for (const reader of room.readers) reader.send(frame);
    },
    reconnected() {
      for (const room of registry.rooms()) writer.readAnew(room);
      for (const workspace of authorizer.workspaces()) ignore(readMembership(workspace));
    },
  });
}
