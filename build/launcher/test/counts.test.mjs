import { expect, test } from 'vitest';
import { countPlaywright, countVitest } from './counts.mjs';

test('a unit test counts by its outcome, and what failed or was skipped is named', () => {
  const assertionResults = [
    { status: 'passed', fullName: 'adds up' },
    { status: 'failed', fullName: 'breaks', failureMessages: ['1 is not 2\n  at a line'] },
    { status: 'skipped', fullName: 'prints on paper (this machine has no printer)' },
  ];
  expect(countVitest({ testResults: [{ status: 'failed', assertionResults }] })).toEqual({
    passed: 1,
    failures: ['breaks\n    1 is not 2\n      at a line'],
    skipped: ['prints on paper (this machine has no printer)'],
  });
});

test('a test file that cannot be loaded is a failure, not an empty success', () => {
  const file = { status: 'failed', name: 'a.test.ts', message: 'no such module', assertionResults: [] };
  expect(countVitest({ testResults: [file] }).failures).toEqual(['a.test.ts\n    no such module']);
});

test('an end-to-end test counts by its outcome, and what failed or was skipped is named with the reason', () => {
  const spec = (status, annotations = []) => ({
    title: status,
    tests: [{ status, annotations, results: [{ errors: [{ message: 'not there' }] }] }],
  });
  const nested = { suites: [{ specs: [spec('unexpected')] }] };
  const skipped = spec('skipped', [{ type: 'skip', description: 'no Electron here' }]);
  expect(countPlaywright({ errors: [], suites: [nested, { specs: [spec('expected'), skipped] }] })).toEqual({
    passed: 1,
    failures: ['unexpected\n    not there'],
    skipped: ['skipped (no Electron here)'],
  });
});
