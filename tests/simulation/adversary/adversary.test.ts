import '../fakes.ts';
import { expect, test } from 'vitest';
import { runPlan } from '../run.ts';
import { scenarioOf } from '../scenarios.ts';
import { activeAdversaries, adversaryNames, knownFailing } from './names.ts';

/** What is wrong after some quiet days with this attack. */
async function problemsAfter(name: (typeof adversaryNames)[number]): Promise<string[]> {
  const results = [];
  for (const seed of [1, 2]) results.push(await runPlan(scenarioOf(name, seed)));
  return results.flatMap(({ problems }) => problems);
}

test.each(activeAdversaries)('%s is without effect, or is noticed and named', async (name) => {
  expect(await problemsAfter(name)).toEqual([]);
});

// Each has its case. Where this fails, the defence is there: its line in names.ts goes.
test.each(adversaryNames.filter((name) => name in knownFailing))('%s is not stopped yet', async (name) => {
  expect(await problemsAfter(name), `${name} (${knownFailing[name]}) has no effect any more`).not.toEqual([]);
});
