import { spawn } from 'node:child_process';
import path from 'node:path';
import { appNode, inRoot, root } from './places.mjs';

/**
 * Runs a program with this terminal until it ends, and gives its exit code. The terminal sends Ctrl+C to
 * the program as well, so this process only has to wait; a SIGTERM is passed on.
 */
export function runInTerminal(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    const ignore = () => {};
    const passOn = () => child.kill('SIGTERM');
    process.on('SIGINT', ignore);
    process.on('SIGTERM', passOn);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', passOn);
      resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1));
    });
  });
}

/** Runs a program quietly; gives its exit code and all that it printed. A time-out counts as a failure. */
export function runQuietly(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    const take = (chunk) => (output += chunk);
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs a TypeScript or JavaScript file with the app's own Node, in this terminal. */
export function runScript(file, args = [], options = {}) {
  return runInTerminal(appNode(), [file, ...args], { env: appEnvironment(), ...options });
}

/**
 * The environment of the app's own Node: child processes find the same Node first. What it has compiled is kept
 * beside the packages, so that the relay and the shell are ready in half the time from the second start on.
 */
export function appEnvironment(extra = {}) {
  const bin = path.dirname(appNode());
  return {
    ...process.env,
    PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
    NODE_COMPILE_CACHE: inRoot('node_modules', '.cache', 'compiled'),
    ...extra,
  };
}
