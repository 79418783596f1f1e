/**
 * Writes what arrives while a commit is under way together in the next one. When nothing is under way, a write
 * waits for nothing: only what has arrived at the same moment goes with it.
 */
export interface GroupCommit<Write, Outcome> {
  /** Resolves after the commit. */
  add(write: Write): Promise<Outcome>;
}

/** `commit` gives one outcome for each write, in their order. */
export function createGroupCommit<Write, Outcome>(deps: {
  commit(writes: Write[]): Outcome[];
}): GroupCommit<Write, Outcome> {
  let waiting: { write: Write; answer(outcome: Outcome): void }[] = [];

  function run(): void {
    const group = waiting;
    waiting = [];
    const outcomes = deps.commit(group.map(({ write }) => write));
    for (const [index, { answer }] of group.entries()) answer(outcomes[index]!);
  }

  return {
    add: (write) =>
      new Promise((answer) => {
        // After all messages that are there already, and before any other wait.
        if (waiting.length === 0) setImmediate(run);
        waiting.push({ write, answer });
      }),
  };
}
