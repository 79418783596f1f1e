import { createHash } from 'node:crypto';
import type { Timers } from '#shared/lib/async.ts';
import { settled } from './fakes.ts';

/** Virtual time: one queue of what is to happen, and nothing happens but what is in it. */
export interface Scheduler {
  /** Milliseconds since the run began. */
  elapsed(): number;
  after(milliseconds: number, action: () => void): () => void;
  sleep(milliseconds: number): Promise<void>;
  /** Has everything happen, one after another, until the work is done. Throws where it can never be. */
  drive<T>(work: Promise<T>): Promise<T>;
  /** Notes what happens: it goes into the hash of the run, bytes and all. */
  note(line: string, bytes?: Uint8Array): void;
  /** Of all that was noted, and of when everything happened. */
  hash(): string;
  readonly events: number;
  timers: Timers;
}

interface Event {
  time: number;
  order: number;
  action: (() => void) | undefined;
}

/** Many times what any run takes: whoever needs more waits for what never comes. */
const mostEvents = 400_000;

export function createScheduler(onNote?: (line: string) => void): Scheduler {
  const queue = createQueue();
  const digest = createHash('sha256');
  let now = 0;
  let count = 0;
  let events = 0;

  function after(milliseconds: number, action: () => void): () => void {
    const event: Event = { time: now + Math.max(0, milliseconds), order: count++, action };
    queue.put(event);
    return () => {
      event.action = undefined;
    };
  }

  function note(line: string, bytes?: Uint8Array): void {
    digest.update(`${now.toFixed(3)} ${line}\n`);
    if (bytes !== undefined) digest.update(bytes);
    onNote?.(`${now.toFixed(1).padStart(10)} ${line}`);
  }

  async function drive<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const over = (): void => {
      isDone = true;
    };
    work.then(over, over);
    await settled();
    while (!isDone) {
      const event = queue.take();
      if (event === undefined)
        throw new Error('Nothing is to happen any more, and something is still waited for');
      if (event.action === undefined) continue;
      now = event.time;
      if (++events > mostEvents) throw new Error(`More than ${mostEvents} things have happened`);
      digest.update(`${event.order};`);
      event.action();
      await settled();
    }
    return work;
  }

  return {
    elapsed: () => now,
    after,
    sleep: (milliseconds) => new Promise((resolve) => after(milliseconds, resolve)),
    drive,
    note,
    hash: () => digest.copy().digest('hex'),
    get events() {
      return events;
    },
    timers: { after, elapsed: () => now },
  };
}

/** What comes first is taken first; of what comes at once, what was put first. A binary heap. */
function createQueue() {
  const heap: Event[] = [];
  const isBefore = (one: Event, other: Event): boolean =>
    one.time < other.time || (one.time === other.time && one.order < other.order);

  function put(event: Event): void {
    let at = heap.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!isBefore(event, heap[above]!)) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = event;
  }

  function take(): Event | undefined {
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isBefore(heap[below + 1]!, heap[below]!)) below++;
      if (!isBefore(heap[below]!, last)) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = last;
    return first;
  }

  return { put, take };
}
