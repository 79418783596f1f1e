import type { Discount, DraftDocument, IssuedDocument, Line, Totals } from './invoice.ts';
import { allocate, decimal, divideRounded, sum } from './money.ts';
import type { ComputedTotals, TotalsInput } from './totals.ts';
import { computeTotals } from './totals.ts';

type CreditLine = Line & { id: string };
type FrozenLine = IssuedDocument['lines'][number];

/** What one line has of the frozen totals of its invoice. Over all lines each of them adds up exactly. */
interface Share {
  amount: bigint;
  discount: bigint;
  taxes: Map<string, { base: bigint; amount: bigint }>;
}

/** The lines that take an invoice back as far as earlier credit notes have not, as a draft holds them. */
export function creditLines(
  invoice: IssuedDocument,
  credits: readonly IssuedDocument[],
): NonNullable<DraftDocument['lines']> {
  const lines = invoice.lines.flatMap((frozen) => {
    const { id, amount: _, ...line } = frozen;
    const { total, before } = progressOf(frozen, invoice, credits);
    if (total === before) return [];
    const quantity = isZero(line.quantity) ? line.quantity : written(before - total);
    return [[id, { ...line, quantity, discount: mirroredDiscount(line.discount) }] as const];
  });
  return Object.fromEntries(lines);
}

/**
 * The amounts of a credit note. A line that takes back a line of the invoice, whole or in part, takes its part of
 * the frozen totals, so that all of them together take back exactly what was charged, in whatever order and however
 * it was rounded. What the owner has changed or added is reckoned by itself, by the taxes of the invoice.
 */
export function creditTotals(
  lines: readonly CreditLine[],
  invoice: IssuedDocument,
  credits: readonly IssuedDocument[],
  terms: Pick<TotalsInput, 'taxes' | 'pricesIncludeTax' | 'taxRounding'>,
): ComputedTotals {
  const shares = sharesOf(invoice);
  const taken = lines.map((line) => {
    const at = invoice.lines.findIndex((frozen) => takesBack(line, frozen));
    return at < 0 ? undefined : partOf(shares[at]!, line, invoice.lines[at]!, invoice, credits);
  });
  const others = lines.filter((_, index) => taken[index] === undefined);
  const rest = computeTotals({ ...terms, lines: others });
  const amounts = rest.lineAmounts.values();
  return {
    totals: added(
      rest.totals,
      taken.filter((part) => part !== undefined),
      invoice,
      terms,
    ),
    lineAmounts: taken.map((part) => part?.amount ?? amounts.next().value!),
  };
}

/** Whether a line of a credit note is that of the invoice: the same work at the same price, only taken back. */
function takesBack(line: CreditLine, frozen: FrozenLine): boolean {
  return (
    line.id === frozen.id &&
    line.unitPrice === frozen.unitPrice &&
    sameDiscount(line.discount, mirroredDiscount(frozen.discount)) &&
    JSON.stringify(line.taxIds ?? []) === JSON.stringify(frozen.taxIds ?? [])
  );
}

/** How much of a line has been taken back of how much, in millionths; one without a quantity is taken as a whole. */
function progressOf(frozen: FrozenLine, { id }: IssuedDocument, credits: readonly IssuedDocument[]) {
  const earlier = credits
    .filter(({ correctsId }) => correctsId === id)
    .flatMap(({ lines }) => lines.filter((line) => takesBack(line, frozen)));
  if (isZero(frozen.quantity)) return { total: 1n, before: earlier.length > 0 ? 1n : 0n };
  const before = -sum(earlier.map(({ quantity }) => millionths(quantity)));
  return { total: millionths(frozen.quantity), before };
}

