import type { Timers } from '#shared/lib/async.ts';

/** How long the worker stays with one thing before it looks at what else has come. */
const sliceMilliseconds = 8;

/** Work in slices: between two of them commands, sync and searches have their turn. */
export class Slice {
  readonly #timers: Timers;
  #end: number;

  constructor(timers: Timers) {
    this.#timers = timers;
    this.#end = timers.elapsed() + sliceMilliseconds;
  }

  get isOver(): boolean {
    return this.#timers.elapsed() >= this.#end;
  }

  /** Lets everything else go first, where the slice is over. */
  async pause(): Promise<void> {
    if (!this.isOver) return;
    await new Promise<void>((resolve) => this.#timers.after(0, resolve));
    this.#end = this.#timers.elapsed() + sliceMilliseconds;
  }
}
