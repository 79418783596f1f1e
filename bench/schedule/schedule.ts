import path from 'node:path';
import react from '@vitejs/plugin-react';
import { chromium, type Page } from '@playwright/test';
import mantine from 'postcss-preset-mantine';
import { build } from 'vite';
import { chromiumFlags, chromiumPath } from '../../build/chromium.ts';
import { median, printFigure } from '../lib/figure.ts';
import { servePage } from '../lib/page-server.ts';
import { listenForLongTasks, longestTask } from '../ui/observers.ts';
import type { BenchView, SchedulePageBench } from './page/page.tsx';

/**
 * The schedule of the product over a business of 10,000 jobs, with a week of 500 visits of ten people: from the click
 * until it is painted, and the window's longest task while a visit is dragged through the week and dropped. And what
 * there is to do today, over the same business.
 */
const views = ['week', 'day'] as const;
const budgets = { open: 150, today: 100, task: 50 };
const rounds = 7;
const output = path.resolve(import.meta.dirname, '../../out/bench-schedule');

await build({
  root: path.join(import.meta.dirname, 'page'),
  logLevel: 'warn',
  plugins: [react()],
  css: { postcss: { plugins: [mantine()] } },
  worker: { format: 'es' },
  build: {
    outDir: output,
    emptyOutDir: true,
    target: 'es2024',
    chunkSizeWarningLimit: 5000,
    assetsInlineLimit: 0,
  },
});
const server = await servePage(output);
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('pageerror', (error) => process.stderr.write(`${error.stack}\n`));
  await page.goto(server.url);
  await page.waitForFunction(() => 'scheduleBench' in window);
  for (const view of views) report(`schedule.open-${view}`, await timeOpening(page, view), budgets.open);
  report('today.open', await timeOpening(page, 'today'), budgets.today);
  for (const view of views)
    report(`schedule.drag-longest-task-${view}`, await drag(page, view), budgets.task);
} finally {
  await browser.close();
  server.close();
}

async function timeOpening(page: Page, view: BenchView): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await page.evaluate(() => window.scheduleBench.leave());
    times.push(await page.evaluate((wanted) => window.scheduleBench.open(wanted), view));
  }
  if ((await page.locator('[data-visit], [data-action]').count()) === 0) throw new Error('Nothing is shown');
  return median(times);
}

/** Takes a visit through the whole grid, drops it elsewhere, and waits until that is shown. */
async function drag(page: Page, view: (typeof views)[number]): Promise<number> {
  await page.evaluate(() => window.scheduleBench.leave());
  await page.evaluate((wanted) => window.scheduleBench.open(wanted), view);
  await page.waitForTimeout(500);
  await page.evaluate(listenForLongTasks);
  const block = page.locator('[data-minutes] [data-visit]').nth(3);
  const box = (await block.boundingBox())!;
  await page.mouse.move(box.x + 20, box.y + 10);
  await page.mouse.down();
  for (let step = 1; step <= 60; step++)
    await page.mouse.move(box.x + 20 + step * 12, box.y + 10 + (step % 20) * 12);
  await page.mouse.up();
  await page.waitForTimeout(1000);
  if ((await page.evaluate(() => window.scheduleBench.moved())) === 0)
    throw new Error('The visit was not moved');
  return page.evaluate(longestTask);
}

function report(name: string, value: number, peerValue: number): void {
  const common = { unit: 'ms', peer: 'budget', encrypted: true, durable: false };
  printFigure({
    name,
    value,
    peerValue,
    note: '10,000 jobs, 500 visits of ten people in the week',
    ...common,
  });
}

declare global {
  interface Window {
    scheduleBench: SchedulePageBench;
  }
}
