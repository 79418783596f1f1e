import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { storeFor } from './store.ts';

export interface RelayProcess {
  url: string;
  folder: string;
  pid: number;
  /** All that it wrote to its output and log so far. */
  output(): string;
  /** Ends it with this signal and waits until it is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
}

const main = join(import.meta.dirname, '..', 'main.ts');

const folders: string[] = [];
const running = new Set<ChildProcess>();

/** A new folder, for as long as the tests of this file run. */
export async function temporaryFolder(prefix = 'plumbline-relay-'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  folders.push(folder);
  return folder;
}

/** For `afterAll`. Copies that lie beside a folder, under its name and more, go with it. */
export async function removeTemporaryFolders(): Promise<void> {
  removeFolders();
}

function removeFolders(): void {
  for (const folder of folders.splice(0)) {
    const place = dirname(folder);
    const ours = readdirSync(place).filter((name) => name.startsWith(basename(folder)));
    for (const name of ours) rmSync(join(place, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

// However the tests end, nothing of them stays.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  removeFolders();
});

async function readyUrl(child: ChildProcess, output: () => string): Promise<string> {
  for (;;) {
    const url = /is ready at (http:\S+)/.exec(output())?.[1];
    if (url !== undefined) return url;
    if (child.exitCode !== null) throw new Error(`The relay ended: ${output()}`);
    await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
  }
}

/** Starts a real relay as its own process, as `npm run relay` does, for whoever comes. */
export async function startRelayProcess(
  settings: { folder?: string; port?: number; env?: Record<string, string> } = {},
): Promise<RelayProcess> {
  const folder = settings.folder ?? (await temporaryFolder());
  const store = await storeFor(folder);
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'],
      // What Node has compiled of it before: a relay that finds it starts with two thirds of the work.
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      RELAY_PORT: String(settings.port ?? 0),
      RELAY_DATA: folder,
      RELAY_LOG: 'debug',
      // Tests make workspaces as they need them.
      RELAY_WORKSPACES: 'open',
      ...(store === undefined ? {} : { DATABASE_URL: store.databaseUrl, RELAY_SECRET: store.secret }),
      ...settings.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let text = '';
  const collect = (chunk: Buffer) => (text += chunk.toString());
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const url = await readyUrl(child, () => text);
  return {
    url,
    folder,
    pid: child.pid!,
    output: () => text,
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.kill(signal);
        await gone;
      }
      return child.exitCode;
    },
  };
}
