import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomBytes } from 'node:crypto';
import { securityHeaders } from '#electron/services/window/content-policy.ts';
import type { Dispatcher } from '#electron/services/dispatcher.ts';
import { browserHostProtocol } from '#shared/bridge/browser-host.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { BridgeAuth } from './bridge-auth.ts';

/** A question to a model, with its conversation, is the largest thing that comes this way (bytes). */
const bodyLimit = 16 * 1024 * 1024;

/** Of the form that brings the key (bytes). */
const formLimit = 1024;

/**
 * The bridge's streams over HTTP: `POST /bridge/stream/:name` answers with lines `{"event":…}` and a last
 * `{"result":…}`. The caller has checked Host and Origin.
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
    if (!auth.accepts(bearer(request))) return refuse(response, 401);
    const name = /^\/bridge\/stream\/([\w.]+)$/.exec(pathname)?.[1];
    if (name === undefined) return refuse(response, 404);
    const body = await readJson(request);
    return body === undefined ? refuse(response, 400) : stream(name, body.json, response);
  };
}

/**
 * Answers the form of the key's file: with a page that lays the token down in the tab's storage and goes on to the
 * window. A key that opens nothing leads to the window as well, which says so, or is open in this tab already. The
 * caller has checked that a file's page asks.
 *
 * @param onOpened the key was used
 */
export async function openWindow(
  { auth, onOpened }: { auth: BridgeAuth; onOpened?(): void },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') return refuse(response, 405);
  const form = await readBody(request, formLimit).catch(() => undefined);
  const token = auth.exchange(new URLSearchParams(form?.toString()).get('key'));
  if (token === undefined) {
    response.writeHead(303, { location: '/', 'cache-control': 'no-store' }).end();
    return;
  }
  onOpened?.();
  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  const headers = { ...securityHeaders(nonce), 'content-security-policy': policy };
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(tokenPage(token, nonce));
}

function tokenPage(token: string, nonce: string): string {
  const item = JSON.stringify(browserHostProtocol.tokenItem);
  return `<!doctype html><meta name="color-scheme" content="light dark"><title>Plumbline</title>
<script nonce="${nonce}">sessionStorage.setItem(${item}, ${JSON.stringify(token)}); location.replace('/');</script>
`;
}

function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
}

/** The body as JSON of unknown shape; `undefined` where it is too large, broken off or no JSON. */
async function readJson(request: IncomingMessage): Promise<{ json: unknown } | undefined> {
  const body = await readBody(request, bodyLimit).catch(() => undefined);
  const json = body === undefined ? undefined : parseJson(body.toString());
  return json === undefined ? undefined : { json };
}

/** `undefined` where it has more bytes than the limit. */
async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' }).end();
}
