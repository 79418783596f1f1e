import type { RunResult } from './run.ts';
import type { Plan } from './plan.ts';

/** What was wrong at the end of a run, and the steps that it took. */
export function report({ plan, problems, hash }: RunResult): string {
  const wrong = problems.slice(0, 12).map((problem) => `  ! ${problem}`);
  const more = problems.length > 12 ? [`  ! and ${problems.length - 12} more`] : [];
  const head = `run ${plan.seed}: ${problems.length === 0 ? 'all is well' : 'FAILED'}, ${hash.slice(0, 16)}`;
  return `${[head, ...describe(plan), ...wrong, ...more].join('\n')}\n  again with: npm run simulate -- --run ${plan.seed}\n`;
}

function describe({ devices, steps, isOld, adversary }: Plan): string[] {
  const team = devices.map(({ role, skew }) => (skew === 0 ? role : `${role} (${skew / 3_600_000} h off)`));
  const taken = steps.map(
    ({ name, device, pause }) => `    ${name} on ${device % devices.length}, after ${pause} ms`,
  );
  const against = adversary === undefined ? '' : `, against ${adversary}`;
  return [`  ${team.join(', ')}${isOld ? ', with closed years' : ''}${against}`, ...taken];
}
