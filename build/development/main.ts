import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { resolveConfig } from 'electron-vite';
import { createServer, mergeConfig, type Plugin } from 'vite';
import { openAppWindow } from '#electron/host/app-window.ts';
import { findBrowser } from '#electron/host/find-browser.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createHostProcess } from './host-process.ts';
import { developmentPort, hostPort, portVariable } from './places.ts';

/** `npm run dev` in a browser window: the browser shell, started anew on each change, and Vite behind it. */
const root = path.resolve(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '' },
    profile: { type: 'string', default: '' },
    'no-open': { type: 'boolean', default: false },
  },
});
process.env[portVariable] = values.port;

let isShown = false;
let window: ChildProcess | undefined;
const host = createHostProcess({
  args: ['--port', String(hostPort()), '--profile', values.profile, '--no-open'],
  token: randomBytes(32).toString('base64url'),
  onReady: showChange,
});
const { config } = await resolveConfig({ root, logLevel: 'warn' }, 'serve', 'development');
const vite = await createServer(mergeConfig(config?.renderer ?? {}, { plugins: [restartHost()] }));
await vite.listen();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
await host.restart();

/** The first time a window opens; a window that is open takes up what has changed. */
function showChange(file: string): void {
  if (isShown) return vite.ws.send({ type: 'full-reload' });
  isShown = true;
  console.log(`The window is at http://127.0.0.1:${developmentPort()}`);
  if (values['no-open']) return console.log(`To open it, open this file in a browser: ${file}`);
  window = openAppWindow(expectOk(findBrowser()), pathToFileURL(file).href, values.profile);
  window.once('exit', () => void stop());
}

/** Both the host and the window run what is in `shared`: then the window waits until there is a host again. */
function restartHost(): Plugin {
  const folders = ['electron', 'shared'].map((name) => path.join(root, name) + path.sep);
  const isOfHost = (file: string) =>
    folders.some((folder) => path.normalize(file).startsWith(folder)) && !file.endsWith('.test.ts');
  return {
    name: 'plumbline:restart-host',
    configureServer({ watcher }) {
      watcher.add(folders);
      watcher.on('all', (_event, file) => {
        if (isOfHost(file)) void host.restart();
      });
    },
    hotUpdate: ({ file }) => (isOfHost(file) ? [] : undefined),
  };
}

async function stop(): Promise<void> {
  window?.kill();
  await Promise.all([host.end(), vite.close()]);
  process.exit(0);
}
