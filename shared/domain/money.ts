/**
 * Exact arithmetic on money. An amount is a BigInt of minor units (cents); records hold it as text
 * (`minorSchema`). Halves round away from zero, so that a credit note mirrors its invoice.
 */

/** A decimal number: `digits` divided by ten to the power of `scale`. */
export interface Decimal {
  digits: bigint;
  scale: number;
}

/** Reads a decimal as records hold it (`decimalSchema`), such as `9.975`. */
export function decimal(text: string): Decimal {
  const [whole = '', fraction = ''] = text.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

/** Divides and rounds to an integer, halves away from zero: 25 / 10 is 3, −25 / 10 is −3. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const dividend = magnitude(numerator);
  const divisor = magnitude(denominator);
  const rounded = (2n * dividend + divisor) / (2n * divisor);
  return negative ? -rounded : rounded;
}

/** An amount times a decimal quantity, rounded to the minor unit. */
export function multiply(minor: bigint, factor: string): bigint {
  const { digits, scale } = decimal(factor);
  return divideRounded(minor * digits, 10n ** BigInt(scale));
}

/** So many percent of an amount, rounded to the minor unit. */
export function percentOf(minor: bigint, percent: string): bigint {
  const { digits, scale } = decimal(percent);
  return divideRounded(minor * digits, 100n * 10n ** BigInt(scale));
}

/** The sum of decimals, exact. */
export function addDecimals(values: readonly string[]): Decimal {
  const parts = values.map(decimal);
  const scale = Math.max(0, ...parts.map((part) => part.scale));
  const digits = parts.reduce((sum, part) => sum + part.digits * 10n ** BigInt(scale - part.scale), 0n);
  return { digits, scale };
}

/**
 * Splits an amount in proportion to the weights. The parts always add up to the amount: what rounding
 * leaves over goes to the parts that lost most, the first of equals first.
 */
export function allocate(amount: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.length === 0) return [];
  const total = sum(weights);
  if (total === 0n)
    return allocate(
      amount,
      weights.map(() => 1n),
    );
  if (amount < 0n) return allocate(-amount, weights).map((part) => -part);
  const shares = weights.map((weight) => floorDivide(amount * weight, total));
  const left = Number(amount - sum(shares.map((share) => share.quotient)));
  const neediest = shares
    .map(({ remainder }, index) => ({ remainder, index }))
    .toSorted((a, b) =>
      a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
    )
    .slice(0, left);
  const raised = new Set(neediest.map(({ index }) => index));
  return shares.map(({ quotient }, index) => (raised.has(index) ? quotient + 1n : quotient));
}

export function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** Quotient rounded down; the remainder is never negative and scaled to a positive divisor. */
function floorDivide(dividend: bigint, divisor: bigint): { quotient: bigint; remainder: bigint } {
  if (divisor < 0n) return floorDivide(-dividend, -divisor);
  const remainder = ((dividend % divisor) + divisor) % divisor;
  return { quotient: (dividend - remainder) / divisor, remainder };
}
