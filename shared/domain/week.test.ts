import { expect, test } from 'vitest';
import { firstWeekday, weekdayNames } from './week.ts';

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

test('weeks begin where a locale is at home', () => {
  expect(['de-AT', 'en-US', 'ar-EG', 'en-GB'].map(firstWeekday)).toEqual([1, 7, 6, 1]);
});
