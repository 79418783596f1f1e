import { expect, test } from 'vitest';
import { contentsOf, contradictionsIn, isHeld, tornSteps } from './judge.ts';
import { type FoundRow, type Mark, markedBytes, readMark } from './marks.ts';

function row(place: string, mark: Partial<Mark> & { id: string }): FoundRow {
  return { place, sequence: 1, mark: { together: [mark.id], ...mark } };
}

const isThere = (wanted: FoundRow, rows: FoundRow[]): boolean => isHeld(wanted, contentsOf(rows));

test('a row is there by itself, or in one that stands for it', () => {
  const a = row('update/room/0', { id: 'a' });
  expect(isThere(a, [a])).toBe(true);
  expect(isThere(a, [row('update/room/0', { id: 'b', standsFor: ['a'] })])).toBe(true);
  expect(isThere(a, [row('update/room/0', { id: 'b' })])).toBe(false);
});

test('a row of which only the last counts is there in itself or a later one, or was removed', () => {
  const second = row('blob/x/0', { id: 'b', version: 1 });
  expect(isThere(second, [row('blob/x/0', { id: 'c', version: 2 })])).toBe(true);
  expect(isThere(second, [row('update/room/0', { id: 'd', removes: ['x'] })])).toBe(true);
  expect(isThere(second, [row('blob/x/0', { id: 'a', version: 0 })])).toBe(false);
  expect(isThere(second, [row('blob/y/0', { id: 'e', version: 1 })])).toBe(false);
});

test('what is there twice, has come back, or is not what was written is noticed', () => {
  const a = row('update/room/0', { id: 'a' });
  expect(contradictionsIn([a, row('update/room/0', { id: 'b' })])).toEqual([]);
  expect(contradictionsIn([a, row('update/room/0', { id: 'b', standsFor: ['a'] })])).toHaveLength(1);
  const versions = [0, 1].map((version) => row('lock/keybag/0', { id: `v${version}`, version }));
  expect(contradictionsIn(versions)).toHaveLength(1);
  const removal = row('update/room/0', { id: 'r', removes: ['x'] });
  expect(contradictionsIn([removal, row('piece/x/3', { id: 'p', version: 0 })])).toHaveLength(1);
  expect(contradictionsIn([{ place: 'update/room/0', sequence: 1, mark: undefined }])).toHaveLength(1);
});

test('a step of which a part is missing is noticed', () => {
  const [a, b] = ['a', 'b'].map((id) => row('update/room/0', { id, together: ['a', 'b'] })) as [
    FoundRow,
    FoundRow,
  ];
  expect(tornSteps([a, b])).toEqual([]);
  expect(tornSteps([b])).toHaveLength(1);
  expect(tornSteps([b, row('update/room/0', { id: 'c', standsFor: ['a'] })])).toEqual([]);
});

test('a row is told by its bytes, and by none that are changed or cut', () => {
  const bytes = markedBytes({ id: 'a', together: ['a'] }, 500);
  expect(bytes).toHaveLength(500);
  expect(readMark(bytes)).toEqual({ id: 'a', together: ['a'] });
  expect(readMark(bytes.with(400, bytes[400]! ^ 1))).toBeUndefined();
  expect(readMark(bytes.subarray(0, 10))).toBeUndefined();
});
