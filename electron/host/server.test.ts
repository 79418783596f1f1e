import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createDispatcher } from '#electron/services/dispatcher.ts';
import { createServices } from '#electron/services/index.ts';
import { createWindowFiles } from '#electron/services/window/files.ts';
import type { BridgeHandlers } from '#shared/bridge/bridge.ts';
import { bridgePieceBytes } from '#shared/bridge/contract.ts';
import { decodeFrame, encodeFrame } from '#shared/bridge/frames.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { handlersWith } from '#tests/security/handlers.ts';
import { createBridgeAuth } from './bridge-auth.ts';
import { startHostServer } from './server.ts';

const root = mkdtempSync(path.join(tmpdir(), 'plumbline-host-'));
writeFileSync(
  path.join(root, 'index.html'),
  '<!doctype html><html><head></head><body>Plumbline</body></html>',
);
afterAll(() => rmSync(root, { recursive: true }));

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function startHost(handlers: BridgeHandlers = handlersWith({ calls: { 'shell.info': shellInfo } })) {
  let secrets = 0;
  const auth = createBridgeAuth({ newSecret: () => `secret-${++secrets}` });
  const files = createWindowFiles({ root });
  const server = expectOk(await startHostServer({ dispatcher: createDispatcher(handlers), files, auth }, 0));
  closers.push(() => server.close());
  return { origin: server.origin, key: auth.newKey() };
}

const shellInfo = async () => ok({ shell: 'browser' as const, version: '1.0.0' });

/** One HTTP request with exactly these headers, as `fetch` would not let us forge them. */
function ask(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
) {
  return new Promise<{ status: number; body: string; headers: NodeJS.Dict<string | string[]> }>(
    (resolve, reject) => {
      const request = httpRequest(
        url,
        { method: options.method ?? 'GET', headers: options.headers },
        (response) => {
          let body = '';
          response.on('data', (chunk: Buffer) => (body += chunk.toString()));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, body, headers: response.headers }),
          );
        },
      );
      request.on('error', reject);
      request.end(options.body);
    },
  );
}

const json = { 'content-type': 'application/json' };

function post(origin: string, place: string, body: unknown, headers: Record<string, string> = {}) {
  return ask(origin + place, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { ...json, origin, ...headers },
  });
}

function callSocket(origin: string, token: string): WebSocket {
  const url = `${origin.replace('http', 'ws')}/bridge/calls`;
  return new WebSocket(url, ['plumbline', `plumbline.token.${token}`], { origin });
}

/** One call over a socket of its own. */
async function call(
  origin: string,
  token: string,
  { name, args, bytes }: { name: string; args: object; bytes?: Uint8Array },
) {
  const socket = callSocket(origin, token);
  await once(socket, 'open');
  socket.send(encodeFrame({ id: 7, name, args, hasBytes: bytes !== undefined }, bytes ?? new Uint8Array()));
  const [answer] = (await once(socket, 'message')) as [Buffer];
  socket.close();
  return decodeFrame(answer)!;
}

/** Brings a key as the page of its file does: a form of a page without an origin. */
function bring(origin: string, key: string, headers: Record<string, string> = {}) {
  return ask(`${origin}/bridge/open`, {
    method: 'POST',
    body: new URLSearchParams({ key }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'null', ...headers },
  });
}

async function openSession({ origin, key }: { origin: string; key: string }): Promise<string> {
  const { body } = await bring(origin, key);
  return /"plumbline.token", "([^"]+)"/.exec(body)![1]!;
}

test('the window opens once with its key, and the token it gets works for every reload', async () => {
  const host = await startHost();
  const token = await openSession(host);
  for (let reload = 0; reload < 2; reload++) {
    const { json } = await call(host.origin, token, { name: 'shell.info', args: {} });
    expect(json).toMatchObject({ ok: true, value: { shell: 'browser', version: '1.0.0' } });
  }
});

