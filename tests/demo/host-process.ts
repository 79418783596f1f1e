import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Demo } from '#shared/bridge/contract.ts';

export interface HostProcess {
  url: string;
  /** What opens the app's window, where it does not open by itself. */
  file: string | undefined;
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
  // The connections' secrets are of stand-ins; they are kept like true ones.
  await writeFile(demoFile, JSON.stringify(options.demo), { mode: 0o600 });
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
  const ready = options.open ? /ready at (\S+)\n/ : /ready at (\S+)\n.*: (.+)\n/;
  const [, url = '', file] = await new Promise<string[]>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = ready.exec(output);
      if (found !== null) resolve(found);
    });
    void ended.then(() => reject(new Error('Plumbline’s window could not be started.')));
  });
  return {
    url,
    file,
    ended,
    async end() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
