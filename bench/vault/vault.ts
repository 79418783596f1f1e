import { rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { median, printFigure, quantile } from '../lib/figure.ts';
import { buildPage, inBrowser, newProfile, profile } from './browser.ts';
import type { Opening } from './page/store.ts';
import { measureSecondCopy } from './second-copy.ts';
import { workerMemory } from './worker-memory.ts';

/**
 * From unlock to the first list, and until everything is in memory, against the same data in the clear. Each
 * opening happens in a browser process of its own, so that nothing is warm.
 */
const size = { contacts: 10_000, jobs: 10_000, messages: 50_000 };
/** Each job has a visit; every tenth message begins a conversation. */
const records = size.contacts + 2 * size.jobs + size.messages + size.messages / 10;
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
await buildPage();
await seed('vault');
// `npm run bench vault storage`: only what the second copy costs.
await measureSecondCopy(size);
if (process.argv[2] !== 'storage') await measureAgainstPeers();
rmSync(profile, { recursive: true, force: true });

function seed(store: string): Promise<void> {
  return inBrowser((page) =>
    page.evaluate(([name, of]) => window.bench.seed(name, of), [store, size] as const),
  );
}

async function measureAgainstPeers(): Promise<void> {
  newProfile();
  const results: Record<string, Opening> = {};
  for (const store of ['dexie-plain', 'y-indexeddb', 'vault']) {
    await seed(store);
    results[store] = await openSome(store);
  }
  await measureSearch();
  for (const peer of ['y-indexeddb', 'dexie-plain']) {
    const [ours, theirs] = [results['vault']!, results[peer]!];
    report('vault.first-list', peer, [ours.firstList, theirs.firstList]);
    report('vault.loaded', peer, [ours.loaded, theirs.loaded]);
    report('vault.first-change', peer, [ours.writable!, theirs.writable!]);
  }
}

/** The medians of some openings. */
async function openSome(store: string): Promise<Opening> {
  const opened: Opening[] = [];
  for (let round = 0; round < openings; round++) {
    const opening = await inBrowser((page) => page.evaluate((name) => window.bench.open(name), store));
    if (opening.records !== records)
      throw new Error(`${store} loaded ${opening.records} of ${records} records`);
    opened.push(opening);
  }
  return {
    records,
    firstList: median(opened.map(({ firstList }) => firstList)),
    loaded: median(opened.map(({ loaded }) => loaded)),
    writable: median(opened.map(({ loaded, writable = loaded }) => writable)),
  };
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

function report(name: string, peer: string, [value, peerValue]: [number, number]): void {
  const note = `median of ${openings} cold starts; key derivation apart`;
  printFigure({ name, value, unit: 'ms', peer, peerValue, encrypted: true, durable: true, note });
}
