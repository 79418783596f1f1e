import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { chromiumPath } from '../../build/chromium.ts';
import { goTo, setUpBusiness } from '../../tests/e2e/helpers/owner.ts';
import { createWorld } from '../../tests/e2e/helpers/world.ts';
import { printFigure } from '../lib/figure.ts';
import { listenForLongTasks, longestTask } from '../ui/observers.ts';

/**
 * The window of the real product, and a file of 100,000 rows: how soon it is read and compared with what is there, how
 * soon all of it is stored, sealed, and how long the window's thread is busy at most meanwhile. Customers first; then
 * their jobs, each with a visit, and a chat of as many lines.
 * `npm run bench import 10000` takes another number, `npm run bench import 10000 jobs` one kind.
 */
const rows = Number(process.argv[2] ?? 100_000);
const only = process.argv[3];
const budgets = { seconds: 30, task: 50 };
const longestWait = 600_000;

interface Kind {
  name: string;
  /** As the list of what can be brought in calls it. */
  label: string;
  fileName: string;
  content(): string;
  /** What has to be said before it can be sent. */
  answer?(page: Page): Promise<void>;
}

const kinds: readonly Kind[] = [
  { name: 'customers', label: 'People', fileName: 'customers.csv', content: fileOfCustomers },
  { name: 'jobs', label: 'Jobs', fileName: 'jobs.csv', content: fileOfJobs },
  {
    name: 'chat',
    label: 'WhatsApp chat',
    fileName: 'chat.txt',
    content: chatOfLines,
    answer: (page) => page.getByRole('checkbox', { name: /^Keller/ }).check(),
  },
];

const world = await createWorld({ browser: chromiumPath() });
try {
  await world.startShell();
  const page = await world.openWindow();
  await setUpBusiness(page, {
    name: 'Bench',
    country: 'Netherlands',
    passphrase: 'marble kettle orbit walnut',
  });
  for (const kind of kinds) if (only === undefined || only === kind.name) await measure(page, kind);
} finally {
  await world.end();
}

async function measure(page: Page, { name, label, fileName, content, answer }: Kind): Promise<void> {
  await goTo(page, 'People');
  await page.getByRole('main').getByRole('button', { name: 'Import' }).click();
  await page.getByRole('combobox', { name: 'What is brought in' }).selectOption({ label });
  // A file on the disk: contents that were handed over in memory would pass through the window's thread.
  const folder = mkdtempSync(path.join(os.tmpdir(), 'import-'));
  const file = path.join(folder, fileName);
  writeFileSync(file, content());
  await page.evaluate(listenForLongTasks);
  const opening = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose file' }).click();
  const start = Date.now();
  await (await opening).setFiles(file);
  const send = page.getByRole('button', { name: /^Import (?:[1-9]|the)/ });
  await send.waitFor({ timeout: longestWait });
  const read = (Date.now() - start) / 1000;
  const longestWhileReading = await page.evaluate(longestTask);
  await answer?.(page);
  await page.evaluate(listenForLongTasks);
  const sending = Date.now();
  await send.click();
  await page.getByRole('button', { name: 'Undo this import' }).waitFor({ timeout: longestWait });
  const stored = (Date.now() - sending) / 1000;
  rmSync(folder, { recursive: true });
  report(`import.${name}.read`, read, 's', budgets.seconds, false);
  report(`import.${name}.read-and-store`, read + stored, 's', budgets.seconds, true);
  report(`import.${name}.longest-task-while-reading`, longestWhileReading, 'ms', budgets.task, false);
  const longest = await page.evaluate(longestTask);
  report(`import.${name}.longest-task-while-storing`, longest, 'ms', budgets.task, true);
}

function fileOf(head: string, row: (at: number) => string): string {
  return `${head}\n${Array.from({ length: rows }, (_, at) => row(at)).join('\n')}\n`;
}

function phoneOf(at: number): string {
  return `+3161${String(at).padStart(7, '0')}`;
}

function fileOfCustomers(): string {
  return fileOf('Customer number,Name,Phone,Email,Street,Postcode,City,Notes', (at) => {
    return `${at},Anna Bakker ${at},${phoneOf(at)},anna.${at}@example.org,Dorpsstraat ${at},1012 AB,Amsterdam,"Key, second door"`;
  });
}

function fileOfJobs(): string {
  return fileOf('Job number,Customer,Customer phone,Title,Date,Start time,Total,Status', (at) => {
    const day = String(1 + (at % 28)).padStart(2, '0');
    return `${at},Anna Bakker ${at},${phoneOf(at)},Boiler service ${at},2025-06-${day},9:00,120.50,Completed`;
  });
}

function chatOfLines(): string {
  const start = Date.UTC(2024, 0, 13);
  const lines = Array.from({ length: rows }, (_, at) => {
    const text = new Date(start + at * 6 * 60_000).toISOString();
    const stamp = `${text.slice(8, 10)}/${text.slice(5, 7)}/${text.slice(0, 4)}, ${text.slice(11, 16)}`;
    return `${stamp} - ${at % 2 === 0 ? 'Anna de Vries' : 'Keller'}: We can come at nine, or after lunch (${at})`;
  });
  return lines.join('\n');
}

function report(name: string, value: number, unit: string, budget: number, durable: boolean): void {
  const load = `load ${os
    .loadavg()
    .map((each) => each.toFixed(1))
    .join(' ')}`;
  printFigure({ name, value, unit, peer: 'budget', peerValue: budget, encrypted: true, durable, note: load });
}
