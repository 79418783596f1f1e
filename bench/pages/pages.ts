import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { startRelay } from '#sync-server/testing/start.ts';
import { removeTemporaryFolders } from '#sync-server/testing/relay-process.ts';
import { offered, pageWithTimes } from '#sync-server/testing/page-with-times.ts';
import { printFigure } from '../lib/figure.ts';

/** What a customer's browser loads, and how fast a relay answers many of them. */
const folder = path.resolve(import.meta.dirname, '../../out/booking-page');
const budget = { kilobytes: 60, milliseconds: 250, perSecond: 500 };
const seconds = 10;

const sizes = { page: ['page.js', 'page.css'], chat: ['chat.js'] };
const html = await measureRelay();
for (const [name, files] of Object.entries(sizes))
  printFigure({
    name: `pages.${name}-size`,
    value: kilobytes(files) + (name === 'page' ? html / 1000 : 0),
    unit: 'kB gzip',
    peer: 'budget',
    peerValue: budget.kilobytes,
    encrypted: false,
    durable: false,
  });
await removeTemporaryFolders();

/** Asks for pages, times and answers as fast as the budget says, and gives the size of a page. */
async function measureRelay(): Promise<number> {
  const many = 1_000_000;
  const relay = await startRelay({ limits: { pageReadsPerMinute: many, requestsPerMinute: many } });
  const page = await pageWithTimes(relay.url, 'bench-page');
  await page.offer({ boiler: offered([0, 1, 2, 3, 4, 5, 6, 7]) });
  const urls = ['', '/times', '/feed.json'].map((end) => `${relay.url}/b/bench-page${end}`);
  const whole = await (await fetch(urls[0]!)).text();
  const taken: number[] = [];
  const asked: Promise<void>[] = [];
  const start = performance.now();
  for (let count = 0; count < seconds * budget.perSecond; count += 1) {
    const due = start + (count * 1000) / budget.perSecond;
    const early = due - performance.now();
    if (early > 1) await new Promise((done) => setTimeout(done, early));
    // From when it was due on: a relay that is behind does not make its own load lighter.
    asked.push(ask(urls[count % urls.length]!, () => taken.push(performance.now() - due)));
  }
  await Promise.all(asked);
  const lasted = (performance.now() - start) / 1000;
  await relay.stop();
  taken.sort((a, b) => a - b);
  const of = { encrypted: false, durable: false, peer: 'budget' };
  printFigure({
    ...of,
    name: 'pages.requests',
    value: taken.length / lasted,
    unit: 'per second',
    peerValue: budget.perSecond,
  });
  printFigure({
    ...of,
    name: 'pages.p95',
    value: taken[Math.floor(taken.length * 0.95)]!,
    unit: 'ms',
    peerValue: budget.milliseconds,
    note: 'page, times and feed in turn, this process asking',
  });
  return gzipSync(whole).length;
}

async function ask(url: string, onAnswer: () => void): Promise<void> {
  const answer = await fetch(url);
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`The relay answered with ${answer.status}.`);
  onAnswer();
}

function kilobytes(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(folder, file))).length, 0) / 1000;
}
