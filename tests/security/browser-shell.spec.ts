import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { chromiumFlags, chromiumPath } from '../../build/chromium.ts';

const root = path.resolve(import.meta.dirname, '../..');
let profile: string;
let host: ChildProcess;
let keyFile: string;
let origin: string;
let browser: Browser;

test.beforeEach(async () => {
  profile = mkdtempSync(path.join(tmpdir(), 'plumbline-shell-'));
  host = spawn(
    process.execPath,
    ['electron/host/main.ts', '--port', '0', '--profile', profile, '--no-open'],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let printed = '';
  [, origin = '', keyFile = ''] = await new Promise<string[]>((resolve, reject) => {
    host.once('exit', () => reject(new Error('The browser shell did not start')));
    host.stdout?.on('data', (data: Buffer) => {
      printed += data.toString();
      const ready = /ready at (\S+)\n.* open this file in a browser: (.+)\n/.exec(printed);
      if (ready !== null) resolve(ready);
    });
  });
  browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });
});

test.afterEach(async () => {
  await browser.close();
  host.kill('SIGTERM');
  await new Promise((resolve) => host.once('exit', resolve));
  rmSync(profile, { recursive: true });
});

/** Opens the window and collects what its content policy refused, and every place that it tried to reach. */
async function openWindow(file = keyFile): Promise<{ page: Page; refused: string[]; reached: Set<string> }> {
  const page = await browser.newPage();
  const refused: string[] = [];
  const reached = new Set<string>();
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) refused.push(message.text());
  });
  page.on('request', (request) => reached.add(new URL(request.url()).origin));
  await page.goto(pathToFileURL(file).href);
  await page.waitForURL(`${origin}/`);
  await expect(page.locator('#root > *').first()).toBeAttached();
  return { page, refused, reached };
}

test('the window starts without one breach of its content policy, and reaches only its own shell', async () => {
  const { page, refused, reached } = await openWindow();
  await expect(page.getByRole('button', { name: /Set up my business/ })).toBeVisible();
  expect(refused).toEqual([]);
  expect([...reached].filter((origin) => origin !== 'null')).toEqual([origin]);
});

test('what an attacker might slip into the page does not run and reaches nobody', async () => {
  const { page } = await openWindow();
  const outcome = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.breached = true';
    document.head.append(script);
    document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.breached = true">');
    const tries: Record<string, () => unknown> = {
      // In a task of its own: what the debugger calls directly is exempt from the policy.
      eval: () =>
        new Promise((resolve, reject) => {
          setTimeout(() => {
            try {
              resolve(Reflect.construct(Function, ['return 1']));
            } catch (error) {
              reject(error);
            }
          });
        }),
      fetch: () => fetch('https://example.com/'),
      worker: () =>
        new Promise((resolve, reject) => {
          const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
          worker.addEventListener('message', resolve);
          worker.addEventListener('error', reject);
        }),
      socket: () =>
        new Promise((resolve, reject) => {
          const socket = new WebSocket('wss://example.com/');
          socket.addEventListener('open', resolve);
          socket.addEventListener('error', reject);
        }),
    };
    const worked: string[] = [];
    for (const [name, attempt] of Object.entries(tries)) {
      try {
        await attempt();
        worked.push(name);
      } catch {
        // Refused, as it should be.
      }
    }
    return { worked, breached: 'breached' in window };
  });
  expect(outcome).toEqual({ worked: [], breached: false });
});

test('the key is in no address, a reload keeps the window working, and the key opens no second one', async () => {
  const copy = path.join(profile, 'copy.html');
  copyFileSync(keyFile, copy);
  const { page } = await openWindow();
  const info = (window: Page) =>
    window.evaluate(async () => {
      const token = sessionStorage.getItem('plumbline.token');
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      return (await fetch('/bridge/stream/nothing.known', { method: 'POST', headers, body: '{}' })).status;
    });
  await expect.poll(() => info(page)).toBe(200);
  expect(page.url()).not.toContain('key');
  await page.reload();
  expect(await info(page)).toBe(200);
  const { page: second } = await openWindow(copy);
  await expect(second.getByText('This window was not opened by Plumbline')).toBeVisible();
  expect(await info(second)).toBe(401);
  await second.reload();
  await expect(second.getByText('This window was not opened by Plumbline')).toBeVisible();
});
