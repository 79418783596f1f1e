import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { browserProfile, prepareBrowserProfile } from './browser-profile.ts';
import { findBrowser } from './find-browser.ts';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

const form = `<!doctype html><form><input name="fullname"></form><script>
  document.forms[0].addEventListener('submit', (event) => {
    event.preventDefault();
    history.pushState(null, '', '/saved');
    document.forms[0].remove();
  });
</script>`;

async function serveForm(): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'no-store' }).end(form);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

interface Typed {
  close(): Promise<void>;
  /** The browser's files that hold the name. */
  filesThatKnow(): string[];
}

/** Types a name into a form, as an owner does. */
async function typeName(prepare: (profile: string) => void): Promise<Typed> {
  const profile = mkdtempSync(path.join(tmpdir(), 'plumbline-browser-'));
  closers.push(() => rmSync(profile, { recursive: true, force: true }));
  prepare(profile);
  const folder = browserProfile(profile);
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: expectOk(findBrowser()),
    chromiumSandbox: process.getuid?.() !== 0,
    // Playwright's own switches would hide what an ordinary browser does.
    ignoreDefaultArgs: ['--disable-features', '--enable-automation'],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(await serveForm());
  await page.locator('input').pressSequentially('CanaryAnnBell');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/saved');
  return {
    close: () => context.close(),
    filesThatKnow: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .filter((file) => existsSync(file) && readFileSync(file).includes('CanaryAnnBell'))
        .map((file) => path.basename(file)),
  };
}

test('what the owner types into a form is not kept by the browser, as an ordinary profile does', async () => {
  const ours = await typeName(prepareBrowserProfile);
  const ordinary = await typeName(() => {});
  // A browser gathers what it saves for a moment. The ordinary one has kept what it was told later.
  await eventually(() => ordinary.filesThatKnow().includes('Web Data'), 'the ordinary profile to keep it');
  await ours.close();
  await ordinary.close();
  expect(ours.filesThatKnow()).toEqual([]);
});
