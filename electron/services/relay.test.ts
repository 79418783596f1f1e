import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createEgressGuard } from './egress/guard.ts';
import { createRelayService } from './relay.ts';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

interface Seen {
  method: string | undefined;
  url: string | undefined;
  authorization: string | undefined;
  body: string;
}

/** A relay that answers with this, and what it was asked. */
async function relayAnswering(status: number, body: string): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((text) => {
      const { method, url, headers } = request;
      seen.push({ method, url, authorization: headers.authorization, body: text });
      response.writeHead(status).end(body);
      return text;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function service() {
  const guard = createEgressGuard({ now: () => 1, newId: () => 'a' });
  return createRelayService({ guard }).calls['relay.request'];
}

test('a request reaches the relay with its token and body, and brings back status and answer', async () => {
  const { url, seen } = await relayAnswering(409, '{"taken":true}');
  const result = await service()({
    url,
    method: 'POST',
    path: '/v1/claims?a=1',
    token: 't',
    body: { key: 'k' },
  });
  expect(result).toEqual({ ok: true, value: { status: 409, body: { taken: true } } });
  expect(seen).toEqual([
    { method: 'POST', url: '/v1/claims?a=1', authorization: 'Bearer t', body: '{"key":"k"}' },
  ]);
});

test('a relay behind a path of a proxy, or named as a socket, is reached as well', async () => {
  const { url, seen } = await relayAnswering(200, '{}');
  await service()({ url: `${url}/relay/`, method: 'GET', path: '/healthz' });
  await service()({ url: url.replace('http', 'ws'), method: 'GET', path: '/healthz' });
  expect(seen.map((request) => request.url)).toEqual(['/relay/healthz', '/healthz']);
});

test('a path that looks like another place stays with the relay', async () => {
  const { url, seen } = await relayAnswering(200, '{}');
  await service()({ url, method: 'GET', path: '//evil.example/v1' });
  await service()({ url, method: 'GET', path: '/@evil.example/v1' });
  expect(seen.map((request) => request.url)).toEqual(['//evil.example/v1', '/@evil.example/v1']);
});

test('an answer that is no JSON is an empty answer with its status', async () => {
  const { url } = await relayAnswering(502, '<html>Bad gateway</html>');
  expect(await service()({ url, method: 'GET', path: '/' })).toEqual({
    ok: true,
    value: { status: 502, body: null },
  });
});

test('a relay that is gone, and one that the settings do not name, are told apart', async () => {
  const gone = await service()({ url: 'http://127.0.0.1:9', method: 'GET', path: '/healthz' });
  expect(gone).toMatchObject({ error: { code: 'relay.unreachable' } });
  const refused = await service()({ url: 'https://relay.example', method: 'GET', path: '/healthz' });
  expect(refused).toMatchObject({ error: { code: 'egress.refused' } });
});
