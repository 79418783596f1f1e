import { relayName, relayProtocol } from '#shared/sync/protocol.ts';
import type { DiskSpace } from '../disk-space.ts';
import type { Metrics } from '../metrics.ts';
import type { Route } from './messages.ts';
import { answer } from './reply.ts';

/** Who this relay is, whether it is well, and what it counts. */
export function aboutRoutes(deps: { relayId: string; space: DiskSpace; metrics: Metrics }): Route[] {
  const { registry } = deps.metrics;
  return [
    {
      method: 'GET',
      path: '/healthz',
      // With a low disk it is well enough to be read from: who looks after it must not take it away.
      async answer() {
        if (deps.space.freeBytes() === undefined) return answer({ ok: true });
        return answer({ ok: true, disk: deps.space.spareBytes() > 0 ? 'enough' : 'low' });
      },
    },
    {
      method: 'GET',
      path: '/v1/relay',
      answer: async () => answer({ name: relayName, protocol: relayProtocol, relayId: deps.relayId }),
    },
    {
      method: 'GET',
      path: '/metrics',
      answer: async () => ({
        status: 200,
        headers: { 'content-type': registry.contentType },
        body: await registry.metrics(),
      }),
    },
  ];
}
