import { expect, test } from 'vitest';
import { hearMessage } from './hear.ts';
import { measureHeard } from './heard.ts';
import type { Share } from './report.ts';
import { heldOutLanguages } from './sets.ts';
import { soundingSet } from './sounding.ts';

const part = ({ part: of, whole }: Share) => of / whole;

test('most dangers in everyday words are heard, and little of what only sounds like them is, in six languages', () => {
  const set = heldOutLanguages.flatMap(soundingSet);
  expect(new Set(set.map(({ text }) => text)).size).toBeGreaterThan(600);
  const { danger, dangerOrDoubt, stop, falseDanger, falseDoubt } = measureHeard(set, hearMessage);
  expect(part(danger), 'danger').toBeGreaterThanOrEqual(0.87);
  expect(part(dangerOrDoubt), 'danger or doubt').toBeGreaterThanOrEqual(0.93);
  expect(part(stop), 'stop').toBeGreaterThanOrEqual(0.98);
  expect(part(falseDanger), 'false alarms').toBeLessThanOrEqual(0.045);
  expect(part(falseDoubt), 'false doubts').toBeLessThanOrEqual(0.05);
});
