import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { chromiumFlags, chromiumPath } from '../../build/chromium.ts';
import { startShell } from '../lib/shell.ts';
import type { BenchPage } from './page/page.ts';

const here = import.meta.dirname;
const peerModules = path.resolve(here, '../peers/node_modules');
const output = path.resolve(here, '../../out/bench-vault');

/** Of the shell, with the browser's own in a folder of it. */
export const profile = mkdtempSync(path.join(os.tmpdir(), 'bench-vault-'));
/** The data belong to the origin: every start has the same port. */
let port = 0;

export function newProfile(): void {
  rmSync(profile, { recursive: true, force: true });
  mkdirSync(profile, { recursive: true });
}

export async function buildPage(): Promise<void> {
  await build({
    root: path.join(here, 'page'),
    logLevel: 'warn',
    resolve: { alias: { 'y-indexeddb': path.join(peerModules, 'y-indexeddb') }, dedupe: ['yjs', 'lib0'] },
    worker: { format: 'es' },
    build: { outDir: output, emptyOutDir: true, target: 'es2024', chunkSizeWarningLimit: 5000 },
  });
}

/** A shell and a browser of their own, which end with what is done in them. */
export async function inBrowser<T>(use: (page: Page) => Promise<T>): Promise<T> {
  const shell = await startShell({ profile, page: output, port });
  ({ port } = shell);
  const flags = [...chromiumFlags, '--enable-precise-memory-info', '--js-flags=--expose-gc'];
  const options = { executablePath: chromiumPath(), args: flags };
  const context = await chromium.launchPersistentContext(path.join(profile, 'browser'), options);
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(0);
    page.on('pageerror', (error) => process.stderr.write(`${error.stack}\n`));
    await page.goto(shell.url);
    await page.waitForFunction(() => 'bench' in window);
    return await use(page);
  } finally {
    await context.close();
    await shell.close();
  }
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}
