import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fittingColumns } from './fitting-columns.ts';

const columns = [
  { key: 'number', width: '128px' },
  { key: 'customer', width: 'minmax(0, 2fr)' },
  { key: 'day', width: '108px', secondary: true },
  { key: 'due', width: '108px', secondary: true },
  { key: 'amount', width: 'minmax(92px, 0.8fr)' },
];
const keys = (width: number) => fittingColumns(columns, width).map(({ key }) => key);

test('a wide list shows everything, a narrow one what matters', () => {
  expect(keys(1200)).toHaveLength(5);
  expect(keys(0)).toHaveLength(5);
  expect(keys(560)).toEqual(['number', 'customer', 'day', 'amount']);
  expect(keys(300)).toEqual(['number', 'customer', 'amount']);
});

test('at no width a column goes that is not secondary, and a wider list never shows less', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 0, max: 500 }), (width, more) => {
      const shown = keys(width);
      expect(shown).toEqual(expect.arrayContaining(['number', 'customer', 'amount']));
      expect(keys(width + more)).toEqual(expect.arrayContaining(shown));
    }),
  );
});
