import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Demo } from '#shared/bridge/contract.ts';

export interface HostProcess {
  /** The address to open, with its one-time key. */
  url: string;
  /** Resolves when the app has ended. */
  ended: Promise<void>;
  end(): Promise<void>;
}

const main = path.join(import.meta.dirname, '../../electron/host/main.ts');

/** Starts the browser shell as its own process, with the demo's connections for the first-run wizard. */
export async function startHost(options: {
  folder: string;
  port: number;
  open: boolean;
  demo: Demo;
}): Promise<HostProcess> {
  const demoFile = path.join(options.folder, 'demo.json');
  await writeFile(demoFile, JSON.stringify(options.demo));
  const args = [
    '--profile',
    path.join(options.folder, 'app'),
    '--port',
    String(options.port),
    '--demo',
    demoFile,
  ];
  const child = spawn(process.execPath, [main, ...args, ...(options.open ? [] : ['--no-open'])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(() => undefined);
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /Plumbline is ready at (\S+)/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => reject(new Error('Plumbline’s window could not be started.')));
  });
  return {
    url,
    ended,
    async end() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
