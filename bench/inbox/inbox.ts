import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { chromiumFlags, chromiumPath } from '../../build/chromium.ts';
import { printFigure } from '../lib/figure.ts';
import { servePage } from '../lib/page-server.ts';
import type { Load } from './page/load.ts';
import type { InboxPage } from './page/page.ts';

/**
 * How fast the vault takes in what customers wrote: sealed deliveries opened, read, recorded and on disk, with
 * the window's stores following. Once as Meta delivers in quiet times, one message each, once after an outage.
 */
const loads: (Load & { name: string })[] = [
  { name: 'single', messages: 10_000, perDelivery: 1, customers: 500 },
  { name: 'batched', messages: 10_000, perDelivery: 100, customers: 500 },
];
const goal = 1000;
const output = path.resolve(import.meta.dirname, '../../out/bench-inbox');

await build({
  root: path.join(import.meta.dirname, 'page'),
  logLevel: 'warn',
  worker: { format: 'es' },
  build: { outDir: output, emptyOutDir: true, target: 'es2024', chunkSizeWarningLimit: 5000 },
});
const server = await servePage(output);
for (const load of loads) await measure(load);
server.close();

async function measure({ name, ...load }: Load & { name: string }): Promise<void> {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'bench-inbox-'));
  const options = { executablePath: chromiumPath(), args: chromiumFlags };
  const context = await chromium.launchPersistentContext(profile, options);
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(0);
    page.on('pageerror', (error) => process.stderr.write(`${error.stack}\n`));
    await page.goto(server.url);
    await page.waitForFunction(() => 'inboxBench' in window);
    await page.evaluate(() => window.inboxBench.open());
    const taken = await page.evaluate((given) => window.inboxBench.takeIn(given), load);
    if (taken.messages !== load.messages)
      throw new Error(`${taken.messages} of ${load.messages} messages were recorded`);
    report(name, load, taken.milliseconds, taken.longestTask);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

function report(name: string, load: Load, milliseconds: number, longestTask: number): void {
  const common = { encrypted: true, durable: true, peer: 'budget' };
  const note = `${load.messages} messages of ${load.customers} customers, ${load.perDelivery} a delivery`;
  const value = (load.messages / milliseconds) * 1000;
  printFigure({ name: `inbox.ingest-${name}`, value, unit: 'messages/s', peerValue: goal, note, ...common });
  const task = { name: `inbox.window-task-${name}`, value: longestTask, unit: 'ms', peerValue: 50 };
  printFigure({ ...task, note: 'longest task of the window; 50: none above', ...common });
}

declare global {
  interface Window {
    inboxBench: InboxPage;
  }
}
