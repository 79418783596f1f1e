import { expect, test } from 'vitest';
import { createDailyShare } from './daily-share.ts';

test('a workspace has its share of webhooks each day, whatever others send', () => {
  let now = 0;
  const share = createDailyShare({ perDay: 2, now: () => now });
  expect([share.take('one'), share.take('one'), share.take('one')]).toEqual([true, true, false]);
  expect(share.take('two')).toBe(true);
  now += 24 * 60 * 60 * 1000;
  expect(share.take('one')).toBe(true);
});
