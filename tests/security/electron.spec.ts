import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test';
import type { PreloadApi } from '#shared/bridge/preload-api.ts';
import { patience } from '#shared/lib/testing/eventually.ts';

/** The window as the preload leaves it. */
type Opened = Window & { plumbline: PreloadApi };

const root = path.resolve(import.meta.dirname, '../..');

/** Why this machine cannot run Electron, or the program that it runs. */
function findElectron(): { program: string } | { missing: string } {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(root, 'node_modules/electron/dist');
  const name = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[
    process.platform as string
  ];
  const program = path.join(folder, name ?? 'electron');
  if (!existsSync(program)) return { missing: 'Electron’s program is not on this machine' };
  if (process.platform !== 'linux') return { program };
  if (process.getuid?.() === 0) return { missing: 'Electron’s sandbox does not run as root' };
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return { missing: 'there is no display' };
  return { program };
}

const electron = findElectron();
if ('missing' in electron) console.log(`The Electron tests are left out: ${electron.missing}.`);
test.skip('missing' in electron, 'missing' in electron ? electron.missing : '');

let profile: string;
let app: ElectronApplication;
let page: Page;
let errors: string;

test.beforeEach(async () => {
  profile = mkdtempSync(path.join(tmpdir(), 'plumbline-electron-'));
  app = await _electron.launch({ executablePath: program(), args: [root, `--profile=${profile}`] });
  errors = '';
  app.process().stderr?.on('data', (data: Buffer) => (errors += data.toString()));
  page = await app.firstWindow();
  await expect(page.locator('#root > *').first()).toBeAttached();
});

test.afterEach(async () => {
  await app.close();
  rmSync(profile, { recursive: true, force: true });
});

function program(): string {
  if ('missing' in electron) throw new Error(electron.missing);
  return electron.program;
}

test('the page runs at its own address, with no way to Node', async () => {
  expect(new URL(page.url()).href).toMatch(/^app:\/\/plumbline\//);
  const found = await page.evaluate(() =>
    ['require', 'process', 'Buffer', 'module', 'global'].filter((name) => name in globalThis),
  );
  expect(found).toEqual([]);
});

test('the page sees the bridge’s channels and nothing else, and they work', async () => {
  const keys = await page.evaluate(() => Object.keys((window as unknown as Opened).plumbline));
  expect(keys).toEqual(['calls', 'streams', 'sockets']);
  const info = await page.evaluate(() => (window as unknown as Opened).plumbline.calls['shell.info']({}));
  expect(info).toMatchObject({ ok: true, value: { shell: 'electron' } });
});

test('neither eval nor an inline script runs, and no other place is reached', async () => {
  const outcome = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.breached = true';
    document.head.append(script);
    const compiled = new Promise((resolve) => {
      setTimeout(() => {
        try {
          resolve(Boolean(Reflect.construct(Function, ['return 1'])));
        } catch {
          resolve(false);
        }
      });
    });
    const reached = fetch('https://example.com/').then(
      () => true,
      () => false,
    );
    return { compiled: await compiled, reached: await reached, breached: 'breached' in window };
  });
  expect(outcome).toEqual({ compiled: false, reached: false, breached: false });
});

test('the window cannot be led away, and opens no second one', async () => {
  const before = page.url();
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await page.evaluate(() => window.open('file:///etc/passwd'));
  await expect.poll(() => page.url()).toBe(before);
  expect(app.windows()).toHaveLength(1);
});

test('camera, microphone, place and notifications are denied', async () => {
  const states = await page.evaluate(async () => {
    const names = ['camera', 'microphone', 'geolocation', 'notifications'] as PermissionName[];
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
  });
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied']);
});

test('a document becomes a PDF', async () => {
  const result = await page.evaluate(() =>
    (window as unknown as Opened).plumbline.calls['documents.pdf']({
      html: '<!doctype html><p>Invoice',
      paperSize: 'A4',
    }),
  );
  const pdf = (result as { value: { pdfBase64: string } }).value.pdfBase64;
  expect(Buffer.from(pdf, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
});

test('a second start with the same data ends by itself', () => {
  const second = spawnSync(program(), [root, `--profile=${profile}`], { timeout: patience });
  expect(second.error).toBeUndefined();
  expect(second.status).toBe(0);
});

test('a secret that passes the bridge shows in no log and no argument', async () => {
  const canary = 'canary-token-7f3a';
  await page.evaluate(
    (token) =>
      (window as unknown as Opened).plumbline.calls['relay.request']({
        url: 'http://127.0.0.1:9',
        method: 'GET',
        path: '/',
        token,
      }),
    canary,
  );
  expect(errors).not.toContain(canary);
  expect(app.process().spawnargs.join(' ')).not.toContain(canary);
});
