import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from '#electron/host/find-browser.ts';
import { openAppWindow } from '#electron/host/app-window.ts';
import { startRelayProcess } from '#sync-server/testing/relay-process.ts';
import { createGraphStandin } from '#tests/standins/graph/server.ts';
import { createOllamaStandin } from '#tests/standins/ollama/server.ts';
import { startHost, type HostProcess } from './host-process.ts';
import { serveCustomerPage } from './page-server.ts';
import { askOnPublicPage, pageSlug } from './public-page.ts';

/**
 * The whole product without any account: a relay, stand-ins for WhatsApp and Ollama, the app, and a page on
 * which one writes as a customer. Nothing leaves this machine, and nothing stays on it afterwards.
 * `node tests/demo/main.ts [--no-open] [--port N] [--page-port 4700]`
 */
const { values } = parseArgs({
  options: {
    'no-open': { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
    'page-port': { type: 'string', default: '4700' },
  },
});

/** What was started, to be ended in reverse. */
const running: (() => Promise<unknown>)[] = [];
let ending: Promise<void> | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end());

try {
  await start();
} catch (error) {
  process.stderr.write(`${whyNot(error)}\n`);
  process.exitCode = 1;
  await end();
}

async function start(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-demo-'));
  running.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  const env = { RELAY_LOG: 'error', RELAY_WORKSPACES: 'first' };
  const relay = await startRelayProcess({ folder: path.join(folder, 'relay'), env });
  running.push(() => relay.end('SIGTERM'));
  const graph = await createGraphStandin({
    verifiedName: 'Demo business',
    displayPhoneNumber: '447700900000',
  });
  running.push(() => graph.close());
  const ollama = await createOllamaStandin({
    models: [
      { name: 'demo-assistant', sizeBytes: 1_000_000_000 },
      { name: 'demo-embedding', sizeBytes: 200_000_000, embeds: true },
    ],
  });
  running.push(() => ollama.close());
  const page = await serveCustomerPage(graph, Number(values['page-port']));
  running.push(() => page.close());
  const { account, url: graphUrl } = graph;
  const demo = { pageSlug, relayUrl: relay.url, ollamaUrl: ollama.url, whatsapp: { graphUrl, ...account } };
  const open = !values['no-open'];
  const host = await startHost({ folder, port: Number(values.port), open, demo });
  running.push(() => host.end());
  void host.ended.then(end);
  if (open) openPage(page.url, folder);
  process.stdout.write(`${guide(host, page.url)}\n`);
  const ended = new AbortController();
  running.push(async () => ended.abort());
  const link = await askOnPublicPage(relay.url, ended.signal);
  if (link !== undefined) process.stdout.write(`  The public page    ${link}\n`);
}

function openPage(url: string, folder: string): void {
  const browser = findBrowser();
  if (!browser.ok) return;
  const window = openAppWindow(browser.value, url, path.join(folder, 'customers'));
  running.push(async () => window.kill());
}

function guide({ url, file }: HostProcess, page: string): string {
  const opener = file === undefined ? '' : `\n                     opened by this file: ${file}`;
  return `
Plumbline demo

  The app            ${url}${opener}
  Your customers     ${page}

  1. In the app choose “Try with sample data”, answer its questions, and choose “Use the demo connection”.
  2. On the customers’ page write to the business. The message arrives in the app’s inbox.
  3. Draft a reply there, change it, send it, and see it arrive on the customers’ page.
  4. The assistant answers by itself what your records prove, with buttons where it is not sure: tap them. Ruth
     smells gas, Olivia cancels a visit and wants no more messages: see what each is told, and what you are told.
  5. A customer asks for an appointment on the public page: confirm a time in Bookings. Its link appears below.

Everything runs on this computer and is gone when the demo ends. Press Ctrl+C to end it.
`;
}

/** Ends everything once, whoever asks for it first. */
function end(): Promise<void> {
  ending ??= endAll();
  return ending;
}

async function endAll(): Promise<void> {
  for (const stop of running.toReversed()) await stop();
  process.exit();
}

function whyNot(error: unknown): string {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (taken)
    return `The port ${values['page-port']} is taken. Start the demo with --page-port and another one.`;
  return `The demo could not start. ${error instanceof Error ? error.message : ''}`;
}
