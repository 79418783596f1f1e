import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { goTo, setUpBusiness } from '../../tests/e2e/helpers/owner.ts';
import { createWorld } from '../../tests/e2e/helpers/world.ts';
import { printFigure } from '../lib/figure.ts';
import { listenForLongTasks, longestTask } from '../ui/observers.ts';

/**
 * The window of the real product, and a file of 100,000 customers: how soon it is read and compared with those who are
 * there, how soon all of it is stored, sealed, and how long the window's thread is busy at most meanwhile.
 * `npm run bench import 10000` takes another number.
 */
const customers = Number(process.argv[2] ?? 100_000);
const budgets = { seconds: 30, task: 50 };
const longestWait = 600_000;

const world = await createWorld();
try {
  await world.startShell();
  const page = await world.openWindow();
  await setUpBusiness(page, {
    name: 'Bench',
    country: 'Netherlands',
    passphrase: 'marble kettle orbit walnut',
  });
  await goTo(page, 'People');
  await page.getByRole('main').getByRole('button', { name: 'Import' }).click();
  await measure(page);
} finally {
  await world.end();
}

async function measure(page: Page): Promise<void> {
  // A file on the disk: contents that were handed over in memory would pass through the window's thread.
  const folder = mkdtempSync(path.join(os.tmpdir(), 'import-'));
  const file = path.join(folder, 'customers.csv');
  writeFileSync(file, fileOfCustomers());
  await page.evaluate(listenForLongTasks);
  const opening = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose file' }).click();
  const start = Date.now();
  await (await opening).setFiles(file);
  const send = page.getByRole('button', { name: /^Import [1-9]/ });
  await send.waitFor({ timeout: longestWait });
  const read = (Date.now() - start) / 1000;
  const longestWhileReading = await page.evaluate(longestTask);
  await page.evaluate(listenForLongTasks);
  const sending = Date.now();
  await send.click();
  await page.getByRole('button', { name: 'Undo this import' }).waitFor({ timeout: longestWait });
  const stored = (Date.now() - sending) / 1000;
  rmSync(folder, { recursive: true });
  report('import.read', read, 's', budgets.seconds, false);
  report('import.read-and-store', read + stored, 's', budgets.seconds, true);
  report('import.longest-task-while-reading', longestWhileReading, 'ms', budgets.task, false);
  report('import.longest-task-while-storing', await page.evaluate(longestTask), 'ms', budgets.task, true);
}

function fileOfCustomers(): string {
  const rows = Array.from({ length: customers }, (_, at) => {
    return `${at},Anna Bakker ${at},+3161${String(at).padStart(7, '0')},anna.${at}@example.org,Dorpsstraat ${at},1012 AB,Amsterdam,"Key, second door"`;
  });
  return `Customer number,Name,Phone,Email,Street,Postcode,City,Notes\n${rows.join('\n')}\n`;
}

function report(name: string, value: number, unit: string, budget: number, durable: boolean): void {
  printFigure({ name, value, unit, peer: 'budget', peerValue: budget, encrypted: true, durable });
}
