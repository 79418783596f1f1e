import rateLimit from '@fastify/rate-limit';
import type { FastifyError, FastifyInstance } from 'fastify';
import Fastify from 'fastify';
import type { Logger } from 'pino';
import type { Limits } from '../limits.ts';
import { countedBy } from './addresses.ts';
import { isDiskFull } from '../disk-space.ts';
import { codeOf, diskFull, fail, malformed } from './reply.ts';

interface Deps {
  log: Logger;
  limits: Limits;
  /** Addresses of proxies whose X-Forwarded-For is believed; empty: nobody's. */
  trustedProxies: string[];
}

const secondsToSend = 30;

/** What may be logged of a request: the route's pattern, never the address, which names a workspace. */
function logAnswers(app: FastifyInstance, log: Logger): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const milliseconds = Math.round(reply.elapsedTime);
    log.debug({ method: request.method, route, status: reply.statusCode, milliseconds }, 'answered');
  });
}

function answerErrors(app: FastifyInstance, log: Logger): void {
  app.setNotFoundHandler((_request, reply) => fail(reply, 404, 'not-found', 'There is nothing here.'));
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ code: codeOf(error) }, 'a request failed');
    if (isDiskFull(error)) return diskFull(reply);
    if (status === 413) return fail(reply, 413, 'too-large', 'The request is too large.');
    if (status === 429) return fail(reply, 429, 'too-many', 'Too many requests. Try again in a minute.');
    if (status < 500) return malformed(reply);
    return fail(reply, 500, 'internal', 'The relay failed. Nothing was changed.');
  });
}

export async function createApp({ log, limits, trustedProxies }: Deps): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    trustProxy: trustedProxies.length > 0 ? trustedProxies : false,
    requestTimeout: secondsToSend * 1000,
    connectionTimeout: 2 * secondsToSend * 1000,
    bodyLimit: limits.webhookBytes,
    forceCloseConnections: true,
    return503OnClosing: true,
  });
  await app.register(rateLimit, {
    max: limits.requestsPerMinute,
    timeWindow: '1 minute',
    keyGenerator: (request) => countedBy(request.ip),
  });
  logAnswers(app, log);
  answerErrors(app, log);
  return app;
}