test('a key that was used, or that is wrong, opens nothing, and leads to the window, which says so', async () => {
  const host = await startHost();
  const nothing = { status: 303, body: '', headers: { location: '/' } };
  for (const key of ['wrong', '', 'undefined', `${host.key} `]) {
    expect(await bring(host.origin, key)).toMatchObject(nothing);
  }
  await openSession(host);
  expect(await bring(host.origin, host.key)).toMatchObject(nothing);
});

test('without the token no call, stream or socket is answered', async () => {
  const host = await startHost();
  const tokens = [undefined, 'Bearer ', 'Bearer secret-2', `Bearer ${host.key}`];
  for (const authorization of tokens) {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    expect((await post(host.origin, '/bridge/stream/egress.watch', {}, headers)).status).toBe(401);
  }
  expect(await upgradeStatus(host.origin, ['plumbline', 'plumbline.token.wrong'])).toBe(401);
});

test('a foreign name that points at this computer gets nothing (DNS rebinding)', async () => {
  const host = await startHost();
  const port = new URL(host.origin).port;
  for (const name of [
    `evil.example:${port}`,
    `localhost:${port}`,
    '127.0.0.1',
    `127.0.0.1:${Number(port) + 1}`,
  ]) {
    expect([name, (await ask(host.origin, { headers: { host: name } })).status]).toEqual([name, 421]);
    expect((await bring(host.origin, host.key, { host: name })).status).toBe(421);
  }
});

test('a key that comes from elsewhere than its file opens nothing, and is not used up by that', async () => {
  const host = await startHost();
  const elsewhere: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: host.origin },
    { origin: `${host.origin}.evil.example` },
    { origin: '' },
    { 'sec-fetch-dest': 'iframe' },
    { 'sec-fetch-mode': 'cors' },
    { 'sec-fetch-mode': 'no-cors' },
  ];
  for (const headers of elsewhere) {
    const { status, body } = await bring(host.origin, host.key, headers);
    expect([headers, status, body]).toEqual([headers, 403, '']);
  }
  const place = `${host.origin}/bridge/open`;
  expect((await ask(`${place}?key=${host.key}`)).status).toBe(403);
  expect((await ask(`${place}?key=${host.key}`, { headers: { origin: 'null' } })).status).toBe(405);
  expect((await post(host.origin, '/bridge/open', { key: host.key })).status).toBe(403);
  expect(await openSession(host)).toBeTruthy();
});

test('a page of another origin cannot use the bridge, even with the token', async () => {
  const host = await startHost();
  const token = await openSession(host);
  const headers = { authorization: `Bearer ${token}` };
  const place = '/bridge/stream/egress.watch';
  for (const origin of ['https://evil.example', 'null', host.origin.replace('http', 'https')]) {
    expect((await post(host.origin, place, {}, { ...headers, origin })).status).toBe(403);
  }
  const crossSite = { ...headers, 'sec-fetch-site': 'cross-site' };
  expect((await post(host.origin, place, {}, crossSite)).status).toBe(403);
  const protocols = ['plumbline', `plumbline.token.${token}`];
  expect(await upgradeStatus(host.origin, protocols, 'https://evil.example')).toBe(403);
});

test('the answer to the key runs its own script only, is kept by no cache, and is framed by nobody', async () => {
  const host = await startHost();
  const { headers } = await bring(host.origin, host.key);
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; script-src 'nonce-[^']+'; .*frame-ancestors 'none'$/,
  );
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
});

test('the bridge takes JSON by POST and nothing else', async () => {
  const host = await startHost();
  const authorization = `Bearer ${await openSession(host)}`;
  const place = `${host.origin}/bridge/stream/egress.watch`;
  const headers = { ...json, origin: host.origin, authorization };
  expect((await ask(place, { headers })).status).toBe(405);
  expect(
    (
      await post(
        host.origin,
        '/bridge/stream/egress.watch',
        {},
        { authorization, 'content-type': 'text/plain' },
      )
    ).status,
  ).toBe(415);
  expect((await ask(place, { method: 'POST', headers, body: '{"a":' })).status).toBe(400);
  expect(
    (
      await ask(place, { method: 'POST', headers, body: `"${'x'.repeat(17_000_000)}"` }).catch(() => ({
        status: 400,
      }))
    ).status,
  ).toBe(400);
  expect((await post(host.origin, '/bridge/elsewhere/shell.info', {}, { authorization })).status).toBe(404);
});

