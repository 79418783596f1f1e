import { expect, test } from 'vitest';
import { momentOf } from '#shared/domain/local-time.ts';
import { firstSlot } from './first-slot.ts';

const zone = 'Europe/Amsterdam';
const hours = {
  mon: [
    { from: '08:00', to: '12:00' },
    { from: '13:00', to: '17:00' },
  ],
  tue: [{ from: '08:00', to: '17:00' }],
};
const at = (day: string, time: string) => momentOf(day, time, zone)!;
const proposed = (day: string, time: string) => firstSlot(at(day, time), hours, zone);

// 23 November 2026 is a Monday.
test.each([
  ['at night it is the morning', '2026-11-23', '02:10', '2026-11-23', '08:00'],
  ['during a shift it is the next full hour', '2026-11-23', '09:20', '2026-11-23', '10:00'],
  ['in the break it is after the break', '2026-11-23', '12:30', '2026-11-23', '13:00'],
  ['late it is the next open day', '2026-11-23', '16:30', '2026-11-24', '08:00'],
  ['before a free weekend it is Monday', '2026-11-27', '10:00', '2026-11-30', '08:00'],
])('a visit is proposed when the business is open: %s', (_, day, time, slotDay, slotTime) => {
  expect(proposed(day, time)).toBe(at(slotDay, slotTime));
});

test('a business without opening hours is proposed the next full hour', () => {
  expect(firstSlot(at('2026-11-23', '02:10'), {}, zone)).toBe(at('2026-11-23', '03:00'));
});
