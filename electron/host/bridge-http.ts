import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dispatcher } from '#electron/services/dispatcher.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { BridgeAuth } from './bridge-auth.ts';

/** A question to a model, with its conversation, is the largest thing that comes this way (bytes). */
const bodyLimit = 16 * 1024 * 1024;

/**
 * The bridge's streams over HTTP: `POST /bridge/token` buys the token, `/bridge/stream/:name` answers with lines
 * `{"event":…}` and a last `{"result":…}`. The caller has checked Host and Origin.
 */
export function createBridgeHttp(deps: { dispatcher: Dispatcher; auth: BridgeAuth }) {
  const { dispatcher, auth } = deps;

  async function stream(name: string, args: unknown, response: ServerResponse): Promise<void> {
    const stop = new AbortController();
    // The window has closed the connection: it pressed Stop, or is gone.
    response.once('close', () => stop.abort());
    if (response.destroyed) return;
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    response.flushHeaders();
    const write = (line: object) => response.write(`${JSON.stringify(line)}\n`);
    const result = await dispatcher.stream(name, args, (event) => write({ event }), stop.signal);
    if (stop.signal.aborted) return;
    write({ result });
    response.end();
  }

  return async (request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> => {
    if (request.method !== 'POST') return refuse(response, 405);
    if (request.headers['content-type'] !== 'application/json') return refuse(response, 415);
    if (pathname === '/bridge/token') return giveToken(auth, request, response);
    if (!auth.accepts(bearer(request))) return refuse(response, 401);
    const name = /^\/bridge\/stream\/([\w.]+)$/.exec(pathname)?.[1];
    if (name === undefined) return refuse(response, 404);
    const body = await readJson(request);
    return body === undefined ? refuse(response, 400) : stream(name, body.json, response);
  };
}

async function giveToken(auth: BridgeAuth, request: IncomingMessage, response: ServerResponse) {
  const body = await readJson(request);
  const token = auth.exchange((body?.json as { key?: unknown } | null | undefined)?.key);
  return token === undefined ? refuse(response, 403) : sendJson(response, 200, { token });
}

function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
}

/** The body as JSON of unknown shape; `undefined` where it is too large, broken off or no JSON. */
async function readJson(request: IncomingMessage): Promise<{ json: unknown } | undefined> {
  const body = await readBody(request).catch(() => undefined);
  const json = body === undefined ? undefined : parseJson(body.toString());
  return json === undefined ? undefined : { json };
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}

export function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' }).end();
}