test('the page comes with its content policy and allows no other site to read or frame it', async () => {
  const { origin } = await startHost();
  const { headers, body } = await ask(origin);
  expect(body).toContain('Plumbline');
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(headers['access-control-allow-origin']).toBeUndefined();
});

test('a port that is taken is a clear error, and never another port', async () => {
  const { origin } = await startHost();
  const port = Number(new URL(origin).port);
  const deps = {
    dispatcher: createDispatcher(handlersWith({})),
    files: createWindowFiles({ root }),
    auth: createBridgeAuth({ newSecret: () => 's' }),
  };
  const second = await startHostServer(deps, port);
  expect(second).toMatchObject({
    ok: false,
    error: { code: 'host.port-busy', message: expect.stringContaining(String(port)) },
  });
});

test('bytes cross in both directions as they are, and never more than a piece', async () => {
  const handlers = handlersWith({
    calls: {
      'relay.putPiece': async ({ bytes }) => ok({ status: 201, body: [...bytes] }),
      'channel.readMedia': async () => ok({ bytes: new Uint8Array([0, 255, 128]), last: true }),
    },
  });
  const host = await startHost(handlers);
  const token = await openSession(host);
  const send = (name: string, args: object, bytes = new Uint8Array([0, 255, 128])) =>
    call(host.origin, token, { name, args, bytes });
  const place = { url: 'http://127.0.0.1:9', token: 't', path: '/v1/x', first: 0, size: 3 };
  expect((await send('relay.putPiece', place)).json).toMatchObject({
    value: { status: 201, body: [0, 255, 128] },
  });
  const tooMuch = await send('relay.putPiece', place, new Uint8Array(bridgePieceBytes + 1));
  expect(tooMuch.json).toMatchObject({ ok: false, error: { code: 'bridge.invalid-arguments' } });
  const read = await call(host.origin, token, { name: 'channel.readMedia', args: { download: 'one' } });
  expect(read.json).toMatchObject({ ok: true, value: { last: true }, hasBytes: true });
  expect([...read.bytes]).toEqual([0, 255, 128]);
});

test('what is no call ends the socket of calls, and harms nobody else', async () => {
  const host = await startHost();
  const token = await openSession(host);
  for (const message of ['text', Buffer.from([1, 2]), encodeFrame({ id: 'x' }, new Uint8Array())]) {
    const socket = callSocket(host.origin, token);
    socket.once('open', () => socket.send(message));
    const [code] = await once(socket, 'close');
    expect(code).toBe(1003);
  }
  const { json } = await call(host.origin, token, { name: 'shell.info', args: {} });
  expect(json).toMatchObject({ ok: true });
});

test('a stream sends its events as they come and then its result', async () => {
  const handlers = handlersWith({
    streams: {
      'models.pull': async (_args, emit) => {
        emit({ status: 'one' });
        emit({ status: 'two' });
        return ok({});
      },
    },
  });
  const host = await startHost(handlers);
  const authorization = `Bearer ${await openSession(host)}`;
  const args = { url: 'http://127.0.0.1:11434', model: 'tiny' };
  const { body } = await post(host.origin, '/bridge/stream/models.pull', args, { authorization });
  expect(
    body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    { event: { status: 'one' } },
    { event: { status: 'two' } },
    { result: { ok: true, value: {} } },
  ]);
});

test('Stop in the window reaches the service within half a second, also before anything was sent', async () => {
  const started = Promise.withResolvers<void>();
  const stopped = Promise.withResolvers<number>();
  const handlers = handlersWith({
    streams: {
      'egress.watch': (_args, _emit, signal) => {
        started.resolve();
        return new Promise(() => signal.addEventListener('abort', () => stopped.resolve(Date.now())));
      },
    },
  });
  const host = await startHost(handlers);
  const authorization = `Bearer ${await openSession(host)}`;
  const stop = new AbortController();
  const place = `${host.origin}/bridge/stream/egress.watch`;
  const headers = { ...json, origin: host.origin, authorization };
  const running = fetch(place, { method: 'POST', headers, body: '{}', signal: stop.signal }).then((answer) =>
    answer.text(),
  );
  await started.promise;
  const pressed = Date.now();
  stop.abort();
  await expect(running).rejects.toThrow('aborted');
  expect((await stopped.promise) - pressed).toBeLessThan(500);
});

