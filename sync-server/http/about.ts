import { relayName, relayProtocol } from '#shared/sync/protocol.ts';
import { bearerOf } from '../auth/authenticate.ts';
import type { DiskSpace } from '../disk-space.ts';
import { isDiskFull } from '../disk-space.ts';
import { isSameText } from '../hooks/meta.ts';
import type { Metrics } from '../metrics.ts';
import type { Storage } from '../storage/storage.ts';
import { isLoopback } from './addresses.ts';
import type { HttpAnswer, HttpRequest, Route } from './messages.ts';
import { headerOf } from './messages.ts';
import { answer, notFound } from './reply.ts';

interface Deps {
  relayId: string;
  storage: Pick<Storage, 'touch' | 'hasWorkspaces'>;
  space: DiskSpace;
  metrics: Metrics;
  metricsToken: string | undefined;
  /** Milliseconds that only grow. */
  elapsed: () => number;
}

/** So long a look at the storage is good for: asking often makes no work. */
const freshMilliseconds = 1000;

/** Writes and reads, and says what of it is possible. */
async function examine({ storage, space }: Deps): Promise<HttpAnswer> {
  try {
    await storage.touch();
  } catch (error) {
    // What can still be read from is well enough: who looks after it must not take it away.
    const canRead = await storage.hasWorkspaces().then(
      () => true,
      () => false,
    );
    if (canRead) return answer({ ok: true, disk: isDiskFull(error) ? 'full' : 'read-only' });
    return answer({ ok: false }, 503);
  }
  if (space.freeBytes() === undefined) return answer({ ok: true });
  return answer({ ok: true, disk: space.spareBytes() > 0 ? 'enough' : 'low' });
}

/** From this computer: not by a proxy on it, which would carry it to everybody. */
function isLocal(request: HttpRequest): boolean {
  const isForwarded = ['forwarded', 'x-forwarded-for'].some((name) => headerOf(request, name) !== undefined);
  return request.address === undefined || (!isForwarded && isLoopback(request.address));
}

/** Who this relay is, whether it is well, and what it counts. */
export function aboutRoutes(deps: Deps): Route[] {
  const { registry } = deps.metrics;
  let latest: { at: number; answer: Promise<HttpAnswer> } | undefined;

  function health(): Promise<HttpAnswer> {
    const now = deps.elapsed();
    if (latest === undefined || now - latest.at >= freshMilliseconds)
      latest = { at: now, answer: examine(deps) };
    return latest.answer;
  }

  async function counters(request: HttpRequest): Promise<HttpAnswer> {
    const token = bearerOf(request);
    const isKnown =
      deps.metricsToken !== undefined && token !== undefined && isSameText(token, deps.metricsToken);
    if (!isKnown && !isLocal(request)) return notFound();
    return {
      status: 200,
      headers: { 'content-type': registry.contentType },
      body: await registry.metrics(),
    };
  }

  const about = { name: relayName, protocol: relayProtocol, relayId: deps.relayId };
  return [
    { method: 'GET', path: '/healthz', answer: health },
    { method: 'GET', path: '/v1/relay', answer: async () => answer(about) },
    { method: 'GET', path: '/metrics', answer: counters },
  ];
}
