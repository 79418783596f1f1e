import type { FastifyInstance } from 'fastify';
import { relayName, relayProtocol } from '#shared/sync/protocol.ts';
import type { DiskSpace } from '../disk-space.ts';
import type { Metrics } from '../metrics.ts';

/** Who this relay is, whether it is well, and what it counts. */
export function aboutRoutes(
  app: FastifyInstance,
  deps: { relayId: string; space: DiskSpace; metrics: Metrics },
): void {
  // With a low disk it is well enough to be read from: who looks after it must not take it away.
  app.get('/healthz', async () => {
    if (deps.space.freeBytes() === undefined) return { ok: true };
    return { ok: true, disk: deps.space.spareBytes() > 0 ? 'enough' : 'low' };
  });
  app.get('/v1/relay', async () => ({ name: relayName, protocol: relayProtocol, relayId: deps.relayId }));
  app.get('/metrics', async (_request, reply) => {
    const { registry } = deps.metrics;
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
