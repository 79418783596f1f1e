const MiB = 1024 * 1024;

/** What is left of a disk for those who cannot be refused any more, in bytes. */
export interface DiskLimits {
  /** With less free than this, nothing new is begun. */
  limit: number;
  /** Held back from the disk while there is enough, and given back for what is under way. */
  reserve: number;
  /** With less free than this, the reserve is given back. */
  last: number;
  /** How much more than needed must be free before work goes on, so that it does not stop again at once. */
  margin: number;
}

/** 256 MiB or a hundredth of the disk, whichever is less; on small disks 32 MiB, but never more than an eighth. */
export function diskLimits(totalBytes: number): DiskLimits {
  const wanted = Math.max(32 * MiB, Math.min(256 * MiB, totalBytes / 100));
  const limit = Math.floor(Math.min(wanted, totalBytes / 8));
  const quarter = Math.floor(limit / 4);
  return { limit, reserve: quarter, last: quarter, margin: Math.floor(limit / 16) };
}
