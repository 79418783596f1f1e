import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import { pad, padmeLength, unpad } from './padme.ts';

test('padding gives back exactly what went in', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), (content) => {
      expect(unpad(pad(content))).toEqual(new Uint8Array(content));
    }),
  );
});

test('padding never costs more than an eighth, and never shortens', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 40 }), (length) => {
      const padded = padmeLength(length);
      expect(padded).toBeGreaterThanOrEqual(length);
      expect(padded).toBeLessThanOrEqual(length * 1.12 + 1);
    }),
  );
});

test('a padded length pads to itself, so that classes of length stay few', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 30 }), (length) => {
      expect(padmeLength(padmeLength(length))).toBe(padmeLength(length));
    }),
  );
  const classes = new Set(Array.from({ length: 100_000 }, (_, length) => padmeLength(length)));
  expect(classes.size).toBeLessThan(250);
});

test('a length that does not fit is refused', () => {
  expect(unpad(new Uint8Array([0, 0, 0]))).toBeUndefined();
  expect(unpad(new Uint8Array([0, 0, 0, 2, 7]))).toBeUndefined();
  expect(unpad(new Uint8Array([255, 255, 255, 255, 7]))).toBeUndefined();
});
