import type { RunResult } from './run.ts';

/** What happened in a run, step by step, and what was wrong at the end. */
export function report({ seed, problems, log, milliseconds }: RunResult): string {
  const wrong = problems.slice(0, 20).map((problem) => `  ! ${problem}`);
  const more = problems.length > 20 ? [`  ! and ${problems.length - 20} more`] : [];
  const head = `run ${seed}: ${problems.length === 0 ? 'all is well' : 'FAILED'} after ${milliseconds} ms`;
  return `${[head, ...log, ...wrong, ...more].join('\n')}\n  again with: npm run chaos -- --run ${seed}\n`;
}
