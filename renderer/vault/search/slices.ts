/** How long the worker stays with one thing before it looks at what else has come. */
const sliceMilliseconds = 8;

/** Work in slices: between two of them commands, sync and searches have their turn. */
export class Slice {
  #end = performance.now() + sliceMilliseconds;

  get isOver(): boolean {
    return performance.now() >= this.#end;
  }

  /** Lets everything else go first, where the slice is over. */
  async pause(): Promise<void> {
    if (!this.isOver) return;
    await new Promise((resolve) => setTimeout(resolve));
    this.#end = performance.now() + sliceMilliseconds;
  }
}
