import { expect, test } from 'vitest';
import { weekdayNames } from './week.ts';

test('A week has the names of its language, and begins on Monday', () => {
  expect(weekdayNames('en').map(({ key, label }) => `${key} ${label}`)).toEqual([
    'mon Monday',
    'tue Tuesday',
    'wed Wednesday',
    'thu Thursday',
    'fri Friday',
    'sat Saturday',
    'sun Sunday',
  ]);
  expect(weekdayNames('nl-NL')[0]?.label).toBe('maandag');
});
