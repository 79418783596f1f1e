import type { AppCommandName } from '#shared/commands/index.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Guard } from '../guard.ts';
import type { Executor } from './executor.ts';

export interface CommandDone {
  value: unknown;
  /** Set where the command can be taken back. */
  undoTitle?: string;
  /** Of its entry in the audit log; empty where nothing changed. */
  auditId?: string;
}

export interface CommandsApi {
  run(command: AppCommandName, args: unknown): Promise<Result<CommandDone>>;
  /** The title of what was undone or redone, and how many fields were left because they changed since. */
  undo(auditId?: string): Promise<Result<{ title: string; skipped: number }>>;
  redo(): Promise<Result<{ title: string; skipped: number }>>;
}

interface Parts {
  run(command: string, args: unknown): Promise<Result<CommandDone>>;
  executor: Pick<Executor, 'undo' | 'redo'>;
  reading: { markRead(conversationId: string): Promise<void> };
}

export function createCommandsApi({ unlocked }: Guard<Parts>): CommandsApi {
  return {
    run: (command, args) =>
      unlocked(async ({ run, reading }) => {
        const result = await run(command, args);
        if (result.ok && command === 'conversation.markRead')
          ignore(reading.markRead((args as { id: string }).id));
        return result;
      }),
    undo: (auditId) => unlocked(({ executor }) => executor.undo(auditId)),
    redo: () => unlocked(({ executor }) => executor.redo()),
  };
}
