import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes.ts';

test('A size is written in the unit that keeps it short', () => {
  expect(formatBytes(0, 'en')).toBe('0 byte');
  expect(formatBytes(999, 'en')).toBe('999 byte');
  expect(formatBytes(1_250, 'en')).toBe('1.3 kB');
  expect(formatBytes(4_700_000_000, 'en')).toBe('4.7 GB');
});
