import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parentPort, Worker } from 'node:worker_threads';
import { printFigure, quantile } from '../lib/figure.ts';

const writes = 200;
const rounds = 5;

/**
 * What the disk itself makes of two copies: a record appended to a file and synced, alone and while another thread
 * does the same to another file. No change can be acknowledged faster.
 */
export async function measureSyncs(): Promise<void> {
  const alone: number[] = [];
  const beside: number[] = [];
  for (let round = 0; round < rounds; round++) {
    alone.push(...(await appends()));
    const [one, other] = await Promise.all([appends(), appends()]);
    // A change waits for the slower of the two.
    beside.push(...one.map((time, index) => Math.max(time, other[index]!)));
  }
  for (const [name, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const) {
    const [value, peerValue] = [quantile(beside, share), quantile(alone, share)];
    const figure = { value, unit: 'ms', peer: 'one file', peerValue, encrypted: true, durable: true };
    printFigure({ name: `disk.two-files-${name}`, ...figure });
  }
}

/** The milliseconds of each. */
function appends(): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url));
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function appendAndSync(): number[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-syncs-'));
  const file = openSync(path.join(folder, 'log'), 'w');
  const record = Buffer.alloc(8192, 1);
  const times = Array.from({ length: writes }, () => {
    const start = performance.now();
    writeSync(file, record);
    fdatasyncSync(file);
    return performance.now() - start;
  });
  closeSync(file);
  rmSync(folder, { recursive: true });
  return times;
}

parentPort?.postMessage(appendAndSync(), []);
