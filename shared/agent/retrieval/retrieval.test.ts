import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBm25 } from './bm25.ts';
import { cosine, fuse, packVector, unpackVector } from './vectors.ts';

const rows = [
  { id: 'a', title: 'Guarantee', text: 'Two years on all work.' },
  { id: 'b', title: 'Parking', text: 'Behind the shop. There is a guarantee for nothing but a place.' },
  { id: 'c', title: 'Holidays', text: 'We are closed in August.' },
];

test('a word in the title counts for more, and endings do not matter', () => {
  const search = createBm25(rows);
  expect(search('guaranteed?').map(({ id }) => id)).toEqual(['a', 'b']);
  for (const nothing of [
    'the of and',
    'est-ce que vous avez',
    'che cosa avete per noi',
    'wie ist das bei euch',
  ])
    expect(search(nothing)).toEqual([]);
});

test('whatever is asked, hits are in order and their shares between 0 and 1', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (query) => {
      const hits = createBm25(rows)(query);
      expect(hits.map(({ score }) => score)).toEqual(
        hits.map(({ score }) => score).toSorted((x, y) => y - x),
      );
      for (const { coverage } of hits) expect(coverage > 0 && coverage <= 1 + 1e-9).toBe(true);
    }),
  );
});

test('a packed vector keeps its direction', () => {
  const vectors = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 8, maxLength: 64 });
  fc.assert(
    fc.property(vectors, (vector) => {
      fc.pre(Math.hypot(...vector) > 0.1);
      expect(cosine(unpackVector(packVector(vector))!, vector)).toBeGreaterThan(0.99);
    }),
  );
});

test('what two orders agree on comes before what only one of them has', () => {
  expect(fuse(['a', 'b'], ['c', 'b'])[0]).toBe('b');
  expect(fuse([], ['x', 'y'])).toEqual(['x', 'y']);
});
