/** Work that may be left between two steps, and gone on with later. */
export type Slices<T> = Generator<void, T>;

/** How many steps are done before others have their turn: a millisecond or so. */
const stepsOfSlice = 4096;

/** Does long work with turns of others in between. */
export async function inSlices<T>(work: Slices<T>, turn: () => Promise<void>): Promise<T> {
  for (let steps = 1; ; steps++) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (steps % stepsOfSlice === 0) await turn();
  }
}

/** Does work that is known to be short. */
export function atOnce<T>(work: Slices<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
