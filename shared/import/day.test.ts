import fc from 'fast-check';
import { expect, test } from 'vitest';
import { styleOf } from './column-style.ts';
import { readClock, readDay, readDayTime } from './day.ts';

test.each([
  ['2026-11-21', '2026-11-21'],
  ['21.11.2026', '2026-11-21'],
  ['3/11/26', '2026-11-03'],
  ['3 Nov 2026', '2026-11-03'],
  ['Tue, 3 Nov 2026', '2026-11-03'],
  ['Nov 3, 2026', '2026-11-03'],
  ['November 3rd, 2026', '2026-11-03'],
  ['3 de noviembre de 2026', '2026-11-03'],
  ['3. März 2026', '2026-03-03'],
  ['3 déc. 2026', '2026-12-03'],
  ['2026/11/21 14:30:00', '2026-11-21'],
  ['31.2.2026', undefined],
  ['soon', undefined],
  ['2026', undefined],
])('%s is read as %s', (cell, day) => {
  expect(readDay(cell, 'dayFirst')).toBe(day);
});

test('a moment with its zone is the day and the time here', () => {
  expect(readDayTime('2026-11-21T23:30:00Z', 'dayFirst', 'Europe/Berlin')).toEqual({
    day: '2026-11-22',
    minute: 30,
  });
  expect(readDayTime('11/21/2026 2:05 PM', 'monthFirst', 'UTC')).toEqual({ day: '2026-11-21', minute: 845 });
});

test.each([
  ['14:30', 870],
  ['2:30 PM', 870],
  ['2:30 p.m.', 870],
  ['12 am', 0],
  ['14h30', 870],
  ['9:05:00', 545],
  ['14.30 Uhr', 870],
  ['25:00', undefined],
  ['13 pm', undefined],
  ['9', undefined],
])('the time %s is minute %s', (cell, minute) => {
  expect(readClock(cell)).toBe(minute);
});

test.each([
  [['1.234', '1.234,50'], 'de'],
  [['1.234', '12.5'], 'en'],
  [['1,234,567', '1,234'], 'en'],
  [['€ 1.234.567'], 'de'],
  [['1.234'], undefined],
  [['12.11.2026', '1234'], undefined],
])('the numbers of a column %j are written as %s', (cells, numbers) => {
  expect(styleOf(cells).numbers).toBe(numbers);
});

test('one day that can be read in one way only tells how the others are meant', () => {
  expect(styleOf(['3/11/2026', '11/21/2026']).days).toBe('monthFirst');
  expect(styleOf(['3/11/2026', '21/11/2026 10:00']).days).toBe('dayFirst');
  expect(styleOf(['3/11/2026']).days).toBeUndefined();
});

test('whatever a cell holds, it is read or left', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (cell) => {
      const read = readDayTime(cell, 'dayFirst', 'Europe/Berlin');
      expect(read === undefined || /^\d{4}-\d\d-\d\d$/.test(read.day)).toBe(true);
      expect(readClock(cell) ?? 0).toBeLessThan(24 * 60);
      expect(() => styleOf([cell])).not.toThrow();
    }),
  );
});
