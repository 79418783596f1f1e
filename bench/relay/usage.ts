import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

/** Milliseconds of processor time that a process has used, its threads and the kernel's work for it included. */
export async function processorMilliseconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticksPerSecond = 100;
  return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1000;
}

async function megabytes(pid: number, field: 'VmHWM' | 'VmRSS'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
}

/** The most memory that the process has ever held, in MB. */
export const peakMegabytes = (pid: number): Promise<number> => megabytes(pid, 'VmHWM');

/** The memory that the process holds now, in MB. */
export const residentMegabytes = (pid: number): Promise<number> => megabytes(pid, 'VmRSS');

const quietMilliseconds = 300;

/** When a process that stores in the background was last at work. */
export async function caughtUp(pid: number): Promise<number> {
  let used = await processorMilliseconds(pid);
  let lastBusy = performance.now();
  while (performance.now() - lastBusy < quietMilliseconds) {
    await setTimeout(10);
    const now = await processorMilliseconds(pid);
    if (now === used) continue;
    used = now;
    lastBusy = performance.now();
  }
  return lastBusy;
}
