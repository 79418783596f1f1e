import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface HostProcess {
  /** Starts it, or starts it anew; resolves when it serves, or has failed and said why. */
  restart(): Promise<void>;
  end(): Promise<void>;
}

/** The browser shell as a process that is started anew on each change. `onReady` is called each time. */
export function createHostProcess(deps: {
  args: string[];
  env: NodeJS.ProcessEnv;
  onReady(): void;
}): HostProcess {
  let child: ChildProcess | undefined;
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
      stdio: ['ignore', 'pipe', 'inherit'],
      env: deps.env,
    });
    if (await isReady(child)) deps.onReady();
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

/** Whether the host has come to serve; it has not where it ends before. */
function isReady(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Plumbline is ready at ')) resolve(true);
    });
    child.once('exit', () => resolve(false));
  });
}
