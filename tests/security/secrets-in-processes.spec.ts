import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { chromiumFlags, chromiumPath } from '../../build/chromium.ts';

/** What every account of the computer can read of a process: its arguments; of its own ones also the environment. */
const root = path.resolve(import.meta.dirname, '../..');
const canary = 'CanaryOfThisShell';
const host = path.join(import.meta.dirname, 'known-host.ts');

let folder: string;
let shell: ChildProcess;
let printed: string;
test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'plumbline-processes-'));
});
test.afterEach(async () => {
  shell.kill('SIGTERM');
  if (shell.exitCode === null && shell.signalCode === null) await once(shell, 'exit');
  rmSync(folder, { recursive: true, maxRetries: 5, retryDelay: 200 });
});

function start(args: string[], env: Record<string, string> = {}): void {
  printed = '';
  shell = spawn(process.execPath, [host, '--port', '0', '--profile', path.join(folder, 'profile'), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const take = (chunk: Buffer) => (printed += chunk.toString());
  shell.stdout!.on('data', take);
  shell.stderr!.on('data', take);
}

/** The process and all that it has started, by their ids. */
function family(pid: number): number[] {
  const children = tasksOf(pid).flatMap((task) =>
    readOf(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean).map(Number),
  );
  return [pid, ...children.flatMap(family)];
}

/** A process may end while it is looked at. */
function tasksOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** The same. */
function readOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** A browser without a screen in the place of the one that the shell starts. */
function browserWithoutScreen(): string {
  const file = path.join(folder, 'browser.sh');
  const flags = ['--headless=new', ...chromiumFlags].join(' ');
  writeFileSync(file, `#!/bin/sh\nexec '${chromiumPath()}' ${flags} "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}

test.skip(process.platform !== 'linux', 'Only Linux shows processes in /proc.');

test('from the start to the open window, no process and no printed line names the key', async () => {
  start([], { CHROMIUM_PATH: browserWithoutScreen() });
  const seen = new Map<string, string>();
  // From the very first moment on, and once more when all is open.
  while (!printed.includes('A window is open.')) {
    expect(shell.exitCode, printed).toBeNull();
    look();
    await new Promise((resolve) => setImmediate(resolve));
  }
  look();
  function look(): void {
    for (const pid of family(shell.pid!)) {
      for (const what of ['cmdline', 'environ']) seen.set(readOf(`/proc/${pid}/${what}`), `${pid} ${what}`);
    }
  }
  const all = [...seen.keys()];
  expect(all.filter((text) => text.includes('--type=renderer')).length).toBeGreaterThan(0);
  expect(all.some((text) => text.includes('/profile/window/open.html'))).toBe(true);
  expect(all.filter((text) => text.includes(canary))).toEqual([]);
  expect(printed).toMatch(/^Plumbline is ready at http:\/\/127\.0\.0\.1:\d+\nA window is open\.\n$/);
  expect(existsSync(path.join(folder, 'profile/window/open.html'))).toBe(false);
});

test('with --no-open the address and the file are printed; the key is in no address, history or trace', async () => {
  start(['--no-open']);
  await expect.poll(() => printed).toContain('open this file');
  const [, origin, file] = /ready at (\S+)\n.*: (.+)\n/.exec(printed)!;
  expect(printed).not.toContain(canary);
  expect(readFileSync(file!, 'utf8')).toContain(canary);

  const context = await chromium.launchPersistentContext(path.join(folder, 'browser'), {
    executablePath: chromiumPath(),
    args: chromiumFlags,
  });
  const page = await context.newPage();
  const traces: string[] = [];
  page.on('request', async (request) => {
    traces.push(request.url(), JSON.stringify(await request.allHeaders().catch(() => ({}))));
  });
  page.on('framenavigated', (frame) => traces.push(frame.url()));
  await page.goto(`file://${file}`);
  await page.waitForURL(`${origin}/`);
  await expect(page.getByRole('button', { name: /Set up my business/ })).toBeVisible();
  expect(traces.length).toBeGreaterThan(10);
  expect(traces.filter((trace) => /CanaryOfThisShell-1(?!\d)/.test(trace))).toEqual([]);
  expect(existsSync(file!)).toBe(false);
  expect(await page.evaluate(() => [location.href, document.referrer, history.length])).toEqual([
    `${origin}/`,
    '',
    expect.any(Number),
  ]);
  await page.reload();
  await expect(page.getByRole('button', { name: /Set up my business/ })).toBeVisible();
  await page.goBack();
  expect(page.url()).not.toContain(canary);
  await context.close();
  expect(filesWith('CanaryOfThisShell-1')).toEqual([]);

  // The window is gone: another key opens another one, and is printed as little.
  await expect.poll(() => printed).toContain('The window was closed.');
  expect(printed).not.toContain(canary);
  expect(readFileSync(file!, 'utf8')).toContain(canary);
});

/** The files of the browser's profile in which a text stands, in either width of characters. */
function filesWith(text: string): string[] {
  const wide = Buffer.from(text, 'utf16le');
  return readdirSync(path.join(folder, 'browser'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((name) => {
      const bytes = readFileSync(name);
      return bytes.includes(text) || bytes.includes(wide);
    });
}
