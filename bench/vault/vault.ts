import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { chromiumFlags, chromiumPath } from '../../build/chromium.ts';
import { median, printFigure, quantile } from '../lib/figure.ts';
import { startShell } from '../lib/shell.ts';
import type { BenchPage } from './page/page.ts';
import type { Opening } from './page/store.ts';
import { workerMemory } from './worker-memory.ts';

/**
 * From unlock to the first list, and until everything is in memory, against the same data in the clear. Each
 * opening happens in a browser process of its own, so that nothing is warm.
 */
const size = { contacts: 10_000, jobs: 10_000, messages: 50_000 };
/** Every tenth message begins a conversation. */
const records = size.contacts + size.jobs + size.messages + size.messages / 10;
/** As people ask: a word, its beginning, several, with typing errors, a name, a number. */
const queries = [
  'kitchen',
  'dri',
  'tap drips',
  'kithcen',
  'come by this week',
  'anna bakk',
  '31610000',
  'boiler',
];
const openings = 5;
const here = import.meta.dirname;
const peerModules = path.resolve(here, '../peers/node_modules');
const output = path.resolve(here, '../../out/bench-vault');
const profile = mkdtempSync(path.join(os.tmpdir(), 'bench-vault-'));

await buildPage();
/** The data belong to the origin: every start has the same port. */
let port = 0;
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
await measureSecondCopy();
await measureSearch();
rmSync(profile, { recursive: true, force: true });

for (const peer of ['y-indexeddb', 'dexie-plain']) {
  report('vault.first-list', peer, ({ firstList }) => firstList);
  report('vault.loaded', peer, ({ loaded }) => loaded);
  report('vault.first-change', peer, ({ loaded, writable = loaded }) => writable);
}

/** What the second copy costs, and what it gives back. */
async function measureSecondCopy(): Promise<void> {
  const common = { encrypted: true, durable: true };
  const live = sizeOf(path.join(profile, 'journal'));
  const browser = sizeOf(path.join(profile, 'browser/Default/IndexedDB'));
  await inBrowser((page) => page.evaluate(() => window.bench.forget()));
  const rebuilt = await inBrowser((page) => page.evaluate(() => window.bench.openStorage()));
  const rows = `${size.contacts} contacts, ${size.jobs} jobs, ${size.messages} messages from the journal`;
  const budget = { peer: 'budget', ...common };
  printFigure({
    name: 'storage.rebuild',
    value: rebuilt,
    unit: 'ms',
    peerValue: 10_000,
    note: rows,
    ...budget,
  });
  const note = 'IndexedDB and journal together, over IndexedDB alone; the budget is 2.2 times';
  const times = (live + browser) / browser;
  printFigure({ name: 'storage.bytes', value: times, unit: 'times', peerValue: 2.2, note, ...budget });
  const measured: Record<string, number[]> = { shell: [], memory: [] };
  for (let round = 0; round < openings; round++)
    for (const copy of ['memory', 'shell'] as const) {
      newProfile();
      measured[copy]!.push(
        ...(await inBrowser((page) => page.evaluate((one) => window.bench.commands(one, 200), copy))),
      );
    }
  for (const [name, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const) {
    const [value, peerValue] = ['shell', 'memory'].map((copy) => quantile(measured[copy]!, share)) as [
      number,
      number,
    ];
    printFigure({
      name: `command.${name}`,
      value,
      unit: 'ms',
      peer: 'without the journal',
      peerValue,
      ...common,
    });
  }
}

function newProfile(): void {
  rmSync(profile, { recursive: true, force: true });
  mkdirSync(profile, { recursive: true });
}

/** Of all files below a folder, in bytes. */
function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
}

/** 100,000 messages of two years, in a vault that has just been opened: the old months are closed. */
async function measureSearch(): Promise<void> {
  const large = { ...size, messages: 100_000 };
  newProfile();
  await inBrowser((page) => page.evaluate((of) => window.bench.seed('vault', of), large));
  const asked = Array.from({ length: 10 }, () => queries).flat();
  const { searched, bytes, workerBytes } = await inBrowser(async (page) => ({
    searched: await page.evaluate(([of, all]) => window.bench.search(of, all), [large, asked] as const),
    bytes: await windowHeap(page),
    workerBytes: await workerMemory(page),
  }));
  const note = `${large.messages} messages, ${searched.closed} of them in closed books`;
  const common = { encrypted: true, durable: true, note };
  const p95 = quantile(searched.times, 0.95);
  printFigure({ name: 'search.p95', value: p95, unit: 'ms', peer: 'budget', peerValue: 50, ...common });
  const rate = (large.messages / searched.indexMilliseconds) * 1000;
  printFigure({ name: 'search.index-rate', value: rate, unit: 'messages/s', ...common });
  printFigure({ name: 'search.index-size', value: searched.indexBytes / 1_000_000, unit: 'MB', ...common });
  printFigure({ name: 'vault.window-memory', value: bytes / 1_000_000, unit: 'MB', ...common });
  printFigure({ name: 'vault.worker-memory', value: workerBytes / 1_000_000, unit: 'MB', ...common });
}

/** What the window's heap holds after a collection of garbage, in bytes. */
function windowHeap(page: Page): Promise<number> {
  return page.evaluate(() => {
    (globalThis as unknown as { gc?(): void }).gc?.();
    return (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize;
  });
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
  const shell = await startShell({ profile, page: output, port });
  ({ port } = shell);
  const flags = [...chromiumFlags, '--enable-precise-memory-info', '--js-flags=--expose-gc'];
  const options = { executablePath: chromiumPath(), args: flags };
  const context = await chromium.launchPersistentContext(path.join(profile, 'browser'), options);
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(0);
    page.on('pageerror', (error) => process.stderr.write(`${error.stack}\n`));
    await page.goto(shell.url);
    await page.waitForFunction(() => 'bench' in window);
    return await use(page);
  } finally {
    await context.close();
    await shell.close();
  }
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}
