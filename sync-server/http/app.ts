import { Readable } from 'node:stream';
import rateLimit from '@fastify/rate-limit';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import Fastify from 'fastify';
import { longestUnsubscribeToken } from '#shared/sync/unsubscribe.ts';
import type { Limits } from '../limits.ts';
import type { Log } from '../log.ts';
import { countedBy } from './addresses.ts';
import type { HttpAnswer, HttpRequest, Route } from './messages.ts';
import { codeOf, fail, malformed, notFound } from './reply.ts';

interface Deps {
  log: Log;
  limits: Limits;
  /** Addresses of proxies whose X-Forwarded-For is believed; empty: nobody's. */
  trustedProxies: string[];
  routes: Route[];
  handle: (request: HttpRequest) => Promise<HttpAnswer>;
}

const secondsToSend = 30;

/** What may be logged of a request: the route's pattern, never the address, which names a workspace. */
function logAnswers(app: FastifyInstance, log: Log): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const milliseconds = Math.round(reply.elapsedTime);
    log.debug({ method: request.method, route, status: reply.statusCode, milliseconds }, 'answered');
  });
}

function send(reply: FastifyReply, { status, headers, body }: HttpAnswer): FastifyReply {
  reply.code(status).headers(headers);
  return reply.send(typeof body === 'object' ? Readable.from(body) : body);
}

function answerErrors(app: FastifyInstance, log: Log): void {
  app.setNotFoundHandler((_request, reply) => send(reply, notFound()));
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 413) return send(reply, fail(413, 'too-large', 'The request is too large.'));
    if (status === 429)
      return send(reply, fail(429, 'too-many', 'Too many requests. Try again in a minute.'));
    if (status < 500) return send(reply, malformed());
    log.error({ code: codeOf(error) }, 'a request failed');
    return send(reply, fail(500, 'internal', 'The relay failed. Nothing was changed.'));
  });
}

/** Lets fastify carry the relay's requests: limits of one address, of times and of lengths are its. */
export async function createApp({
  log,
  limits,
  trustedProxies,
  routes,
  handle,
}: Deps): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    trustProxy: trustedProxies.length > 0 ? trustedProxies : false,
    requestTimeout: secondsToSend * 1000,
    connectionTimeout: 2 * secondsToSend * 1000,
    bodyLimit: limits.webhookBytes,
    forceCloseConnections: true,
    return503OnClosing: true,
    exposeHeadRoutes: false,
    // The longest part of a path: a link by which somebody unsubscribes.
    maxParamLength: longestUnsubscribeToken,
  });
  await app.register(rateLimit, {
    max: limits.requestsPerMinute,
    timeWindow: '1 minute',
    keyGenerator: (request) => countedBy(request.ip),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  logAnswers(app, log);
  answerErrors(app, log);
  for (const { method, path, mostPerMinute, mostBytes, tooLarge } of routes)
    app.route({
      method,
      url: path,
      bodyLimit: mostBytes ?? limits.webhookBytes,
      ...(mostPerMinute === undefined ? {} : { config: { rateLimit: { max: mostPerMinute } } }),
      ...(tooLarge === undefined
        ? {}
        : { onError: async (_request, _reply, error) => void (error.statusCode === 413 && tooLarge()) }),
      handler: async ({ method, url, headers, body, ip }, reply) =>
        send(reply, await handle({ method, path: url, headers, body: body as Buffer, address: ip })),
    });
  return app;
}
