import './fakes.ts';
import { expect, test } from 'vitest';
import type { Plan, StepName } from './plan.ts';
import { shrink } from './shrink.ts';

const planOf = (names: StepName[]): Plan => ({
  seed: 1,
  devices: [],
  isOld: false,
  adversary: undefined,
  steps: names.map((name, index) => ({ name, device: 0, pause: 0, chance: String(index) })),
});
const namesIn = ({ steps }: Plan): StepName[] => steps.map(({ name }) => name);

test('a plan that fails is left with the steps that it takes, in their order', async () => {
  const plan = planOf(['act', 'cut', 'act', 'kill', 'tidy', 'full', 'act', 'start', 'settle']);
  let tries = 0;
  const fails = async (some: Plan): Promise<boolean> => {
    tries++;
    const names = namesIn(some);
    return names.includes('kill') && names.indexOf('full') > names.indexOf('kill');
  };
  expect(namesIn(await shrink(plan, fails))).toEqual(['kill', 'full']);
  expect(tries).toBeLessThan(60);
});

test('what fails without any step is left with none', async () => {
  expect(namesIn(await shrink(planOf(['act', 'cut']), async () => true))).toEqual([]);
});
