import type { Discount } from '#shared/domain/invoice.ts';
import { formatAmount, formatPercent, parseDecimal, parseMoney } from '#shared/domain/money-text.ts';

/** `10 %`, `25,00`, or nothing. */
export function writeDiscount(discount: Discount | undefined, currency: string, locale: string): string {
  if (discount?.percent !== undefined) return formatPercent(discount.percent, locale);
  return discount?.amount === undefined ? '' : formatAmount(discount.amount, currency, locale);
}

/** Reads what an owner types as a discount: percent with the sign, else an amount; empty means none. */
export function readDiscount(text: string, currency: string, locale: string): Discount | undefined {
  if (text.trim() === '') return {};
  if (!/[%٪]/.test(text)) {
    const amount = parseMoney(text, currency, locale);
    return amount === undefined ? undefined : { amount: String(amount) };
  }
  const percent = parseDecimal(text, locale);
  return percent === undefined || percent.startsWith('-') || Number(percent) > 100 ? undefined : { percent };
}

/** As records hold it: no discount is no field. */
export function discountField(discount: Discount): Discount | undefined {
  return discount.percent === undefined && discount.amount === undefined ? undefined : discount;
}
