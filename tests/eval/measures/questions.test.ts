import { expect, test } from 'vitest';
import { decideWithoutModel } from './decide.ts';
import { measureQuestions } from './questions.ts';
import type { Share } from './report.ts';
import { heldOutLanguages, questionSet } from './sets.ts';

/**
 * What has been reached without a model, a little below it: it may only be raised. The goals: no harmful answer in
 * 1,000, and 0.35 answered at once or after one choice.
 */
const leastUseful = 0.4;

const part = ({ part: of, whole }: Share) => of / whole;

test.each(heldOutLanguages)('no held-out question is answered with harm, and many are, in %s', (of) => {
  const { harmful, answeredOrChoice } = measureQuestions(questionSet(of), decideWithoutModel(of));
  expect(harmful.part).toBe(0);
  expect(part(answeredOrChoice)).toBeGreaterThanOrEqual(leastUseful);
});
