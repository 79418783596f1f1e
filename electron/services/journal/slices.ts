import type { Result } from '#shared/lib/result.ts';
import type { Journal } from './database.ts';

/** Runs one step on the open journal. */
export type Use = <T>(step: (journal: Journal) => Result<T>) => Result<T>;

/** Lets what has arrived meanwhile be written: long work is cut into slices with such pauses between. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** How much one slice reads or moves, in bytes: some milliseconds' work. */
export const sliceBytes = 2 * 1024 * 1024;
