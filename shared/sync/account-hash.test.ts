import { expect, test } from 'vitest';
import { accountHash } from './account-hash.ts';

test('one number looks different in each workspace', () => {
  expect(accountHash('a', '409552778964973')).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(accountHash('a', '409552778964973')).not.toBe(accountHash('b', '409552778964973'));
  expect(accountHash('a1', '2')).not.toBe(accountHash('a', '12'));
});
