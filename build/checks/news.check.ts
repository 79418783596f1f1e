import { expect, test } from 'vitest';
import { news } from '../../shared/domain/news/news.ts';
import { readText } from './repository.ts';

/** `0.10.2` as numbers, so that it stands behind `0.9.0`. */
const parts = (version: string): number[] => version.split('.').map(Number);

function isLater(one: string, other: string): boolean {
  const [a, b] = [parts(one), parts(other)];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at !== -1 && a[at]! > b[at]!;
}

test('what is new is told of this version and of earlier ones, and of none that is still to come', () => {
  const { version } = JSON.parse(readText('package.json')) as { version: string };
  expect(isLater('0.10.0', '0.9.9')).toBe(true);
  expect(news.filter((entry) => isLater(entry.version, version))).toEqual([]);
});
