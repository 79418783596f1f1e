import type { FastifyInstance } from 'fastify';
import { relayName, relayProtocol } from '#shared/sync/protocol.ts';
import type { Metrics } from '../metrics.ts';

/** Who this relay is, whether it is well, and what it counts. */
export function aboutRoutes(app: FastifyInstance, deps: { relayId: string; metrics: Metrics }): void {
  app.get('/healthz', async () => ({ ok: true }));
  app.get('/v1/relay', async () => ({ name: relayName, protocol: relayProtocol, relayId: deps.relayId }));
  app.get('/metrics', async (_request, reply) => {
    const { registry } = deps.metrics;
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
