import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { startProcess } from '../e2e/helpers/process.ts';
import { startBrowser } from './browser.ts';
import type { PowerCutPage } from './page/page.ts';
import { browserFolder } from './places.ts';

/** Shells and a browser that run on one folder. */
export interface Machine {
  /** The page of each port. */
  pages: Map<number, Page>;
  /** What a page has said of its own mistakes. */
  mistakes(port: number): string[];
  /** Everything stops at one moment, so that the folder can be copied. */
  freeze(): void;
  /** Also of what has ended already. */
  kill(): Promise<void>;
  /** Ends as the owner would. */
  close(): Promise<void>;
}

export interface MachineDeps {
  folder: string;
  ports: number[];
  /** What the shells serve. */
  built: string;
}

/** Whatever ends this process, no shell stays. */
const running = new Set<number>();
process.once('exit', () => {
  for (const pid of running) process.kill(pid, 'SIGKILL');
});

export async function startMachine({ folder, ports, built }: MachineDeps): Promise<Machine> {
  mkdirSync(folder, { recursive: true });
  const shells = await startProcess({
    script: 'tests/power-cut/shells.ts',
    args: ['--machine', folder, '--page', built, '--ports', ports.join(',')],
    logFile: path.join(folder, 'shells.log'),
    ready: /The shells are ready: (\[.*\])\n/,
  });
  running.add(shells.pid);
  const urls = JSON.parse(shells.ready[1]!) as string[];
  const browser = await startBrowser(browserFolder(folder));
  const mistakes = ports.map((): string[] => []);
  const opened = await Promise.all(urls.map((url, index) => browser.open(url, mistakes[index]!)));
  await Promise.all(opened.map((page) => page.waitForFunction(() => 'powerCut' in window)));

  let isOver = false;
  async function end(how: () => Promise<unknown>): Promise<void> {
    if (isOver) return;
    isOver = true;
    await how();
    running.delete(shells.pid);
  }

  return {
    pages: new Map(ports.map((port, index) => [port, opened[index]!])),
    mistakes: (port) => mistakes[ports.indexOf(port)]!,
    freeze() {
      browser.freeze();
      process.kill(shells.pid, 'SIGSTOP');
    },
    kill: () => end(() => Promise.all([browser.kill(), shells.kill()])),
    close: () =>
      end(async () => {
        await Promise.all(opened.map((page) => page.evaluate(() => window.powerCut.close())));
        await browser.close();
        await shells.stop();
      }),
  };
}

declare global {
  interface Window {
    powerCut: PowerCutPage;
  }
}
