import type { Timers } from '#shared/lib/async.ts';
import type { Limits } from '../limits.ts';
import { createBucket } from './bucket.ts';

/** What can be read from or not for a while. */
export interface Tap {
  pause(): void;
  resume(): void;
}

/**
 * Reads a socket no faster than the disk takes it and than its share allows. It slows down and drops
 * nothing: TCP holds the rest back at the sender.
 */
export function createFlow(tap: Tap, deps: { limits: Limits; now: () => number; timers: Timers }) {
  const { limits, now, timers } = deps;
  const messages = createBucket({ burst: limits.messageBurst, perSecond: limits.messagesPerSecond, now });
  const bytes = createBucket({ burst: limits.byteBurst, perSecond: limits.bytesPerSecond, now });
  let uncommitted = 0;
  let stopWaiting: (() => void) | undefined;
  let paused = false;

  function apply(): void {
    const shouldPause = stopWaiting !== undefined || uncommitted > limits.uncommittedBytes;
    if (shouldPause === paused) return;
    paused = shouldPause;
    if (paused) tap.pause();
    else tap.resume();
  }

  function wait(milliseconds: number): void {
    if (milliseconds > 0) stopWaiting ??= timers.after(milliseconds, endWait);
    apply();
  }

  function endWait(): void {
    stopWaiting = undefined;
    apply();
  }

  return {
    /** Every message that arrives. */
    arrived(size: number): void {
      wait(Math.max(messages.take(1), bytes.take(size)));
    },
    /** What it costs beyond its bytes. */
    weighs(more: number): void {
      wait(bytes.take(more));
    },
    /** What of it waits for the disk. */
    waits(size: number): void {
      uncommitted += size;
      apply();
    },
    settled(size: number): void {
      uncommitted -= size;
      apply();
    },
    end(): void {
      stopWaiting?.();
    },
  };
}
export type Flow = ReturnType<typeof createFlow>;
