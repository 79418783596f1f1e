import { cpSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { BusinessSize } from '../lib/business.ts';
import { median, printFigure, quantile } from '../lib/figure.ts';
import { inBrowser, newProfile, profile } from './browser.ts';
import { measureSyncs } from './syncs.ts';

const common = { encrypted: true, durable: true };
const rounds = 5;

/** What the second copy costs, and what it gives back. The profile holds a business of this size. */
export async function measureSecondCopy(size: BusinessSize): Promise<void> {
  await measureUnlock();
  await measureRebuild(size);
  await measureCommands();
  await measureSyncs();
}

/** Opening what is stored, and then from the keys to the first list; each opening on the same files. */
async function measureUnlock(): Promise<void> {
  const kept = `${profile}-kept`;
  cpSync(profile, kept, { recursive: true });
  const measured: Record<string, { stored?: number; firstList: number }[]> = { vault: [], 'vault-alone': [] };
  for (let round = 0; round < 2 * rounds; round++)
    for (const store of ['vault-alone', 'vault']) {
      rmSync(profile, { recursive: true, force: true });
      cpSync(kept, profile, { recursive: true });
      measured[store]!.push(
        await inBrowser((page) => page.evaluate((name) => window.bench.open(name), store)),
      );
    }
  rmSync(kept, { recursive: true, force: true });
  const report = (name: string, pick: (opening: { stored?: number; firstList: number }) => number): void => {
    const [value, peerValue] = [
      median(measured['vault']!.map(pick)),
      median(measured['vault-alone']!.map(pick)),
    ];
    printFigure({ name, value, unit: 'ms', peer: 'without the journal', peerValue, ...common });
  };
  report('start.stored', ({ stored = 0 }) => stored);
  report('unlock.first-list', ({ firstList }) => firstList);
}

async function measureRebuild(size: BusinessSize): Promise<void> {
  const live = sizeOf(path.join(profile, 'journal'));
  const browser = sizeOf(path.join(profile, 'browser/Default/WebStorage'));
  leaveOpen();
  const renewed = await timeOpening();
  await inBrowser((page) => page.evaluate(() => window.bench.forget()));
  const rebuilt = await timeOpening();
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
  printFigure({
    name: 'storage.after-crash',
    value: renewed,
    unit: 'ms',
    peerValue: 10_000,
    note: 'the browser’s copy made anew after an end that was not in order',
    ...budget,
  });
}

function timeOpening(): Promise<number> {
  return inBrowser((page) => page.evaluate(() => window.bench.openStorage()));
}

/** The journal begins another era, as after an end that was not in order. */
function leaveOpen(): void {
  const journal = new DatabaseSync(path.join(profile, 'journal/journal.sqlite'));
  journal.exec("UPDATE meta SET era = 'another'");
  journal.close();
}

async function measureCommands(): Promise<void> {
  const measured: Record<string, number[]> = { shell: [], memory: [] };
  for (let round = 0; round < rounds; round++)
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

/** Of all files below a folder, in bytes. */
function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
}