function connect(origin: string, protocols: string[], from = origin) {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/bridge/socket/relay.socket`, protocols, {
    origin: from,
  });
  closers.push(() => socket.terminate());
  return socket;
}

function upgradeStatus(origin: string, protocols: string[], from = origin): Promise<number | undefined> {
  const socket = connect(origin, protocols, from);
  socket.on('error', () => {});
  return new Promise((resolve) =>
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode)),
  );
}

/** The bridge with its real services, and a relay that echoes frames. */
async function hostWithRelay() {
  const relay = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  relay.on('connection', (socket) => socket.on('message', (data) => socket.send(data)));
  await new Promise((resolve) => relay.once('listening', resolve));
  closers.push(() => {
    for (const client of relay.clients) client.terminate();
    relay.close();
  });
  const printer = {
    prepare: async () => undefined,
    print: async () => ok(new Uint8Array()),
    close: async () => undefined,
  };
  const shell = { shell: 'browser' as const, version: '1.0.0' };
  let id = 0;
  const host = await startHost(
    createServices({
      shell,
      now: () => 1,
      newId: () => `id-${++id}`,
      printer,
      profile: path.join(tmpdir(), 'plumbline-no-profile'),
      journalThread: new URL('../services/journal/thread.ts', import.meta.url),
    }),
  );
  const token = await openSession(host);
  return {
    host,
    relay,
    token,
    relayUrl: `ws://127.0.0.1:${(relay.address() as { port: number }).port}/rooms/x`,
  };
}

test('the relay’s socket passes through: protocol, bytes both ways, and the relay’s close code', async () => {
  const { host, relay, token, relayUrl } = await hostWithRelay();
  const window = connect(host.origin, ['plumbline', `plumbline.token.${token}`]);
  const said: unknown[] = [];
  const bytes = Promise.withResolvers<number[]>();
  const closed = Promise.withResolvers<void>();
  window.on('open', () => window.send(JSON.stringify({ url: relayUrl, protocols: ['y', 'device-token'] })));
  window.on('message', (data: Buffer, isBinary) => {
    if (isBinary) bytes.resolve([...data]);
    else if (said.push(JSON.parse(data.toString())) === 1) window.send(new Uint8Array([7, 8, 9]));
  });
  window.on('close', () => closed.resolve());
  expect(await bytes.promise).toEqual([7, 8, 9]);
  for (const client of relay.clients) client.close(4401, 'token ran out');
  await closed.promise;
  expect(said).toEqual([{ opened: 'y' }, { closed: { code: 4401, reason: 'token ran out' } }]);
});

test('a window that goes away takes its connection to the relay with it', async () => {
  const { host, relay, token, relayUrl } = await hostWithRelay();
  const gone = Promise.withResolvers<string>();
  relay.on('connection', (socket) => socket.on('close', () => gone.resolve('gone')));
  const window = connect(host.origin, ['plumbline', `plumbline.token.${token}`]);
  window.on('open', () => window.send(JSON.stringify({ url: relayUrl, protocols: [] })));
  window.once('message', () => window.terminate());
  expect(await gone.promise).toBe('gone');
});

test('a socket to a place that the settings do not name closes at once and says so', async () => {
  const { host, token } = await hostWithRelay();
  const window = connect(host.origin, ['plumbline', `plumbline.token.${token}`]);
  window.on('open', () => window.send(JSON.stringify({ url: 'wss://relay.example/', protocols: [] })));
  const said = await new Promise((resolve) =>
    window.once('message', (data: Buffer) => resolve(JSON.parse(data.toString()))),
  );
  expect(said).toMatchObject({ closed: { code: 4470 } });
});
