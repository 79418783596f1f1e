import type { Line } from '#shared/domain/invoice.ts';
import { formatDecimal, parseDecimal } from '#shared/domain/money-text.ts';

/** How much of what: `2`, or `2.5` of `hours`. */
export type Quantity = Pick<Line, 'quantity' | 'unit'>;

/** As it prints: `2`, `2,5 hours`. */
export function writeQuantity({ quantity, unit = '' }: Quantity, locale: string): string {
  return `${formatDecimal(quantity, locale)} ${unit}`.trim();
}

/** Reads what an owner types as a quantity: a number, and after it what it counts. `undefined` where it is none. */
export function readQuantity(text: string, locale: string): Quantity | undefined {
  const [, number = '', unit = ''] = /^(\P{L}*)(.*)$/su.exec(text.trim()) ?? [];
  const quantity = parseDecimal(number, locale);
  if (quantity === undefined || unit.length > 20) return undefined;
  return { quantity, unit: unit.trim() || undefined };
}
