import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
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
}

/** Runs the browser shell until its window is closed or its process told to end. What is in the way is said in words. */
export async function runHost(args: string[], parts: HostParts): Promise<void> {
  const options = parseHostOptions(args);
  const started = options.ok ? await start(options.value, parts) : options;
  if (!started.ok) fail(started.error);
}

async function start(options: HostOptions, { openFiles, auth }: HostParts): Promise<Result<void>> {
  const browser = options.open ? findBrowser() : ok(undefined);
  if (!browser.ok) return browser;
  const files = openFiles();
  if (!files.ok) return files;
  const demo = readDemo(options.demo);
  if (!demo.ok) return demo;
  const lock = lockProfile(options.profile);
  if (!lock.ok) return lock;
  const services = servicesFor(demo.value, options.profile);
  let stopping = false;
  const server = await startHostServer(
    { dispatcher: createDispatcher(services), files: files.value, auth, onWindowGone },
    options.port,
  );
  if (!server.ok) return server;
  const url = `${server.value.origin}/#key=${auth.key}`;
  print(`Plumbline is ready at ${url}`);
  const window = browser.value === undefined ? undefined : openAppWindow(browser.value, url, options.profile);
  function onWindowGone(): void {
    // Where the window is the host's own, it ends with it.
    if (options.open) return;
    setTimeout(() => {
      if (stopping || !server.ok || server.value.hasWindow()) return;
      print(`The window was closed. Plumbline is open again at ${server.value.origin}/#key=${auth.renew()}`);
    }, graceMilliseconds);
  }
  const stop = async (end: () => never) => {
    if (stopping) return;
    stopping = true;
    window?.kill();
    await server.value.close();
    await services.close();
    lock.value.release();
    end();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => ignore(stop(succeed)));
  if (window !== undefined) endWithWindow(window, stop);
  return ok();
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
  remedy: 'Start again with --no-open, and open the address that is printed.',
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
