import { appendFileSync, existsSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { freePorts } from '../../free-ports.ts';
import { chromiumFlags } from '../../../build/chromium.ts';
import { appWindowArguments } from '#electron/host/app-window.ts';
import { browserProfile, prepareBrowserProfile } from '#electron/host/browser-profile.ts';
import { patience } from '#shared/lib/testing/eventually.ts';
import { windowZone } from './day-ahead.ts';
import { expect } from './expect.ts';
import type { ProcessOptions, RunningProcess } from './process.ts';

export interface WindowOptions {
  colorScheme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
  timeZone?: string;
}

/** One device: a shell with its data folder, and a window in a real Chromium. */
export interface Machine {
  /** Starts the browser shell on the machine's own port, so that a restart finds the data of before. */
  startShell(): Promise<RunningProcess>;
  /** Opens the product in a real Chromium with its profile on disk. */
  openWindow(options?: WindowOptions): Promise<Page>;
  closeWindow(): Promise<void>;
  /** Ends the browser with all its processes without a word, as a power cut would. */
  killWindow(): Promise<void>;
  /** Every request that the window has made so far, as addresses. */
  requests: string[];
}

interface MachineDeps {
  /** The browser’s program. */
  browser: string | undefined;
  /** Names its logs apart from those of other machines. */
  name: string;
  profile: string;
  temporary: string;
  logs: string;
  start(options: ProcessOptions): Promise<RunningProcess>;
}

export async function createMachine({
  browser,
  name,
  profile,
  temporary,
  logs,
  start,
}: MachineDeps): Promise<Machine> {
  const port = (await freePorts(1))[0]!;
  const windowLog = path.join(logs, `${name}window.log`);
  const requests: string[] = [];
  let keyFile = '';
  let context: BrowserContext | undefined;

  return {
    requests,

    async startShell() {
      const shell = await start({
        script: 'electron/host/main.ts',
        args: ['--port', String(port), '--profile', profile, '--no-open'],
        env: { TMPDIR: temporary },
        logFile: path.join(logs, `${name}shell.log`),
        ready: /ready at (http:\S+)\n.*: (.+)\n/,
      });
      keyFile = shell.ready[2] ?? '';
      return shell;
    },

    async openWindow(options = {}) {
      prepareBrowserProfile(profile);
      context = await chromium.launchPersistentContext(browserProfile(profile), {
        executablePath: browser,
        args: [...chromiumFlags, ...windowFlags()],
        viewport: options.viewport ?? { width: 1440, height: 900 },
        colorScheme: options.colorScheme ?? 'light',
        locale: 'en-GB',
        timezoneId: options.timeZone ?? windowZone,
      });
      context.on('request', (request) => requests.push(request.url()));
      context.on('console', (message) => appendFileSync(windowLog, `${message.text()}\n`));
      const page = context.pages()[0] ?? (await context.newPage());
      page.setDefaultTimeout(patience);
      page.on('pageerror', (error) => appendFileSync(windowLog, `${error.stack}\n`));
      // After a window was closed the shell waits whether it comes back, and only then offers the next key.
      await expect.poll(() => existsSync(keyFile)).toBe(true);
      await page.goto(pathToFileURL(keyFile).href);
      await page.waitForURL(`http://127.0.0.1:${port}/`);
      return page;
    },

    async closeWindow() {
      await context?.close();
      context = undefined;
    },

    async killWindow() {
      const closed = context?.waitForEvent('close');
      // Playwright starts a browser as the head of a group of processes.
      process.kill(-browserPid(profile), 'SIGKILL');
      await closed;
      context = undefined;
    },
  };
}

/** Chromium's lock on its profile names the computer and the process that holds it. */
function browserPid(profile: string): number {
  const holder = readlinkSync(path.join(browserProfile(profile), 'SingletonLock'));
  return Number(holder.slice(holder.lastIndexOf('-') + 1));
}

/** The flags with which the browser shell opens its window, but for those that Playwright sets itself. */
function windowFlags(): string[] {
  return appWindowArguments('', '').filter((flag) => !/^--(app|user-data-dir)=/.test(flag));
}
