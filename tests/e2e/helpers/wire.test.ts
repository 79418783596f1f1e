import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { WebSocket, WebSocketServer } from 'ws';
import { afterEach, expect, test } from 'vitest';
import { createWire } from './wire.ts';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** A server that answers everything twice as loud. */
async function startEcho(): Promise<number> {
  const server = createServer((request, response) => {
    request.resume();
    response.end('an answer over HTTP');
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) =>
    socket.on('message', (data: Buffer) => socket.send(`echo of ${data.toString()}`)),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

function newFile(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-wire-'));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, 'wire.bin');
}

test('what goes over the line is found in the record, both ways and unmasked, in short and long frames', async () => {
  const file = newFile();
  const wire = await createWire({ to: await startEcho(), file });
  await fetch(`http://127.0.0.1:${wire.port}/`, { method: 'POST', body: 'a question over HTTP' });
  const socket = new WebSocket(`ws://127.0.0.1:${wire.port}/`);
  await once(socket, 'open');
  for (const text of [
    'a short frame',
    `${'-'.repeat(300)} a longer one`,
    `${'-'.repeat(100_000)} a long one`,
  ]) {
    socket.send(text);
    await once(socket, 'message');
  }
  socket.terminate();
  await wire.close();
  const found = readFileSync(file).toString('latin1');
  for (const text of [
    'a question over HTTP',
    'an answer over HTTP',
    'a short frame',
    'a longer one',
    'a long one',
  ])
    expect(found.includes(text), text).toBe(true);
  expect(found).toContain('echo of a short frame');
  expect(found.split('a long one').length, 'both ways').toBe(3);
});

test('a connection that is none of ours is passed on and not recorded', async () => {
  const file = newFile();
  const skips = (start: string): boolean => start.startsWith('POST /theirs');
  const wire = await createWire({ to: await startEcho(), file, skips });
  const answer = await fetch(`http://127.0.0.1:${wire.port}/theirs`, { method: 'POST', body: 'their words' });
  expect(await answer.text()).toBe('an answer over HTTP');
  await wire.close();
  expect(readFileSync(file).toString('latin1')).toBe('');
});
