import type { Timers } from './async.ts';

// Here alone: whatever else in `shared` has to do with time is given it.
declare function setTimeout(action: () => void, milliseconds: number): unknown;
declare function clearTimeout(timer: unknown): void;
declare const performance: { now(): number };

/** The timers of the computer. For where a program is put together. */
export const systemTimers: Timers = {
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
  elapsed: () => performance.now(),
};
