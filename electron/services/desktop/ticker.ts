import type { Timers } from '#shared/lib/async.ts';

export interface Ticker {
  /** Looks at once, such as when the system says that it woke up. */
  wake(): void;
  stop(): void;
}

/** No later than this something that is due is noticed, in milliseconds. */
export const tickMilliseconds = 30_000;
/** Between two looks so much time passes only where the computer slept. */
const sleptMilliseconds = 3 * tickMilliseconds;

/**
 * Looks at the clock by itself: timers of a hidden window are held back, and those of a sleeping computer stand still.
 */
export function createTicker(deps: {
  /** Epoch milliseconds, the soonest first. */
  due(): Promise<number[]>;
  /** Epoch milliseconds. */
  now(): number;
  timers: Timers;
  onWake(): void;
  onDue(): void;
}): Ticker {
  let lookedAt = deps.now();
  let callOff = (): void => {};

  async function look(isAwake: boolean): Promise<void> {
    const since = lookedAt;
    const now = deps.now();
    lookedAt = now;
    callOff();
    callOff = deps.timers.after(tickMilliseconds, () => void look(false));
    if (isAwake || Math.abs(now - since) > sleptMilliseconds) deps.onWake();
    const times = await deps.due();
    if (times.some((time) => time > since && time <= now)) deps.onDue();
  }

  callOff = deps.timers.after(tickMilliseconds, () => void look(false));
  return { wake: () => void look(true), stop: () => callOff() };
}
