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
export function createFlow(tap: Tap, limits: Limits, now: () => number) {
  const messages = createBucket({ burst: limits.messageBurst, perSecond: limits.messagesPerSecond, now });
  const bytes = createBucket({ burst: limits.byteBurst, perSecond: limits.bytesPerSecond, now });
  let uncommitted = 0;
  let timer: NodeJS.Timeout | undefined;
  let paused = false;

  function apply(): void {
    const shouldPause = timer !== undefined || uncommitted > limits.uncommittedBytes;
    if (shouldPause === paused) return;
    paused = shouldPause;
    if (paused) tap.pause();
    else tap.resume();
  }

  function endWait(): void {
    timer = undefined;
    apply();
  }

  return {
    /** Every message that arrives. */
    arrived(size: number): void {
      const wait = Math.max(messages.take(1), bytes.take(size));
      if (wait > 0) timer ??= setTimeout(endWait, wait);
      apply();
    },
    /** What it costs beyond its bytes. */
    weighs(more: number): void {
      const wait = bytes.take(more);
      if (wait > 0) timer ??= setTimeout(endWait, wait);
      apply();
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
      clearTimeout(timer);
    },
  };
}
export type Flow = ReturnType<typeof createFlow>;
