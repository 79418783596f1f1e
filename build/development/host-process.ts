import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';

type Host = ChildProcessByStdio<Writable, Readable, null>;

export interface HostProcess {
  /** Starts it, or starts it anew; resolves when it serves, or has failed and said why. */
  restart(): Promise<void>;
  end(): Promise<void>;
}

/**
 * The browser shell as a process that is started anew on each change. `onReady` is called each time, with the file
 * that opens a window.
 *
 * @param deps.token of the session that outlives the processes
 */
export function createHostProcess(deps: {
  args: string[];
  token: string;
  onReady(file: string): void;
}): HostProcess {
  let child: Host | undefined;
  let isQueued = false;
  let work = Promise.resolve();

  async function end(): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }

  async function startAnew(): Promise<void> {
    isQueued = false;
    await end();
    child = spawn(process.execPath, [path.join(import.meta.dirname, 'host.ts'), ...deps.args], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdin.end(deps.token);
    const file = await keyFileOf(child);
    if (file !== undefined) deps.onReady(file);
  }

  return {
    restart() {
      if (!isQueued) work = work.then(startAnew);
      isQueued = true;
      return work;
    },
    end,
  };
}

/** The file that the host names when it has come to serve; none where it ends before. */
function keyFileOf(child: Host): Promise<string | undefined> {
  return new Promise((resolve) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const file = /open this file in a browser: (.+)\n/.exec(output)?.[1];
      if (file !== undefined) resolve(file);
    });
    child.once('exit', () => resolve(undefined));
  });
}
