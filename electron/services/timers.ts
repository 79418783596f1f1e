import type { Timers } from '#shared/lib/async.ts';

/** The timers of the computer, which keep no process from ending. */
export const backgroundTimers: Timers = {
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds).unref();
    return () => clearTimeout(timer);
  },
  elapsed: () => performance.now(),
};
