import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { chromiumFlags, chromiumPath } from '../../build/chromium.ts';
import { median, printFigure } from '../lib/figure.ts';
import { servePage } from '../lib/page-server.ts';
import type { BenchPage } from './page/page.ts';
import type { Opening } from './page/store.ts';

/**
 * From unlock to the first list, and until everything is in memory, against the same data in the clear. Each
 * opening happens in a browser process of its own, so that nothing is warm.
 */
const size = { contacts: 10_000, jobs: 10_000, messages: 50_000 };
/** Every tenth message begins a conversation. */
const records = size.contacts + size.jobs + size.messages + size.messages / 10;
const openings = 5;
const here = import.meta.dirname;
const peerModules = path.resolve(here, '../peers/node_modules');
const output = path.resolve(here, '../../out/bench-vault');
const profile = mkdtempSync(path.join(os.tmpdir(), 'bench-vault-'));

await buildPage();
const server = await servePage(output);
const results: Record<string, Opening> = {};
for (const store of ['dexie-plain', 'y-indexeddb', 'vault']) {
  await inBrowser((page) =>
    page.evaluate(([name, of]) => window.bench.seed(name, of), [store, size] as const),
  );
  const opened: Opening[] = [];
  for (let round = 0; round < openings; round++) {
    const opening = await inBrowser((page) => page.evaluate((name) => window.bench.open(name), store));
    if (opening.records !== records)
      throw new Error(`${store} loaded ${opening.records} of ${records} records`);
    opened.push(opening);
  }
  results[store] = {
    records,
    firstList: median(opened.map(({ firstList }) => firstList)),
    loaded: median(opened.map(({ loaded }) => loaded)),
    writable: median(opened.map(({ loaded, writable = loaded }) => writable)),
  };
}
server.close();
rmSync(profile, { recursive: true, force: true });

for (const peer of ['y-indexeddb', 'dexie-plain']) {
  report('vault.first-list', peer, ({ firstList }) => firstList);
  report('vault.loaded', peer, ({ loaded }) => loaded);
  report('vault.first-change', peer, ({ loaded, writable = loaded }) => writable);
}

function report(name: string, peer: string, pick: (opening: Opening) => number): void {
  const [ours, theirs] = [results['vault'], results[peer]];
  if (ours === undefined || theirs === undefined) throw new Error(`${peer} was not measured`);
  const note = `median of ${openings} cold starts; key derivation apart`;
  printFigure({
    name,
    value: pick(ours),
    unit: 'ms',
    peer,
    peerValue: pick(theirs),
    encrypted: true,
    durable: true,
    note,
  });
}

async function buildPage(): Promise<void> {
  await build({
    root: path.join(here, 'page'),
    logLevel: 'warn',
    resolve: { alias: { 'y-indexeddb': path.join(peerModules, 'y-indexeddb') }, dedupe: ['yjs', 'lib0'] },
    worker: { format: 'es' },
    build: { outDir: output, emptyOutDir: true, target: 'es2024', chunkSizeWarningLimit: 5000 },
  });
}

async function inBrowser<T>(use: (page: Page) => Promise<T>): Promise<T> {
  const options = { executablePath: chromiumPath(), args: chromiumFlags };
  const context = await chromium.launchPersistentContext(profile, options);
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(0);
    page.on('pageerror', (error) => process.stderr.write(`${error.stack}\n`));
    await page.goto(server.url);
    await page.waitForFunction(() => 'bench' in window);
    return await use(page);
  } finally {
    await context.close();
  }
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}
