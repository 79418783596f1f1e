import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathOf, type Point, signatureField, signatureSchema, strokesOf } from './signature.ts';

const point = fc.tuple(
  fc.double({ noNaN: true, min: -500, max: 2000 }),
  fc.double({ noNaN: true, min: -500, max: 900 }),
);

test('whatever is drawn is kept as numbers within the field, and can be drawn again', () => {
  fc.assert(
    fc.property(fc.array(fc.array(point, { maxLength: 40 }), { maxLength: 12 }), (lines: Point[][]) => {
      const strokes = strokesOf(lines);
      expect(strokes === undefined).toBe(lines.flat().length === 0);
      if (strokes === undefined) return;
      const given = { name: 'Ana', statement: 'Done', lines: [], strokes };
      expect(signatureSchema.safeParse(given).success).toBe(true);
      for (const [x, y] of strokes.split(/[; ]/).map((each) => each.split(',').map(Number))) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(signatureField.width);
        expect(y).toBeLessThanOrEqual(signatureField.height);
      }
      expect(pathOf(strokes)).toMatch(/^(M\d+,\d+(L\d+,\d+|h0\.01))/);
    }),
  );
});

test('a dot is drawn, and what is no drawing is not taken for one', () => {
  expect(pathOf(strokesOf([[[5, 5]]])!)).toBe('M5,5h0.01');
  const isTaken = (strokes: string) =>
    signatureSchema.safeParse({ name: 'A', statement: 'B', lines: [], strokes }).success;
  expect([isTaken('1,1 2,2;3,3'), isTaken('"><script>'), isTaken('1,1;'), isTaken('')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('a long scribble is kept with fewer points, and fits', () => {
  const scribble = Array.from({ length: 20_000 }, (_, at): Point => [(at * 37) % 1000, (at * 91) % 300]);
  const dots = Array.from({ length: 9000 }, (_, at): Point[] => [[at % 1000, at % 300]]);
  for (const lines of [[scribble], dots]) {
    const strokes = strokesOf(lines)!;
    const given = { name: 'Ana', statement: 'Done', lines: [], strokes };
    expect(signatureSchema.safeParse(given).success).toBe(true);
  }
});
