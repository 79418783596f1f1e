import type { Problem } from './result.ts';

const shown = new WeakSet<Problem>();

/**
 * Says that a problem is shown where it belongs, so that nobody tells it a second time at the window's edge. Said as
 * soon as the answer is there. Gives the problem back.
 */
export function showInPlace(problem: Problem): Problem {
  shown.add(problem);
  return problem;
}

export function isShownInPlace(problem: Problem): boolean {
  return shown.has(problem);
}
