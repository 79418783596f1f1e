import { statfsSync } from 'node:fs';
import { diskLimits } from '#shared/lib/disk-limits.ts';

/** The disk that a relay writes to. It is asked anew each time, which takes some microseconds. */
export interface DiskSpace {
  /** What this program may still use; `undefined` where the disk cannot be asked. */
  freeBytes(): number | undefined;
  /**
   * How many bytes may be taken in before the disk is low; 0 while it is. Then nothing new is taken in, so that
   * what is there stays readable and can be changed. A disk that cannot be asked has no end: a write says what is wrong.
   */
  spareBytes(): number;
}

/** Of a file system: blocks for this user, a block's bytes, all blocks. */
type AskDisk = (folder: string) => { bavail: number; bsize: number; blocks: number };

/** For a relay that writes to a database server, which has a disk of its own. */
export const elsewhere: DiskSpace = { freeBytes: () => undefined, spareBytes: () => Infinity };

export function watchDisk(folder: string, statfs: AskDisk = statfsSync): DiskSpace {
  let isLow = false;

  function ask(): { free: number; total: number } | undefined {
    try {
      const { bavail, bsize, blocks } = statfs(folder);
      return { free: bavail * bsize, total: blocks * bsize };
    } catch {
      return undefined;
    }
  }

  return {
    freeBytes: () => ask()?.free,
    spareBytes() {
      const space = ask();
      if (space === undefined) return Infinity;
      const { limit, margin } = diskLimits(space.total);
      const spare = space.free - limit - (isLow ? margin : 0);
      isLow = spare <= 0;
      return Math.max(0, spare);
    },
  };
}

/** SQLite's names for them: READONLY, IOERR, FULL. */
const sqliteCodes = { readOnly: 8, ioError: 10, full: 13 };

/** Whether an error says that the disk, or what this user may have of it, is full. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isFull = 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
  return isFull || sqliteCodeOf(error) === sqliteCodes.full;
}

/** Whether SQLite says that the disk did not take what it wrote, whatever the reason. */
export function hasDiskRefused(error: unknown): boolean {
  const code = error instanceof Error ? sqliteCodeOf(error) : undefined;
  return code !== undefined && Object.values(sqliteCodes).includes(code);
}

/** Without what is more exact: that stands in the higher bits. */
function sqliteCodeOf(error: Error): number | undefined {
  return 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
}
