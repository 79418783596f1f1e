import type { AppCommandName, ArgsOf, ValueOf } from '#shared/commands/index.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import { isShownInPlace } from '#shared/lib/shown-problems.ts';
import { withFactor } from './factor.ts';
import { doneWords, recordOf } from './done-words.ts';
import { showDone, showProblem, showUndo } from './notices.ts';
import { takeWaiting } from './records.ts';
import { vault } from './vault-client.ts';

/**
 * Runs a command in the vault and resolves when its change is durable on this device. A failure is told to the owner
 * here, once, unless whoever asked shows it in place (`showInPlace`). `quiet`: no notice of what was done, as the
 * screen shows it by itself. `unasked`: nor of a failure, as the window does it by itself and nobody waits for it.
 */
export async function run<Name extends AppCommandName>(
  name: Name,
  args: ArgsOf<Name>,
  options: { quiet?: boolean; unasked?: boolean } = {},
): Promise<Result<ValueOf<Name>>> {
  const result = await withFactor(() => vault().run(name, args));
  takeWaiting();
  if (!result.ok) {
    if (!options.unasked) tell(result.error);
    return err(result.error);
  }
  const { value, undoTitle } = result.value;
  if (undoTitle !== undefined && !options.quiet) showUndo(doneWords(name, undoTitle), recordOf(name, value));
  return ok(value as ValueOf<Name>);
}

/** Runs a command whose success the screen shows by itself. */
export function save<Name extends AppCommandName>(
  name: Name,
  args: ArgsOf<Name>,
): Promise<Result<ValueOf<Name>>> {
  return run(name, args, { quiet: true });
}

/** After whoever waits for the answer has had it, and has said whether it is shown there. */
function tell(problem: Problem): void {
  setTimeout(() => {
    if (!isShownInPlace(problem)) showProblem(problem);
  });
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
