import type { Tax } from './business.ts';
import type { Discount, Line, Totals } from './invoice.ts';
import { addDecimals, allocate, decimal, divideRounded, multiply, percentOf, sum } from './money.ts';

export type PricedLine = Pick<Line, 'quantity' | 'unitPrice' | 'discount' | 'taxIds'>;

export interface TotalsInput {
  lines: readonly PricedLine[];
  /** On the whole document; it is spread over the lines in proportion, so that each tax bears its share. */
  discount?: Discount | undefined;
  /** By id; a line's tax id that is missing here counts as no tax. */
  taxes: Readonly<Record<string, Tax>>;
  pricesIncludeTax: boolean;
  /** `category`: one rounding for each tax (EN 16931 BR-CO-17, US invoice basis); `line`: one for each line (UAE). */
  taxRounding: 'category' | 'line';
}

export interface ComputedTotals {
  totals: Totals;
  /** For each line, in order: quantity times price less its own discount, in minor units, in the prices as entered. */
  lineAmounts: bigint[];
}

/** What is taxed together: an amount after all discounts, and its taxes. */
interface Portion {
  amount: bigint;
  taxIds: string[];
}

interface TaxRow {
  base: bigint;
  amount: bigint;
}

/** The amounts of a document, exact to the minor unit; negative quantities mirror positive ones exactly. */
export function computeTotals(input: TotalsInput): ComputedTotals {
  const lineAmounts = input.lines.map(lineAmount);
  const total = sum(lineAmounts);
  const discount = discountOf(total, input.discount);
  const shares = allocate(discount, lineAmounts);
  const portions = input.lines.map((line, index) => ({
    amount: lineAmounts[index]! - shares[index]!,
    taxIds: [...new Set(line.taxIds)].filter((id) => Object.hasOwn(input.taxes, id)),
  }));
  const rows = input.pricesIncludeTax ? includedTaxes(portions, input) : addedTaxes(portions, input);
  const tax = sum([...rows.values()].map((row) => row.amount));
  const net = total - discount - (input.pricesIncludeTax ? tax : 0n);
  const totals = {
    lines: String(total),
    discount: String(discount),
    net: String(net),
    tax: String(tax),
    gross: String(net + tax),
    taxes: subtotals(rows, input.taxes),
  };
  return { totals, lineAmounts };
}

/** Quantity times price less the line's own discount, in minor units. */
export function lineAmount(line: PricedLine): bigint {
  const full = multiply(BigInt(line.unitPrice), line.quantity);
  return full - discountOf(full, line.discount);
}

/** What a discount takes off an amount, in minor units. */
export function discountOf(amount: bigint, discount: Discount | undefined): bigint {
  if (discount?.percent !== undefined) return percentOf(amount, discount.percent);
  return BigInt(discount?.amount ?? 0);
}

/** Prices without tax: each tax is its rate of what it applies to. */
function addedTaxes(portions: Portion[], { taxes, taxRounding }: TotalsInput): Map<string, TaxRow> {
  const rows = new Map<string, TaxRow>();
  for (const { amount, taxIds } of portions) {
    for (const id of taxIds)
      add(rows, id, amount, taxRounding === 'line' ? percentOf(amount, taxes[id]!.rate) : 0n);
  }
  if (taxRounding === 'category') {
    for (const [id, row] of rows) row.amount = percentOf(row.base, taxes[id]!.rate);
  }
  return rows;
}

/** Prices with tax: the tax is taken out of what was charged, so that the charged amount stays as it is. */
function includedTaxes(portions: Portion[], { taxes, taxRounding }: TotalsInput): Map<string, TaxRow> {
  const rows = new Map<string, TaxRow>();
  for (const { amount, taxIds } of taxRounding === 'line' ? portions : merged(portions)) {
    if (taxIds.length === 0) continue;
    const rates = taxIds.map((id) => taxes[id]!.rate);
    const total = addDecimals(rates);
    const hundred = 100n * 10n ** BigInt(total.scale);
    const included = divideRounded(amount * total.digits, hundred + total.digits);
    const parts = allocate(
      included,
      rates.map((rate) => scaled(rate, total.scale)),
    );
    for (const [index, id] of taxIds.entries()) add(rows, id, amount - included, parts[index]!);
  }
  return rows;
}

/** One portion for each set of taxes. */
function merged(portions: Portion[]): Portion[] {
  const sets = new Map<string, Portion>();
  for (const { amount, taxIds } of portions) {
    const key = JSON.stringify(taxIds.toSorted());
    const known = sets.get(key);
    if (known === undefined) sets.set(key, { amount, taxIds });
    else known.amount += amount;
  }
  return [...sets.values()];
}

function add(rows: Map<string, TaxRow>, id: string, base: bigint, amount: bigint): void {
  const row = rows.get(id) ?? { base: 0n, amount: 0n };
  rows.set(id, { base: row.base + base, amount: row.amount + amount });
}

function subtotals(rows: Map<string, TaxRow>, taxes: TotalsInput['taxes']): Totals['taxes'] {
  return [...rows].map(([taxId, { base, amount }]) => ({
    taxId,
    tax: taxes[taxId]!,
    base: String(base),
    amount: String(amount),
  }));
}

function scaled(rate: string, scale: number): bigint {
  const { digits, scale: own } = decimal(rate);
  return digits * 10n ** BigInt(scale - own);
}
