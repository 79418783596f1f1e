import type { AppCommandName, ArgsOf, ValueOf } from '#shared/commands/index.ts';
import type { Result } from '#shared/lib/result.ts';
import { run } from '#renderer/state/commands.ts';
import { showProblem } from '#renderer/state/notices.ts';

/** Runs a command whose success the screen shows by itself: only a failure is told. */
export async function save<Name extends AppCommandName>(
  name: Name,
  args: ArgsOf<Name>,
): Promise<Result<ValueOf<Name>>> {
  const result = await run(name, args, { quiet: true });
  if (!result.ok) showProblem(result.error);
  return result;
}
