import { spawn } from 'node:child_process';

export interface Watched {
  /** `null` where it had to be ended, because it hung. */
  code: number | null;
  output: string;
}

/**
 * Runs a script in a process of its own and ends it when it has said nothing for so long: what hangs in a loop
 * cannot be stopped from within. Its last line says where it was. Memory is bounded, so that who asks for more
 * fails instead of taking the machine along.
 */
export function runWatched(
  script: string,
  args: string[],
  limits: { silentMilliseconds: number; heapMebibytes: number },
): Promise<Watched> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [`--max-old-space-size=${limits.heapMebibytes}`, script, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let timer: ReturnType<typeof setTimeout>;
    const listen = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => child.kill('SIGKILL'), limits.silentMilliseconds);
    };
    const take = (chunk: Buffer): void => {
      output += chunk.toString();
      listen();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, output });
    });
    listen();
  });
}
