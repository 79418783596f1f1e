import type { Work } from '#shared/lib/async.ts';

const [second, minute] = [1000, 60_000];
/** How long is waited after a provider could not be told, at first and at most. */
const [atFirst, atMost] = [20 * second, 30 * minute];

/** Gives rights of what was disconnected back at their provider, as soon as it can be told. */
export function createGivingBack<Left>(deps: {
  /** What was disconnected, and its provider does not know. */
  left(): Iterable<Left>;
  /** `true` where the provider knows. That another device does the same at the same time harms nobody. */
  giveBack(left: Left): Promise<boolean>;
  noteGiven(left: Left): Promise<unknown>;
  mayLeave(): boolean;
  work: Work;
  /** From 0 up to, not including, 1. */
  random(): number;
}): { look(): void } {
  const { work } = deps;
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);
  let failures = 0;

  async function look(): Promise<void> {
    if (!deps.mayLeave()) return;
    let isDone = true;
    const all = [...deps.left()];
    for (const each of all) {
      if (work.isOver) return;
      if (await deps.giveBack(each)) await deps.noteGiven(each);
      else isDone = false;
    }
    failures = isDone ? 0 : failures + 1;
    const wait = Math.min(atMost, atFirst * 2 ** (failures - 1)) * (0.8 + 0.4 * deps.random());
    if (!isDone) alarm.reset(wait);
  }

  return { look: start };
}
