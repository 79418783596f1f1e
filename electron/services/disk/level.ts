import type { DiskLevel, DiskState } from '#shared/bridge/contract.ts';
import type { DiskLimits } from '#shared/lib/disk-limits.ts';

/** A disk as it was found. */
export interface Found {
  /** Bytes. */
  free: number;
  limits: DiskLimits;
  /** Whether the reserve is there, and so already taken off what is free. */
  hasReserve: boolean;
}

/** Whether the reserve can be made without bringing the disk below its limit. */
export function fitsReserve({ free, limits: { limit, reserve, margin } }: Found): boolean {
  return free >= limit + reserve + margin;
}

/**
 * Up only when the reserve is there, or can be made, and something more is free; once the reserve was given back
 * the level stays `last` until then.
 */
export function nextLevel(level: DiskLevel, found: Found): DiskLevel {
  const { free, limits, hasReserve } = found;
  if (free < limits.last) return 'last';
  if (free < limits.limit) return level === 'last' ? 'last' : 'low';
  if (level === 'enough') return 'enough';
  const goesOn = hasReserve ? free >= limits.limit + limits.margin : fitsReserve(found);
  return goesOn ? 'enough' : level;
}

/** Up to here (bytes) a write may be the end of something that began when there was enough. */
export const smallBytes = 1024 * 1024;
/** What the smallest writes need: a transaction, its log, the folder's entry. */
const leastBytes = 1024 * 1024;

/** The strict rule, for what begins: the disk is well, and well after it. A disk that cannot be asked has room. */
export function hasRoomFor({ level, freeBytes, totalBytes, limitBytes }: DiskState, bytes: number): boolean {
  if (totalBytes === 0) return true;
  return level === 'enough' && freeBytes - bytes >= limitBytes;
}

/** The rule for what may be the end of something: as strict for a large write; a small one while anything is left. */
export function mayStillWrite(state: DiskState, bytes: number): boolean {
  if (bytes > smallBytes) return hasRoomFor(state, bytes);
  return state.level !== 'last' || state.freeBytes >= leastBytes;
}
