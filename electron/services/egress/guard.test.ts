import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { WebSocketServer } from 'ws';
import { egressRefusedCode } from '#shared/bridge/bridge.ts';
import {
  egressEntrySchema,
  egressPurposes,
  type EgressEntry,
  type EgressPolicy,
} from '#shared/domain/egress.ts';
import { createEgressGuard, EgressRefusal } from './guard.ts';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

function guardWithLedger(policy?: EgressPolicy) {
  let id = 0;
  const guard = createEgressGuard({ now: () => 1_700_000_000_000, newId: () => `line-${id++}` });
  const ledger: EgressEntry[] = [];
  guard.watch((entry) => ledger.push(entry));
  if (policy) guard.configure(policy);
  return { guard, ledger };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function outcome(request: Promise<Response>): Promise<string> {
  return request.then(
    (response) => response.text(),
    (error: unknown) => (error instanceof EgressRefusal ? `refused: ${error.message}` : 'failed'),
  );
}

test('before the settings are known, only this computer can be reached', async () => {
  const origin = await listen(createServer((_request, response) => response.end('hello')));
  const { guard, ledger } = guardWithLedger();
  expect(await outcome(guard.fetch('model.local')(`${origin}/api/version`))).toBe('hello');
  expect(await outcome(guard.fetch('relay')('https://relay.example/v1/rooms'))).toMatch(/^refused/);
  expect(await outcome(guard.fetch('model.remote')(`${origin}/v1`))).toMatch(/^refused/);
  expect(ledger.map((entry) => entry.allowed)).toEqual([true, false, false]);
});

test('with local-only on, nothing reaches a remote model, whatever the settings list', async () => {
  const origins = { 'model.remote': ['https://models.example'] };
  const { guard, ledger } = guardWithLedger({ localOnly: true, origins });
  expect(
    await outcome(
      guard.fetch('model.remote')('https://models.example/v1/chat', { method: 'POST', body: 'hi' }),
    ),
  ).toMatch(/^refused: Local-only/);
  expect(ledger).toMatchObject([
    { allowed: false, origin: 'https://models.example', method: 'POST', bytes: 2 },
  ]);
});

test('no address is reached that the settings do not name for that purpose', async () => {
  const { guard, ledger } = guardWithLedger({
    localOnly: false,
    origins: { relay: ['https://relay.example'] },
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...egressPurposes),
      fc.webUrl({ withQueryParameters: true }),
      async (purpose, url) => {
        fc.pre(new URL(url).host !== 'relay.example');
        expect(await outcome(guard.fetch(purpose)(url))).toMatch(/^refused/);
      },
    ),
  );
  expect(ledger.length).toBeGreaterThan(50);
  expect(ledger.every((entry) => !entry.allowed)).toBe(true);
});

test('a server that redirects elsewhere gets nothing sent there, and the ledger shows the attempt', async () => {
  let reached = 0;
  const foreign = await listen(createServer((_request, response) => response.end(`reached ${++reached}`)));
  const origin = await listen(
    createServer((_request, response) => response.writeHead(307, { location: `${foreign}/steal` }).end()),
  );
  const { guard, ledger } = guardWithLedger({ localOnly: true, origins: { relay: [origin] } });
  const request = guard.fetch('relay')(`${origin}/v1/claims`, {
    method: 'POST',
    body: '{}',
    redirect: 'follow',
  });
  expect(await outcome(request)).toMatch(/^refused: The address sends on/);
  expect(reached).toBe(0);
  expect(ledger.map(({ origin, allowed }) => ({ origin, allowed }))).toEqual([
    { origin, allowed: true },
    { origin: foreign, allowed: false },
  ]);
});

test('a name stands for those below it only where it says so, and only for encrypted ones', async () => {
  const { guard } = guardWithLedger({
    localOnly: true,
    origins: { 'channel.files': ['https://*.files.example'] },
  });
  const reach = (url: string) => outcome(guard.fetch('channel.files')(url, { signal: AbortSignal.abort() }));
  expect(await reach('https://a.b.files.example/x')).not.toMatch(/^refused/);
  for (const url of [
    'https://files.example/x',
    'https://files.example.attacker.test/x',
    'https://evilfiles.example/x',
    'https://a.files.example:8443/x',
    'http://a.files.example/x',
    'https://user@a.files.example/x',
  ])
    expect(await reach(url)).toMatch(/^refused/);
});

test('a file server may send on to another one that the settings name, and to no other', async () => {
  const file = await listen(createServer((_request, response) => response.end('the file')));
  const listed = await listen(
    createServer((_request, response) => response.writeHead(302, { location: `${file}/1` }).end()),
  );
  const unlisted = await listen(
    createServer((_request, response) => response.writeHead(302, { location: 'https://b.example/' }).end()),
  );
  const origins = { 'channel.files': [file, listed, unlisted] };
  const { guard, ledger } = guardWithLedger({ localOnly: true, origins });
  expect(await (await guard.fetch('channel.files')(listed)).text()).toBe('the file');
  expect(await outcome(guard.fetch('channel.files')(unlisted))).toMatch(/^refused/);
  expect(ledger.map(({ origin, allowed }) => [origin, allowed])).toEqual([
    [listed, true],
    [file, true],
    [unlisted, true],
    ['https://b.example', false],
  ]);
});

