import type { FastifyInstance } from 'fastify';

/** One request, as a device's shell makes it. */
export interface RelayRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: unknown;
}
export interface RelayAnswer {
  status: number;
  body: unknown;
}

type Handler = (request: object, reply: Reply) => Promise<unknown>;

interface Route {
  method: string;
  pattern: RegExp;
  handler: Handler;
}

class Reply {
  status = 200;
  body: unknown;
  isSent = false;
  code(status: number): this {
    this.status = status;
    return this;
  }
  type(): this {
    return this;
  }
  send(body?: unknown): this {
    this.body = body;
    this.isSent = true;
    return this;
  }
}

/**
 * What the relay's routes need of fastify, and no more: it costs nothing to start, and nothing of it waits. Bodies
 * arrive as they would through JSON, those of webhooks as bytes.
 */
export function createRoutes() {
  const routes: Route[] = [];
  const add = (method: string) => (path: string, options: unknown, handler?: unknown) => {
    const pattern = new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
    routes.push({ method, pattern, handler: (handler ?? options) as Handler });
  };
  const app = {
    get: add('GET'),
    put: add('PUT'),
    post: add('POST'),
    delete: add('DELETE'),
    async register(plugin: (app: unknown, options: unknown) => unknown, options: unknown) {
      await plugin(app, options);
    },
    removeAllContentTypeParsers() {},
    addContentTypeParser() {},
    addHook() {},
  };

  async function handle({ method, path, headers, body }: RelayRequest): Promise<RelayAnswer> {
    const url = new URL(path, 'http://relay');
    for (const route of routes) {
      const match = route.method === method ? route.pattern.exec(url.pathname) : null;
      if (match === null) continue;
      const reply = new Reply();
      const query = Object.fromEntries(url.searchParams);
      const given = await route.handler({ params: match.groups ?? {}, query, headers, body, ip: '127.0.0.1' }, reply);
      if (!reply.isSent) reply.send(given);
      return { status: reply.status, body: asJson(reply.body) };
    }
    return { status: 404, body: null };
  }

  return { app: app as unknown as FastifyInstance, handle };
}

const asJson = (body: unknown): unknown => (body === undefined ? null : JSON.parse(JSON.stringify(body)));
