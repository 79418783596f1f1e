import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Asked {
  method: string;
  path: string;
  url: URL;
  body: string;
  headers: IncomingMessage['headers'];
}

export interface Answer {
  status: number;
  body?: unknown;
  html?: string;
  /** Sent on to. */
  to?: string;
  headers?: Record<string, string>;
}

/** What becomes of a request instead, or besides: an answer of Google's, or a connection that breaks. */
export type Fault = Answer | 'brokenBefore' | 'brokenAfter';

export interface HttpStandin {
  url: string;
  /** Everything that has reached it, as it was written: method, path with its query, and body. */
  traffic: string[];
  stop(): Promise<void>;
}

/** Answers by one function, with the faults that networks and Google are known for. */
export async function startHttp({
  answer,
  faultOf,
}: {
  answer(asked: Asked): Answer;
  faultOf(asked: Asked): Fault | undefined;
}): Promise<HttpStandin> {
  const traffic: string[] = [];

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const body = await text(request);
    const { method = 'GET', headers } = request;
    const asked = { method, path: url.pathname, url: new URL(url.href), body, headers };
    asked.url.host = headers.host ?? '';
    traffic.push(`${method} ${request.url} ${body}`);
    const fault = faultOf(asked);
    if (fault === 'brokenBefore') return void request.socket.destroy();
    const given = typeof fault === 'object' ? fault : answer(asked);
    if (fault === 'brokenAfter') return void request.socket.destroy();
    write(response, given);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) =>
      write(response, { status: 500, body: { error: { code: 500, message: String(error) } } }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    traffic,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function write(response: ServerResponse, { status, body, html, to, headers = {} }: Answer): void {
  const type = html === undefined ? 'application/json' : 'text/html; charset=utf-8';
  response.writeHead(status, { 'content-type': type, ...headers, ...(to !== undefined && { location: to }) });
  response.end(html ?? (status === 204 || body === undefined ? '' : JSON.stringify(body)));
}