/** The part of a line's share that this credit takes; `undefined` where it takes more than is left of the line. */
function partOf(
  share: Share,
  line: CreditLine,
  frozen: FrozenLine,
  invoice: IssuedDocument,
  credits: readonly IssuedDocument[],
): Share | undefined {
  const { total, before } = progressOf(frozen, invoice, credits);
  const after = isZero(frozen.quantity) ? 1n : before - millionths(line.quantity);
  const isWithin = total > 0n ? before < after && after <= total : total <= after && after < before;
  if (!isWithin) return undefined;
  // What is taken now is the difference of two roundings, so that the last part takes all that is left.
  const part = (whole: bigint) => divideRounded(whole * before, total) - divideRounded(whole * after, total);
  const taxes = Array.from(share.taxes, ([id, { base, amount }]) => {
    return [id, { base: part(base), amount: part(amount) }] as const;
  });
  return { amount: part(share.amount), discount: part(share.discount), taxes: new Map(taxes) };
}

function sharesOf({ lines, totals }: IssuedDocument): Share[] {
  const amounts = lines.map(({ amount }) => BigInt(amount));
  const discounts = allocate(BigInt(totals.discount), amounts);
  const shares = amounts.map((amount, index): Share => {
    return { amount, discount: discounts[index]!, taxes: new Map() };
  });
  for (const { taxId, base, amount } of totals.taxes) {
    const taxed = lines.flatMap((line, index) => (line.taxIds?.includes(taxId) ? [index] : []));
    const weights = taxed.map((index) => shares[index]!.amount - shares[index]!.discount);
    const bases = allocate(BigInt(base), weights);
    const parts = allocate(BigInt(amount), weights);
    for (const [place, index] of taxed.entries())
      shares[index]!.taxes.set(taxId, { base: bases[place]!, amount: parts[place]! });
  }
  return shares;
}

/** The totals of what was reckoned by itself and of what was taken from the frozen ones, together. */
function added(
  rest: Totals,
  taken: readonly Share[],
  invoice: IssuedDocument,
  { pricesIncludeTax }: Pick<TotalsInput, 'pricesIncludeTax'>,
): Totals {
  const total = BigInt(rest.lines) + sum(taken.map(({ amount }) => amount));
  const discount = BigInt(rest.discount) + sum(taken.map((share) => share.discount));
  const rows = new Map(rest.taxes.map((row) => [row.taxId, row]));
  for (const { taxes } of taken) {
    for (const [taxId, { base, amount }] of taxes) {
      const row = rows.get(taxId) ?? {
        ...invoice.totals.taxes.find((each) => each.taxId === taxId)!,
        base: '0',
        amount: '0',
      };
      const next = { base: String(BigInt(row.base) + base), amount: String(BigInt(row.amount) + amount) };
      rows.set(taxId, { ...row, ...next });
    }
  }
  const taxes = [...rows.values()];
  const tax = sum(taxes.map(({ amount }) => BigInt(amount)));
  const net = total - discount - (pricesIncludeTax ? tax : 0n);
  return {
    lines: String(total),
    discount: String(discount),
    net: String(net),
    tax: String(tax),
    gross: String(net + tax),
    taxes,
  };
}

function mirroredDiscount(discount: Discount | undefined): Discount | undefined {
  return discount?.amount === undefined ? discount : { ...discount, amount: negated(discount.amount) };
}

function sameDiscount(a: Discount | undefined, b: Discount | undefined): boolean {
  return a?.percent === b?.percent && a?.amount === b?.amount;
}

function isZero(number: string): boolean {
  return /^-?0(\.0*)?$/.test(number);
}

function negated(number: string): string {
  if (isZero(number)) return number;
  return number.startsWith('-') ? number.slice(1) : `-${number}`;
}

/** Records hold at most six decimals (`decimalSchema`). */
const scale = 6;

function millionths(quantity: string): bigint {
  const { digits, scale: own } = decimal(quantity);
  return digits * 10n ** BigInt(scale - own);
}

/** So many millionths as records hold a decimal, without trailing zeros. */
function written(value: bigint): string {
  const text = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  const fraction = text.slice(-scale).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${text.slice(0, -scale)}${fraction === '' ? '' : `.${fraction}`}`;
}
