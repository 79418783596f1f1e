import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes.ts';

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [700, '700 bytes'],
  [999, '999 bytes'],
  [1000, '1 kB'],
  [1_250, '1.3 kB'],
  [999_940, '999.9 kB'],
  [999_990, '1 MB'],
  [4_700_000_000, '4.7 GB'],
  [2_000_000_000_000, '2 TB'],
  [3_000_000_000_000_000, '3,000 TB'],
])('%d bytes read as "%s"', (bytes, words) => {
  expect(formatBytes(bytes, 'en')).toBe(words);
});

test('a size is written in the owner’s language', () => {
  expect(formatBytes(700, 'de')).toBe('700 Byte');
  expect(formatBytes(1_250, 'de')).toBe('1,3 kB');
  expect(formatBytes(1_250, 'fr')).toMatch(/^1,3\sko$/);
});
