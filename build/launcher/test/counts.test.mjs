import { expect, test } from 'vitest';
import { countPlaywright, countVitest } from './counts.mjs';

test('a unit test counts by its outcome, and a skipped one is named', () => {
  const assertionResults = [
    { status: 'passed', fullName: 'adds up' },
    { status: 'failed', fullName: 'breaks' },
    { status: 'skipped', fullName: 'prints on paper (this machine has no printer)' },
  ];
  expect(countVitest({ testResults: [{ status: 'failed', assertionResults }] })).toEqual({
    passed: 1,
    failed: 1,
    skipped: ['prints on paper (this machine has no printer)'],
  });
});

test('a test file that cannot be loaded is a failure, not an empty success', () => {
  expect(countVitest({ testResults: [{ status: 'failed', assertionResults: [] }] }).failed).toBe(1);
});

test('an end-to-end test counts by its outcome, and a skipped one is named with the reason', () => {
  const spec = (status, annotations = []) => ({ title: status, tests: [{ status, annotations }] });
  const nested = { suites: [{ specs: [spec('unexpected')] }] };
  const skipped = spec('skipped', [{ type: 'skip', description: 'no Electron here' }]);
  expect(countPlaywright({ errors: [], suites: [nested, { specs: [spec('expected'), skipped] }] })).toEqual({
    passed: 1,
    failed: 1,
    skipped: ['skipped (no Electron here)'],
  });
});
