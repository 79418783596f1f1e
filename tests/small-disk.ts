import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A real disk, so small that a test can fill it to the last byte. */
export interface SmallDisk {
  folder: string;
  freeBytes(): number;
  /** Writes until only so much is free: nothing at all, unless `leave` is given. */
  fill(leave?: number): void;
  /** Takes away what `fill` has written. */
  free(): void;
  remove(): void;
}

const mounted = new Set<SmallDisk>();
process.once('exit', () => mounted.forEach((disk) => disk.remove()));

function mount(bytes: number): { folder: string } | { reason: string } {
  if (process.platform !== 'linux') return { reason: 'only Linux has a file system in memory (tmpfs)' };
  const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-small-disk-'));
  const done = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder], {
    encoding: 'utf8',
  });
  if (done.status === 0) return { folder };
  rmdirSync(folder);
  return { reason: (done.error?.message ?? done.stderr).trim() };
}

/** Why this machine lets nobody make a small disk; `undefined` where it does. */
export const noSmallDisk = whyNot();

function whyNot(): string | undefined {
  const tried = mount(1024 * 1024);
  if ('reason' in tried) return tried.reason;
  unmount(tried.folder);
  return undefined;
}

function unmount(folder: string): void {
  // Lazily: what a killed process still holds open goes with it.
  spawnSync('umount', ['-l', folder]);
  rmdirSync(folder);
}

export function makeSmallDisk(bytes: number): SmallDisk {
  const made = mount(bytes);
  if ('reason' in made) throw new Error(made.reason);
  const { folder } = made;
  const filling = path.join(folder, 'filling');
  const freeBytes = (): number => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  };
  const disk: SmallDisk = {
    folder,
    freeBytes,
    fill(leave = 0) {
      const file = openSync(filling, 'a');
      try {
        // Others may write and remove at the same time, so it is looked again until nothing is left.
        for (let refused = 0; freeBytes() > leave;)
          if (!append(file, freeBytes() - leave) && ++refused > mostRefusals)
            throw new Error('The disk takes nothing more, and is not full.');
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(filling, { force: true }),
    remove() {
      if (mounted.delete(disk)) unmount(folder);
    },
  };
  mounted.add(disk);
  return disk;
}

const mostAtOnce = 4 * 1024 * 1024;
const mostRefusals = 1000;

/** False where somebody else was faster. */
function append(file: number, bytes: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(Math.min(bytes, mostAtOnce), 1)) > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    return false;
  }
}
