import { expect, test } from 'vitest';
import { beginning, next, shareOf } from './download.ts';

test('each layer has its own line, and one without a count keeps what it had', () => {
  const lines = [
    { status: 'pulling manifest' },
    { status: 'pulling aaa', digest: 'aaa', total: 100 },
    { status: 'pulling aaa', digest: 'aaa', total: 100, completed: 40 },
    { status: 'pulling bbb', digest: 'bbb', total: 10, completed: 10 },
    { status: 'pulling aaa', digest: 'aaa', total: 100 },
    { status: 'verifying' },
  ];
  expect(lines.reduce(next, beginning)).toEqual({
    status: 'verifying',
    layers: [
      { digest: 'aaa', total: 100, completed: 40 },
      { digest: 'bbb', total: 10, completed: 10 },
    ],
  });
});

test('an empty layer is done', () => {
  expect(shareOf({ digest: 'a', total: 0, completed: 0 })).toBe(1);
  expect(shareOf({ digest: 'a', total: 4, completed: 1 })).toBe(0.25);
});
