import { expect, test } from 'vitest';
import { nextIndex } from './keys.ts';

test('The arrow keys move one row and stop at both ends', () => {
  expect(nextIndex('ArrowDown', 3, 10, 5)).toBe(4);
  expect(nextIndex('ArrowDown', 9, 10, 5)).toBe(9);
  expect(nextIndex('ArrowUp', 0, 10, 5)).toBe(0);
});

test('Page keys move a screenful, Home and End go to the ends', () => {
  expect(nextIndex('PageDown', 2, 10, 5)).toBe(7);
  expect(nextIndex('PageUp', 2, 10, 5)).toBe(0);
  expect(nextIndex('Home', 7, 10, 5)).toBe(0);
  expect(nextIndex('End', 2, 10, 5)).toBe(9);
});

test('Other keys, and an empty list, move nothing', () => {
  expect(nextIndex('a', 2, 10, 5)).toBeUndefined();
  expect(nextIndex('ArrowDown', 0, 0, 5)).toBeUndefined();
});
