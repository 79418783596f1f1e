import { readlinkSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../../build/chromium.ts';

/** A real Chromium with its profile on disk, from which the power can be taken. */
export interface Browser {
  /** `mistakes`: where the page's errors are put. */
  open(url: string, mistakes: string[]): Promise<Page>;
  /** All its processes stop where they are. */
  freeze(): void;
  /** They end without a word. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export async function startBrowser(profile: string): Promise<Browser> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    // All origins together are one site: a few processes are enough for them.
    args: [...chromiumFlags, '--renderer-process-limit=4'],
  });
  const signal = signalsFor(profile);
  return {
    async open(url, mistakes) {
      const page = await context.newPage();
      // On a busy machine, dozens of pages open slowly.
      page.setDefaultTimeout(120_000);
      page.on('pageerror', (error) => mistakes.push(error.stack ?? error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') mistakes.push(message.text());
      });
      await page.goto(url);
      // The shell's file hands its key over, and leads on to the window.
      await page.waitForURL(/^http:.*\/$/);
      return page;
    },
    freeze: () => signal('SIGSTOP'),
    async kill() {
      const closed = new Promise((resolve) => context.once('close', resolve));
      signal('SIGKILL');
      await closed;
    },
    close: () => context.close(),
  };
}

/**
 * Sends signals to all processes of the browser that uses a profile: Playwright gives each browser a group of
 * processes, and the browser names itself in its profile.
 */
export function signalsFor(profile: string): (signal: NodeJS.Signals) => void {
  const [, pid] = /-(\d+)$/.exec(readlinkSync(path.join(profile, 'SingletonLock'))) ?? [];
  return (signal) => process.kill(-Number(pid), signal);
}
