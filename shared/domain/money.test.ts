import fc from 'fast-check';
import {
  allocate as allocateDinero,
  dinero,
  halfAwayFromZero,
  multiply as multiplyDinero,
  toSnapshot,
  transformScale,
} from 'dinero.js';
import { EUR } from 'dinero.js/currencies';
import { expect, test } from 'vitest';
import { allocate, divideRounded, multiply, percentOf, sum } from './money.ts';

const minor = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
const safeMinor = fc.integer({ min: -100_000_000, max: 100_000_000 });
const decimals = fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 4 }));

/** A decimal as records hold it. */
function written(digits: number, scale: number): string {
  const text = String(Math.abs(digits)).padStart(scale + 1, '0');
  const cut = text.length - scale;
  return `${digits < 0 ? '-' : ''}${text.slice(0, cut)}${scale === 0 ? '' : `.${text.slice(cut)}`}`;
}

test('vector 1: 1.005 of 1.00 is 1.01, which binary floating point gets wrong', () => {
  expect(multiply(100n, '1.005')).toBe(101n);
  expect(Math.round(1.005 * 100)).toBe(100);
});

test('vector 3: half a cent rounds away from zero, so that a credit takes back exactly what was charged', () => {
  const charged = multiply(25n, '0.5');
  const credited = multiply(25n, '-0.5');
  expect([charged, credited, charged + credited]).toEqual([13n, -13n, 0n]);
  expect(divideRounded(-125n, 10n)).toBe(-13n);
});

test('vector 10: a discount of 10.00 over 33.33, 33.33 and 33.34 falls 3.33, 3.33 and 3.34', () => {
  expect(allocate(1000n, [3333n, 3333n, 3334n])).toEqual([333n, 333n, 334n]);
});

test('a sum that is spread is never a cent more or less, and no share is a cent off its due', () => {
  fc.assert(
    fc.property(
      minor,
      fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 20 }),
      (amount, weights) => {
        const shares = allocate(amount, weights);
        expect(sum(shares)).toBe(amount);
        const total = sum(weights);
        fc.pre(total > 0n);
        for (const [index, share] of shares.entries()) {
          const off = share * total - amount * weights[index]!;
          expect(off < total && off > -total).toBe(true);
        }
      },
    ),
  );
});

test('even over amounts of both signs the shares add up, and a mirrored sum mirrors its shares', () => {
  fc.assert(
    fc.property(minor, fc.array(minor, { minLength: 1, maxLength: 12 }), (amount, weights) => {
      const shares = allocate(amount, weights);
      expect(sum(shares)).toBe(amount);
      const mirror = allocate(
        -amount,
        weights.map((weight) => -weight),
      );
      expect(mirror).toEqual(shares.map((share) => -share));
    }),
  );
});

test('products agree with dinero.js rounding halves away from zero', () => {
  fc.assert(
    fc.property(safeMinor, decimals, (amount, [digits, scale]) => {
      const product = multiplyDinero(dinero({ amount, currency: EUR }), { amount: digits, scale });
      fc.pre(Math.abs(toSnapshot(product).amount) < Number.MAX_SAFE_INTEGER);
      const rounded = toSnapshot(transformScale(product, 2, halfAwayFromZero)).amount;
      expect(multiply(BigInt(amount), written(digits, scale))).toBe(BigInt(rounded));
    }),
  );
});

test('shares agree with dinero.js to the cent', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000_000 }),
      fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 8 }),
      (amount, weights) => {
        const theirs = allocateDinero(dinero({ amount, currency: EUR }), weights).map(
          (share) => toSnapshot(share).amount,
        );
        const ours = allocate(BigInt(amount), weights.map(BigInt));
        for (const [index, share] of ours.entries())
          expect(Math.abs(Number(share) - theirs[index]!)).toBeLessThanOrEqual(1);
      },
    ),
  );
});

test('percent of an amount and of its negative cancel out', () => {
  fc.assert(
    fc.property(minor, decimals, (amount, [digits, scale]) => {
      const rate = written(digits, scale);
      expect(percentOf(-amount, rate)).toBe(-percentOf(amount, rate));
    }),
  );
});
