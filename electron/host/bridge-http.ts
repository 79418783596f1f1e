import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dispatcher } from '#electron/services/dispatcher.ts';
import { decodeFrame, encodeFrame, frameType, giveBytes, takeBytes } from '#shared/bridge/frames.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { HostSession } from './session.ts';

/** A document to print is the largest thing that the window sends (bytes). */
const bodyLimit = 16 * 1024 * 1024;

/**
 * The bridge's calls and streams over HTTP: `POST /bridge/session` buys the token, `/bridge/call/:name`
 * answers with one `Result` (JSON, or a frame where it holds bytes: shared/bridge/frames.ts),
 * `/bridge/stream/:name` with lines `{"event":…}` and a last `{"result":…}`. The caller has checked Host and
 * Origin.
 */
export function createBridgeHttp(deps: { dispatcher: Dispatcher; session: HostSession }) {
  const { dispatcher, session } = deps;

  async function call(name: string, args: unknown, response: ServerResponse): Promise<void> {
    const result = await dispatcher.call(name, args);
    const { rest, bytes } = takeBytes(result.ok ? result.value : undefined);
    if (bytes === undefined) return sendJson(response, 200, result);
    send(response, 200, frameType, encodeFrame({ ok: true, value: rest }, bytes));
  }

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
    const isFrame = request.headers['content-type'] === frameType;
    if (!isFrame && request.headers['content-type'] !== 'application/json') return refuse(response, 415);
    if (pathname === '/bridge/session') return openSession(session, request, response);
    if (!session.accepts(bearer(request))) return refuse(response, 401);
    const [, kind, name] = /^\/bridge\/(call|stream)\/([\w.]+)$/.exec(pathname) ?? [];
    if (name === undefined) return refuse(response, 404);
    const body = isFrame ? await readFrame(request) : await readJson(request);
    if (body === undefined) return refuse(response, 400);
    return kind === 'call' ? call(name, body.json, response) : stream(name, body.json, response);
  };
}

async function openSession(session: HostSession, request: IncomingMessage, response: ServerResponse) {
  const body = await readJson(request);
  const token = session.exchange((body?.json as { key?: unknown } | null | undefined)?.key);
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

/** Arguments that hold bytes. */
async function readFrame(request: IncomingMessage): Promise<{ json: unknown } | undefined> {
  const body = await readBody(request).catch(() => undefined);
  const frame = body === undefined ? undefined : decodeFrame(body);
  return frame === undefined ? undefined : { json: giveBytes(frame.json, frame.bytes) };
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
  send(response, status, 'application/json', JSON.stringify(value));
}

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body);
}

export function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' }).end();
}
