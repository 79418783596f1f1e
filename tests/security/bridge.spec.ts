import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, expect, test, type Page } from '@playwright/test';
import { build } from 'vite';
import { WebSocketServer } from 'ws';
import { startHostServer } from '#electron/host/server.ts';
import { createBridgeAuth } from '#electron/host/bridge-auth.ts';
import { createKeyFile } from '#electron/host/key-file.ts';
import { createDispatcher } from '#electron/services/dispatcher.ts';
import { createServices } from '#electron/services/index.ts';
import { createWindowFiles } from '#electron/services/window/files.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { chromiumFlags, chromiumPath } from '../../build/chromium.ts';

/** A page that is nothing but the window's side of the bridge. */
type Opened = Window & { bridge: Bridge };

const closers: (() => unknown)[] = [];
test.afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function buildPage(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-bridge-'));
  closers.push(() => rmSync(folder, { recursive: true }));
  const platform = path.resolve(import.meta.dirname, '../../renderer/platform/bridge.ts');
  const script = `import { createBridge } from ${JSON.stringify(platform)}; window.bridge = createBridge().bridge;`;
  writeFileSync(path.join(folder, 'page.js'), script);
  writeFileSync(
    path.join(folder, 'index.html'),
    '<!doctype html><html><head></head><body><script type="module" src="./page.js"></script></body></html>',
  );
  const outDir = path.join(folder, 'built');
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: { outDir, modulePreload: false },
  });
  return outDir;
}

async function openPage(): Promise<Page> {
  const root = await buildPage();
  const auth = createBridgeAuth({ newSecret: () => crypto.randomUUID() });
  const services = createServices({
    shell: { shell: 'browser', version: '1.0.0' },
    now: () => Date.now(),
    newId: () => crypto.randomUUID(),
    printer: {
      prepare: async () => undefined,
      print: async () => ok(new Uint8Array([37, 80, 68, 70])),
      close: async () => undefined,
    },
    profile: path.join(tmpdir(), 'plumbline-no-profile'),
    journalThread: new URL('../../electron/services/journal/thread.ts', import.meta.url),
  });
  const deps = { dispatcher: createDispatcher(services), files: createWindowFiles({ root }), auth };
  const server = expectOk(await startHostServer(deps, 0));
  closers.push(() => server.close());
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });
  closers.push(() => browser.close());
  const page = await browser.newPage();
  const profile = mkdtempSync(path.join(tmpdir(), 'plumbline-bridge-'));
  closers.push(() => rmSync(profile, { recursive: true }));
  const keyFile = createKeyFile({ profile, origin: server.origin, newKey: () => auth.newKey() });
  closers.push(() => keyFile.remove());
  await page.goto(pathToFileURL(expectOk(keyFile.offer())).href);
  await page.waitForURL(`${server.origin}/`);
  return page;
}

/** A local model that never answers, and what it saw of its callers. */
async function silentModel(): Promise<{ url: string; asked: Promise<void>; left: Promise<void> }> {
  const asked = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  const server = createServer((_request, response) => {
    asked.resolve();
    response.on('close', () => left.resolve());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: asked.promise,
    left: left.promise,
  };
}

test('a call crosses the bridge, also after a reload', async () => {
  const page = await openPage();
  const ask = () => page.evaluate(() => (window as unknown as Opened).bridge.call('shell.info', {}));
  expect(await ask()).toEqual(ok({ shell: 'browser', version: '1.0.0' }));
  await page.reload();
  expect(await ask()).toEqual(ok({ shell: 'browser', version: '1.0.0' }));
});

test('the ledger streams to the window while it happens', async () => {
  const page = await openPage();
  const origins = await page.evaluate(async () => {
    const { bridge } = window as unknown as Opened;
    const stop = new AbortController();
    const seen: string[] = [];
    const watching = bridge.stream(
      'egress.watch',
      {},
      (entry) => {
        seen.push(`${entry.origin} ${entry.allowed}`);
        stop.abort();
      },
      stop.signal,
    );
    await bridge.call('relay.request', { url: 'https://relay.example', method: 'GET', path: '/secret' });
    await watching;
    return seen;
  });
  expect(origins).toEqual(['https://relay.example false']);
});

test('Stop ends the model’s work at the model, even before its first word', async () => {
  const page = await openPage();
  const model = await silentModel();
  await page.evaluate((url) => {
    const stop = new AbortController();
    const messages = [{ role: 'user' as const, content: 'Hello' }];
    const args = { url, model: 'tiny', localOnly: false, messages, contextTokens: 4096, maxTokens: 100 };
    const running = (window as unknown as Opened).bridge.stream('models.chat', args, () => {}, stop.signal);
    Object.assign(window, { running, stop });
  }, model.url);
  await model.asked;
  const code = await page.evaluate(async () => {
    const { running, stop } = window as unknown as {
      running: ReturnType<Bridge['stream']>;
      stop: AbortController;
    };
    stop.abort();
    const result = await running;
    return result.ok ? 'ok' : result.error.code;
  });
  expect(code).toBe('bridge.aborted');
  await model.left;
});

test('the relay’s frames pass through to the window and back, and its close code arrives', async () => {
  const page = await openPage();
  const relay = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => relay.once('listening', resolve));
  closers.push(() => relay.close());
  relay.on('connection', (socket) => {
    socket.on('message', (data) => {
      socket.send(data);
      socket.close(4403, 'removed');
    });
  });
  const url = `ws://127.0.0.1:${(relay.address() as AddressInfo).port}/`;
  const said = await page.evaluate(
    (address) =>
      new Promise((resolve) => {
        const events: unknown[] = [];
        const args = { url: address, protocols: ['y', 'token'] };
        const socket = (window as unknown as Opened).bridge.openSocket('relay.socket', args, {
          opened(protocol) {
            events.push(protocol);
            socket.send(new Uint8Array([1, 2, 3]));
          },
          received: (frame) => events.push([...frame]),
          closed(code, reason) {
            events.push([code, reason]);
            resolve(events);
          },
        });
      }),
    url,
  );
  expect(said).toEqual(['y', [1, 2, 3], [4403, 'removed']]);
});
