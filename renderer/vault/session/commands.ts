import type { Result } from '#shared/lib/result.ts';
import { answered } from '../commands/answered.ts';
import type { CommandDone } from '../commands/api.ts';
import type { By, Executor } from '../commands/executor.ts';

/** Commands as the window and the parts of the vault run them: on loaded books, and where something may be written. */
export interface Commands {
  run(name: string, args: unknown, by?: By): Promise<Result<CommandDone>>;
  executor: Executor;
}

export function createCommands(deps: {
  executor: Executor;
  /** Resolves when all books are in memory. */
  loaded(): Promise<void>;
  /** See `Closure`. */
  mayWrite(): Result<void>;
  /** Has the window hear of all changes so far. */
  flush(): void;
}): Commands {
  const { executor, mayWrite } = deps;

  /** What undo brings back is written as well. */
  async function unlessStopped<T>(step: () => Promise<Result<T>>): Promise<Result<T>> {
    const may = mayWrite();
    return may.ok ? answered(step) : may;
  }

  return {
    run: (name, args, by) =>
      answered(async () => {
        await deps.loaded();
        const may = mayWrite();
        if (!may.ok) return may;
        const done = await executor.run(name, args, by);
        // The window should hold the change when it hears that it is done.
        deps.flush();
        return done;
      }),
    executor: {
      ...executor,
      undo: (auditId) => unlessStopped(() => executor.undo(auditId)),
      redo: () => unlessStopped(executor.redo),
    },
  };
}