test('the ledger holds the place and the size, never the path, the query or the content', async () => {
  const origin = await listen(createServer((_request, response) => response.end('ok')));
  const { guard, ledger } = guardWithLedger();
  const send = guard.fetch('channel.meta');
  await send(`${origin}/12025550123/messages?token=canary`, {
    method: 'POST',
    body: 'canary für Jörg',
    headers: { authorization: 'canary' },
  });
  await send(new Request(`${origin}/canary`, { method: 'PUT' }));
  expect(JSON.stringify(ledger)).not.toMatch(/canary|12025550123|messages/);
  expect(ledger.map(({ method, bytes }) => ({ method, bytes }))).toEqual([
    { method: 'POST', bytes: 17 },
    { method: 'PUT', bytes: 0 },
  ]);
  for (const entry of ledger) expect(egressEntrySchema.safeParse(entry).success).toBe(true);
});

test('an address with a user name and password is refused and its secret stays out of the ledger', async () => {
  const { guard, ledger } = guardWithLedger();
  expect(await outcome(guard.fetch('relay')('http://ann:canary@127.0.0.1:9/'))).toMatch(/^refused/);
  expect(JSON.stringify(ledger)).not.toContain('canary');
});

test('requests made before anybody watches still reach the ledger', async () => {
  const guard = createEgressGuard({ now: () => 1, newId: () => 'a' });
  await outcome(guard.fetch('relay')('https://relay.example/'));
  const ledger: EgressEntry[] = [];
  guard.watch((entry) => ledger.push(entry));
  expect(ledger).toMatchObject([{ origin: 'https://relay.example', allowed: false }]);
});

test('an aborted request ends at the server at once', async () => {
  const ended = Promise.withResolvers<string>();
  const arrived = Promise.withResolvers<void>();
  const origin = await listen(
    createServer((_request, response) => {
      arrived.resolve();
      response.on('close', () => ended.resolve('connection closed'));
    }),
  );
  const stop = new AbortController();
  const { guard } = guardWithLedger();
  const request = guard.fetch('model.local')(`${origin}/api/chat`, {
    method: 'POST',
    body: '{}',
    signal: stop.signal,
  });
  await arrived.promise;
  stop.abort();
  await expect(request).rejects.toThrow('aborted');
  expect(await ended.promise).toBe('connection closed');
});

function socketEvents() {
  const events: unknown[] = [];
  const opened = Promise.withResolvers<string>();
  const closed = Promise.withResolvers<{ code: number; reason: string }>();
  const received = Promise.withResolvers<Uint8Array>();
  const listener = {
    opened: (protocol: string) => opened.resolve(protocol),
    received: (frame: Uint8Array<ArrayBuffer>) => received.resolve(frame),
    closed: (code: number, reason: string) => {
      events.push(code);
      closed.resolve({ code, reason });
    },
  };
  return { events, listener, opened: opened.promise, closed: closed.promise, received: received.promise };
}

async function echoServer(): Promise<string> {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(data)));
  closers.push(() => sockets.clients.forEach((client) => client.terminate()));
  return listen(server);
}

test('a socket carries bytes both ways, and is cut when the settings no longer allow it', async () => {
  const origin = await echoServer();
  const { guard } = guardWithLedger({ localOnly: true, origins: { relay: [origin] } });
  const { listener, opened, received, closed, events } = socketEvents();
  const socket = guard.connect('relay', origin.replace('http', 'ws'), ['y', 'token'], listener);
  expect(await opened).toBe('y');
  socket.send(new Uint8Array([1, 2, 3]));
  expect(await received).toEqual(new Uint8Array([1, 2, 3]));
  guard.configure({ localOnly: true, origins: {} });
  expect(await closed).toMatchObject({ code: egressRefusedCode });
  expect(events).toHaveLength(1);
});

test('a socket that is not allowed closes at once, without a connection', async () => {
  const { guard, ledger } = guardWithLedger();
  const { listener, closed } = socketEvents();
  guard.connect('relay', 'wss://relay.example/rooms/secret-room', [], listener);
  expect(await closed).toMatchObject({ code: egressRefusedCode });
  expect(ledger).toMatchObject([{ origin: 'https://relay.example', method: 'CONNECT', allowed: false }]);
});

test('a socket to a server that is gone closes once, with the reason', async () => {
  const { guard } = guardWithLedger();
  const { listener, closed, events } = socketEvents();
  guard.connect('relay', 'ws://127.0.0.1:9/', [], listener);
  expect(await closed).toMatchObject({ code: 1006, reason: expect.stringContaining('ECONNREFUSED') });
  expect(events).toEqual([1006]);
});
