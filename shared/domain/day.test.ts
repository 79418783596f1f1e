import { expect, test } from 'vitest';
import { addDays, dayOf, daysBetween, formatDay } from './day.ts';

test('a day is the one on the wall where the business is', () => {
  const lateEvening = Date.UTC(2026, 11, 31, 23, 30);
  expect(dayOf(lateEvening, 'Europe/Berlin')).toBe('2027-01-01');
  expect(dayOf(lateEvening, 'America/New_York')).toBe('2026-12-31');
});

test('terms count calendar days, over months, leap days and changes of the clock', () => {
  expect(addDays('2028-02-15', 14)).toBe('2028-02-29');
  expect(addDays('2026-03-20', 14)).toBe('2026-04-03');
  expect(daysBetween('2026-03-20', '2026-04-03')).toBe(14);
});

test('a day is written in the locale and never shifts with the time zone', () => {
  expect(formatDay('2026-11-21', 'de-DE')).toBe('21.11.2026');
});
