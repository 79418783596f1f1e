import { expect, test } from 'vitest';
import { planDays } from '#shared/domain/plan.ts';
import { rhythmOf, rhythms, ruleOf } from './rhythm.ts';

test('what begins on the last of a month comes on the last of each, and back to its own date', () => {
  const times = { first: '2027-01-31', rule: ruleOf('month', '2027-01-31'), minutes: 60, zone: 'UTC' };
  expect(planDays({ times }, '2027-01-01', '2027-05-31')).toEqual([
    '2027-01-31',
    '2027-02-28',
    '2027-03-31',
    '2027-04-30',
    '2027-05-31',
  ]);
  const from29th = { ...times, first: '2027-01-29', rule: ruleOf('month', '2027-01-29') };
  expect(planDays({ times: from29th }, '2027-02-01', '2027-03-31')).toEqual(['2027-02-28', '2027-03-29']);
});

test('each rhythm is known again by its rule', () => {
  for (const rhythm of rhythms)
    for (const first of ['2027-01-05', '2027-01-30']) expect(rhythmOf(ruleOf(rhythm, first))).toBe(rhythm);
  expect(rhythmOf('FREQ=DAILY;INTERVAL=3')).toBeUndefined();
});
