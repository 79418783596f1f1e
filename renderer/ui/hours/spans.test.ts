import { expect, test } from 'vitest';
import { hoursInOrder, splitSpans } from './spans.ts';

test('A break splits a day around lunch', () => {
  expect(splitSpans([{ from: '08:00', to: '17:00' }])).toEqual([
    { from: '08:00', to: '12:00' },
    { from: '13:00', to: '17:00' },
  ]);
});

test('A day that ends before lunch gets its second span behind the first', () => {
  const spans = splitSpans([{ from: '07:00', to: '11:00' }]);
  expect(spans).toHaveLength(2);
  expect(hoursInOrder(spans)).toBe(true);
});

test('Hours that end before they begin, or overlap, are not in order', () => {
  expect(hoursInOrder([{ from: '17:00', to: '08:00' }])).toBe(false);
  expect(
    hoursInOrder([
      { from: '08:00', to: '13:00' },
      { from: '12:00', to: '17:00' },
    ]),
  ).toBe(false);
  expect(
    hoursInOrder([
      { from: '08:00', to: '12:00' },
      { from: '12:00', to: '17:00' },
    ]),
  ).toBe(true);
});
