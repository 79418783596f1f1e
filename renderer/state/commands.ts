import type { AppCommandName, ArgsOf, ValueOf } from '#shared/commands/index.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import { showDone, showProblem, showUndo } from './notices.ts';
import { takeWaiting } from './records.ts';
import { vault } from './vault-client.ts';

/**
 * Runs a command in the vault and resolves when its change is durable on this device. A failure is shown to
 * the owner here, once, and returned for a form that wants to show it in place as well; pass `quiet` where
 * the form does so itself.
 */
export async function run<Name extends AppCommandName>(
  name: Name,
  args: ArgsOf<Name>,
  options: { quiet?: boolean } = {},
): Promise<Result<ValueOf<Name>>> {
  const result = await vault().run(name, args);
  takeWaiting();
  if (!result.ok) {
    if (!options.quiet) showProblem(result.error);
    return err(result.error);
  }
  if (result.value.undoTitle !== undefined && !options.quiet) showUndo(result.value.undoTitle);
  return ok(result.value.value as ValueOf<Name>);
}

/** Runs a command whose success the screen shows by itself: only a failure is told. */
export async function save<Name extends AppCommandName>(
  name: Name,
  args: ArgsOf<Name>,
): Promise<Result<ValueOf<Name>>> {
  const result = await run(name, args, { quiet: true });
  if (!result.ok) showProblem(result.error);
  return result;
}

/** Takes back the last command of this window's session (Ctrl+Z), and says what it was. */
export async function undo(): Promise<void> {
  report('Undone', await vault().undo());
}

export async function redo(): Promise<void> {
  report('Done again', await vault().redo());
}

function report(what: string, result: Result<{ title: string; skipped: number }>): void {
  if (!result.ok) return showProblem(result.error);
  const { title, skipped } = result.value;
  showDone(`${what}: ${title}${skipped > 0 ? ` (${skipped} changed since and left as they are)` : ''}`);
}
