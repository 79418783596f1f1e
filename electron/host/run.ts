import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import packageFile from '../../package.json' with { type: 'json' };
import { createDispatcher } from '#electron/services/dispatcher.ts';
import { createServices, type Services } from '#electron/services/index.ts';
import type { WindowFiles } from '#electron/services/window/files.ts';
import { demoSchema, type Demo } from '#shared/bridge/contract.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { newId } from '#shared/lib/ids.ts';
import { parseJson } from '#shared/lib/json.ts';
import { ok, problem, type Problem, type Result } from '#shared/lib/result.ts';
import { openAppWindow } from './app-window.ts';
import { findBrowser } from './find-browser.ts';
import { createKeyFile } from './key-file.ts';
import { parseHostOptions, type HostOptions } from './options.ts';
import { createPdfPrinter } from './print-pdf.ts';
import { lockProfile } from './profile-lock.ts';
import { startHostServer } from './server.ts';
import type { BridgeAuth } from './bridge-auth.ts';

/** A window that is loaded anew is back within this time (ms). */
const graceMilliseconds = 5000;

export interface HostParts {
  openFiles(): Result<WindowFiles>;
  /** Who may use the bridge. */
  auth: BridgeAuth;
  /** Where the window finds this server, if something stands before it; as `http://127.0.0.1:4580`. */
  origin?: string;
}

/** Runs the browser shell until its window is closed or its process told to end. What is in the way is said in words. */
export async function runHost(args: string[], parts: HostParts): Promise<void> {
  const options = parseHostOptions(args);
  const started = options.ok ? await start(options.value, parts) : options;
  if (!started.ok) fail(started.error);
}

async function start(options: HostOptions, parts: HostParts): Promise<Result<void>> {
  const { auth } = parts;
  const prepared = prepare(options, parts);
  if (!prepared.ok) return prepared;
  const { browser, files, demo, lock } = prepared.value;
  const services = servicesFor(demo, options.profile);
  let stopping = false;
  // There is a key to open it with only when there is its file.
  const onOpened = () => keyFile.remove();
  const dispatcher = createDispatcher(services);
  const server = await startHostServer({ dispatcher, files, auth, onOpened, onWindowGone }, options.port);
  if (!server.ok) return server;
  const { hasWindow, close, origin: own } = server.value;
  const origin = parts.origin ?? own;
  const keyFile = createKeyFile({ profile: options.profile, origin, newKey: () => auth.newKey() });
  const file = keyFile.offer();
  if (!file.ok) return file;
  print(`Plumbline is ready at ${origin}`);
  const address = pathToFileURL(file.value).href;
  const window = browser === undefined ? undefined : openAppWindow(browser, address, options.profile);
  // Where the window is the host's own, it ends with it.
  if (window !== undefined) endWithWindow(window, stop);
  else print(`To open it, open this file in a browser: ${file.value}`);
  function onWindowGone(): void {
    if (!options.open) setTimeout(openAgain, graceMilliseconds);
  }
  function openAgain(): void {
    if (stopping || hasWindow()) return;
    const another = keyFile.offer();
    if (another.ok) print(`The window was closed. To open it again, open this file: ${another.value}`);
  }
  async function stop(end: () => never): Promise<void> {
    if (stopping) return;
    stopping = true;
    window?.kill();
    keyFile.remove();
    await close();
    await services.close();
    lock.release();
    end();
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => ignore(stop(succeed)));
  return ok();
}

/** What there has to be before anything is started. */
function prepare(options: HostOptions, { openFiles }: HostParts) {
  const browser = options.open ? findBrowser() : ok(undefined);
  if (!browser.ok) return browser;
  const files = openFiles();
  if (!files.ok) return files;
  const demo = readDemo(options.demo);
  if (!demo.ok) return demo;
  const lock = lockProfile(options.profile);
  if (!lock.ok) return lock;
  return ok({ browser: browser.value, files: files.value, demo: demo.value, lock: lock.value });
}

function readDemo(file: string | undefined): Result<Demo | undefined> {
  if (file === undefined) return ok(undefined);
  const demo = demoSchema.safeParse(existsSync(file) ? parseJson(readFileSync(file, 'utf8')) : undefined);
  return demo.success ? ok(demo.data) : problem('host.no-demo', 'The demo’s connections could not be read.');
}

function servicesFor(demo: Demo | undefined, profile: string): Services {
  return createServices({
    shell: { shell: 'browser', version: packageFile.version, ...(demo === undefined ? {} : { demo }) },
    now: () => Date.now(),
    newId: () => newId(webCrypto(crypto)),
    printer: createPdfPrinter(),
    profile,
    journalThread: new URL('../services/journal/thread.ts', import.meta.url),
  });
}

function endWithWindow(window: ChildProcess, stop: (end: () => never) => Promise<void>): void {
  const showNone = () => fail(noWindow);
  window.once('error', () => ignore(stop(showNone)));
  window.once('exit', (code) => ignore(stop(code === null || code === 0 ? succeed : showNone)));
}

const noWindow = {
  code: 'host.no-window',
  message: 'The browser could not show Plumbline’s window. Your data are safe.',
  remedy: 'Start again with --no-open, and open the file that is named then.',
};

function succeed(): never {
  process.exit(0);
}

function fail({ message, remedy }: Problem): never {
  process.stderr.write(`${message}${remedy === undefined ? '' : `\n${remedy}`}\n`);
  process.exit(1);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
