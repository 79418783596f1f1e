import type { Sum } from './line.ts';

/** The sum of each currency: nothing is ever summed across two. */
export function sumsOf(amounts: Iterable<Sum>): Sum[] {
  const sums = new Map<string, bigint>();
  for (const { amount, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + amount);
  return Array.from(sums, ([currency, amount]) => ({ currency, amount })).filter(
    ({ amount }) => amount !== 0n,
  );
}
