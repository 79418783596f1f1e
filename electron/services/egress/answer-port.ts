import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a sign-in elsewhere sends back. */
interface Answer {
  code?: string;
  error?: string;
}

/** Waits on a port of this computer for the one answer of a sign-in in a browser that names its state (RFC 8252). It only listens. */
export async function listenForAnswer(
  state: string,
  words: { done: string; refused: string },
  signal: AbortSignal,
) {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const isOurs = request.method === 'GET' && url.searchParams.get('state') === state;
    const [code, error] = [url.searchParams.get('code'), url.searchParams.get('error')];
    const isAnswer = isOurs && (code !== null || error !== null);
    response.writeHead(isAnswer ? 200 : 404, pageHeaders);
    response.end(isAnswer ? page(code === null ? words.refused : words.done) : '');
    if (isAnswer) resolve({ ...(code !== null && { code }), ...(error !== null && { error }) });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const giveUp = (): void => resolve({ error: 'access_denied' });
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: promise,
    close() {
      signal.removeEventListener('abort', giveUp);
      server.close();
      server.closeIdleConnections();
    },
  };
}

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  connection: 'close',
};

function page(words: string): string {
  const safe = words.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<!doctype html><meta name="viewport" content="width=device-width"><title>Plumbline</title>
<body style="margin:20vh auto;max-width:30rem;padding:0 1rem;font:16px/1.5 system-ui;text-align:center"><p>${safe}</p>`;
}
