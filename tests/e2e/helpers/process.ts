import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { patience } from '#shared/lib/testing/eventually.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const appNode = path.join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

export interface ProcessOptions {
  /** The script below the repository's root, run by the app's own Node. */
  script: string;
  args?: string[];
  env?: Record<string, string>;
  /** Everything that the process prints is kept here, so that it can be searched for what must not be there. */
  logFile: string;
  /** The process counts as started when it prints a line like this. */
  ready: RegExp;
}

export interface RunningProcess {
  /** The match of the line that said that the process was ready. */
  ready: RegExpMatchArray;
  pid: number;
  /** Asks it to end, as the owner would, and waits. */
  stop(): Promise<void>;
  /** Ends it without a word, as a power cut would. */
  kill(): Promise<void>;
}

/** Starts a process of the product and waits until it says that it is ready. */
export async function startProcess({
  script,
  args = [],
  env = {},
  logFile,
  ready,
}: ProcessOptions): Promise<RunningProcess> {
  const child = spawn(appNode, [path.join(root, script), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(logFile, { flags: 'a' });
  const exited = once(child, 'exit');
  let output = '';
  const match = await new Promise<RegExpMatchArray>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${script} ${why}. It printed:\n${output}`));
    const timer = setTimeout(() => fail('did not get ready'), patience);
    const take = (chunk: Buffer) => {
      log.write(chunk);
      output += chunk.toString();
      const found = output.match(ready);
      if (found === null) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with code ${code}`);
    });
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  return { ready: match, pid: child.pid ?? 0, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
