import { roomIdPattern } from '#shared/sync/protocol.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Route } from '../http/messages.ts';
import { done, fail, notFound } from '../http/reply.ts';
import type { Registry } from './registry.ts';
import type { Writer } from './writer.ts';

interface Deps {
  authenticate: Authenticate;
  registry: Registry;
  writer: Writer;
}

/** Writes a room anew for a device that has erased something of it: nothing of what was deleted is left. */
export function packRoutes({ authenticate, registry, writer }: Deps): Route[] {
  return [
    {
      method: 'POST',
      path: '/v1/workspaces/:workspace/rooms/:room/pack',
      async answer(request) {
        const [workspace, room] = [request.params['workspace']!, request.params['room']!];
        const caller = await authenticate(request, workspace);
        if (!caller.ok) return caller.error;
        // Whoever may not come in is told nothing, not even that there is such a room.
        if (!roomIdPattern.test(room) || caller.value.access(room) === undefined) return notFound();
        const isPacked = await writer.pack(registry.room(workspace, room));
        return isPacked
          ? done
          : fail(503, 'room.not-packed', 'The room was not written anew. Try again later.');
      },
    },
  ];
}
