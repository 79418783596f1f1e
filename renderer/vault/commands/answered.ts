import { reportFailure } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { problem } from '#shared/lib/result.ts';

/** Whoever asks for something gets an answer, also where a bug ended it. */
export async function answered<T>(step: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await step();
  } catch (error) {
    reportFailure('A command', error);
    return failed;
  }
}

const failed = problem(
  'command.failed',
  'Something went wrong inside Plumbline, so this may not be done. What was stored before is safe.',
  'Look whether it is done, and try again. If it happens again, restart Plumbline.',
);
