import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { chromiumFlags, chromiumPath } from '../../../build/chromium.ts';
import { appWindowArguments } from '#electron/host/app-window.ts';
import { browserProfile, prepareBrowserProfile } from '#electron/host/browser-profile.ts';
import { createGraphStandin, type GraphStandin } from '../../standins/graph/server.ts';
import { createOllamaStandin, type OllamaStandin } from '../../standins/ollama/server.ts';
import { freePort, startProcess, type RunningProcess } from './process.ts';

export interface WindowOptions {
  colorScheme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
}

/** One business's machine and the places it talks to, on free ports and in a folder of its own. */
export interface World {
  /** Where everything below lies. */
  folder: string;
  /** The product's data folder with the browser's profile in it, the relay's data, temporary files and all logs. */
  folders: { profile: string; relay: string; temporary: string; logs: string };
  relayUrl: string;
  /** The stand-in for Meta: the customers' phones and the business's number. */
  graph: GraphStandin;
  /** The stand-in for a model server on this computer. */
  ollama: OllamaStandin;
  startRelay(): Promise<RunningProcess>;
  /** Starts the browser shell on the world's own port, so that a restart finds the data of before. */
  startShell(): Promise<RunningProcess>;
  /** Opens the product in a real Chromium with its profile on disk. */
  openWindow(options?: WindowOptions): Promise<Page>;
  closeWindow(): Promise<void>;
  /** Every request that the window has made so far, as addresses. */
  requests: string[];
  /** Ends everything and removes the folder. */
  end(): Promise<void>;
}

export async function createWorld(): Promise<World> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-'));
  const folders = {
    profile: path.join(folder, 'profile'),
    relay: path.join(folder, 'relay'),
    temporary: path.join(folder, 'temporary'),
    logs: path.join(folder, 'logs'),
  };
  for (const each of Object.values(folders)) mkdirSync(each);
  const [relayPort, shellPort] = [await freePort(), await freePort()];
  const [graph, ollama] = [await createGraphStandin(), await createOllamaStandin()];
  const running = new Set<RunningProcess>();
  const requests: string[] = [];
  let shellUrl = '';
  let context: BrowserContext | undefined;

  const start = async (options: Parameters<typeof startProcess>[0]) => {
    const started = await startProcess(options);
    running.add(started);
    return started;
  };

  return {
    folder,
    folders,
    requests,
    graph,
    ollama,
    relayUrl: `http://127.0.0.1:${relayPort}`,

    startRelay: () =>
      start({
        script: 'sync-server/main.ts',
        env: { RELAY_PORT: String(relayPort), RELAY_DATA: folders.relay, TMPDIR: folders.temporary },
        logFile: path.join(folders.logs, 'relay.log'),
        ready: /relay is ready at/,
      }),

    async startShell() {
      const shell = await start({
        script: 'electron/host/main.ts',
        args: ['--port', String(shellPort), '--profile', folders.profile, '--no-open'],
        env: { TMPDIR: folders.temporary },
        logFile: path.join(folders.logs, 'shell.log'),
        ready: /Plumbline is ready at (\S+)/,
      });
      shellUrl = shell.ready[1] ?? '';
      return shell;
    },

    async openWindow(options = {}) {
      prepareBrowserProfile(folders.profile);
      context = await chromium.launchPersistentContext(browserProfile(folders.profile), {
        executablePath: chromiumPath(),
        args: [...chromiumFlags, ...windowFlags()],
        viewport: options.viewport ?? { width: 1440, height: 900 },
        colorScheme: options.colorScheme ?? 'light',
        locale: 'en-GB',
        timezoneId: 'Europe/Amsterdam',
      });
      context.on('request', (request) => requests.push(request.url()));
      context.on('console', (message) =>
        appendFileSync(path.join(folders.logs, 'window.log'), `${message.text()}\n`),
      );
      const page = context.pages()[0] ?? (await context.newPage());
      page.setDefaultTimeout(15_000);
      page.on('pageerror', (error) =>
        appendFileSync(path.join(folders.logs, 'window.log'), `${error.stack}\n`),
      );
      await page.goto(shellUrl);
      return page;
    },

    async closeWindow() {
      await context?.close();
      context = undefined;
    },

    async end() {
      await context?.close();
      await Promise.all([...running].map((process) => process.stop()));
      await Promise.all([graph.close(), ollama.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The flags with which the browser shell opens its window, but for those that Playwright sets itself. */
function windowFlags(): string[] {
  return appWindowArguments('', '').filter((flag) => !/^--(app|user-data-dir)=/.test(flag));
}
