import type { Problem } from '#shared/lib/result.ts';
import classes from './settings.module.css';

/** What went wrong and what to do, in place. */
export function ProblemText({ problem }: { problem: Problem | undefined }) {
  if (problem === undefined) return null;
  return (
    <p role="alert" className={classes.problem}>
      {problem.message} {problem.remedy}
    </p>
  );
}
