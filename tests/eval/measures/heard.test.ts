import { expect, test } from 'vitest';
import { hearMessage } from './hear.ts';
import { measureHeard } from './heard.ts';
import type { Share } from './report.ts';
import { heardSet, heldOutLanguages, heldOutTrades } from './sets.ts';

/**
 * What has been reached with messages that nothing was learnt from, a little below it; it may only be raised. The
 * goals: 0.98 of dangers, 0.98 of stops, and no more than 0.02 of the ordinary messages of a trade.
 */
const least = { danger: 0.77, dangerOrDoubt: 0.92, stop: 0.8 };
const mostFalse = 0.05;
const mostDoubted = 0.04;

const part = ({ part: of, whole }: Share) => of / whole;

test.each(heldOutLanguages)('danger and stop are heard in messages nobody has prepared for, in %s', (of) => {
  const { danger, dangerOrDoubt, stop } = measureHeard(heardSet(of), hearMessage);
  expect(part(danger), 'danger').toBeGreaterThanOrEqual(least.danger);
  expect(part(dangerOrDoubt), 'danger or doubt').toBeGreaterThanOrEqual(least.dangerOrDoubt);
  expect(part(stop), 'stop').toBeGreaterThanOrEqual(least.stop);
});

test('an ordinary message of a trade rarely raises an alarm, or waits for a person in doubt', () => {
  const { falseByTrade, falseDoubt } = measureHeard(heldOutLanguages.flatMap(heardSet), hearMessage);
  for (const trade of heldOutTrades) expect(part(falseByTrade[trade]), trade).toBeLessThanOrEqual(mostFalse);
  expect(part(falseDoubt)).toBeLessThanOrEqual(mostDoubted);
});
