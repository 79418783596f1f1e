import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createCoverage } from './coverage.ts';

const stateOf = (coverage: ReturnType<typeof createCoverage>, ...clients: number[]) =>
  Y.decodeStateVector(coverage.of(clients));

test('work after a gap is not promised before the gap is closed', () => {
  const coverage = createCoverage();
  coverage.add([{ client: 1, from: 5, to: 6 }]);
  expect(stateOf(coverage, 1)).toEqual(new Map());
  coverage.add([{ client: 1, from: 0, to: 3 }]);
  coverage.add([{ client: 1, from: 5, to: 6 }]);
  expect(stateOf(coverage, 1)).toEqual(new Map([[1, 3]]));
  coverage.add([{ client: 1, from: 2, to: 6 }]);
  expect(stateOf(coverage, 1)).toEqual(new Map([[1, 6]]));
});

test('an old update takes nothing back', () => {
  const coverage = createCoverage();
  coverage.addAll(new Map([[1, 9]]));
  coverage.add([{ client: 1, from: 0, to: 2 }]);
  coverage.addAll(new Map([[1, 4]]));
  expect(stateOf(coverage, 1, 2)).toEqual(new Map([[1, 9]]));
});
