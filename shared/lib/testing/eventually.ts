/** How long a test waits for anything, in milliseconds. It ends hangs: no verdict rests on how fast a machine is. */
export const patience = 120_000;

declare function setTimeout(action: () => void, milliseconds: number): unknown;
// Kept: a test may take the timers into its own hand later.
const later = setTimeout;
const pause = 5;

/** Lets a condition come true. What is waited for in vain is named in the error. */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  what = 'a condition',
): Promise<void> {
  for (const end = Date.now() + patience; !(await condition());) {
    if (Date.now() > end) throw new Error(`In vain waited for ${what}`);
    await new Promise<void>((resolve) => later(resolve, pause));
  }
}
