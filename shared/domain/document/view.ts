import type { Address } from '../common.ts';
import type { Tax } from '../business.ts';
import { formatDay } from '../day.ts';
import type { Discount, DocumentContent, Party } from '../invoice.ts';
import type { Account } from '../invoice-status.ts';
import { formatAmount, formatDecimal, formatMoney } from '../money-text.ts';
import type { DocumentLabels } from './labels.ts';
import { documentLabels } from './labels.ts';

/** One row of figures under the lines. */
export interface SumRow {
  label: string;
  value: string;
  /** `total` is the line the eye goes to; `quiet` is an explanation. */
  weight: 'normal' | 'quiet' | 'total';
}

/** "VAT 20 %" in the locale's way of writing percent. */
export function describeTax(tax: Tax, locale: string): string {
  return tax.category === 'S' ? `${tax.label} ${formatPercent(tax.rate, locale)}` : tax.label;
}

export function formatPercent(percent: string, locale: string): string {
  return `${formatDecimal(percent, locale)} %`;
}

/** A discount as it was given: percent or amount. */
export function describeDiscount(
  discount: Discount,
  content: Pick<DocumentContent, 'currency' | 'locale'>,
): string {
  if (discount.percent !== undefined) return formatPercent(discount.percent, content.locale);
  return formatAmount(discount.amount ?? '0', content.currency, content.locale);
}

/** The lines of a party's block below its name. */
export function partyLines(party: Party): string[] {
  const taxId = party.taxId === undefined ? '' : `${party.taxIdLabel ?? ''} ${party.taxId}`;
  const legal = party.legalName === party.name ? '' : (party.legalName ?? '');
  return filled([party.contactName ?? '', legal, ...addressLines(party.address), taxId]);
}

/** How to reach a party, for one line. */
export function reachLines(party: Party): string[] {
  return filled([party.phone ?? '', party.email ?? '', party.website ?? '']);
}

/** Countries that write the postcode after the town; all others write it before. */
const postcodeLast = new Set(['AU', 'CA', 'GB', 'IE', 'IN', 'NZ', 'SG', 'US', 'ZA']);

export function addressLines(address: Address | undefined): string[] {
  if (address === undefined) return [];
  const { street = '', line2 = '', city = '', postcode = '', region = '', country = '' } = address;
  const town = postcodeLast.has(country) ? `${city} ${region} ${postcode}` : `${postcode} ${city} ${region}`;
  return filled([street, line2, town]);
}

/** The figures under the lines, in the order in which they are reckoned. */
export function sumRows(content: DocumentContent, account?: Account): SumRow[] {
  const labels = documentLabels(content.locale);
  const { totals, locale, currency } = content;
  const amount = (minor: string | bigint) => formatAmount(minor, currency, locale);
  const rows: SumRow[] = [];
  const discounted = BigInt(totals.discount) !== 0n;
  if (discounted || totals.taxes.length > 0) rows.push(normal(labels.subtotal, amount(totals.lines)));
  if (discounted) rows.push(normal(discountLabel(content, labels), amount(-BigInt(totals.discount))));
  if (!content.pricesIncludeTax) {
    if (discounted && totals.taxes.length > 0) rows.push(normal(labels.net, amount(totals.net)));
    for (const row of taxRows(content, labels)) rows.push(normal(row.label, row.value));
  }
  rows.push({ label: labels.total, value: formatMoney(totals.gross, currency, locale), weight: 'total' });
  if (content.pricesIncludeTax) {
    for (const row of taxRows(content, labels))
      rows.push({ ...row, label: `${labels.includes} ${row.label}`, weight: 'quiet' });
  }
  return [...rows, ...accountRows(content, account, labels)];
}

function taxRows(
  { totals, locale, currency }: DocumentContent,
  labels: DocumentLabels,
): { label: string; value: string }[] {
  return totals.taxes.map((row) => ({
    label: `${describeTax(row.tax, locale)} ${labels.on} ${formatAmount(row.base, currency, locale)}`,
    value: formatAmount(row.amount, currency, locale),
  }));
}

function accountRows(
  content: DocumentContent,
  account: Account | undefined,
  labels: DocumentLabels,
): SumRow[] {
  if (account === undefined || (account.paid === 0n && account.credited === 0n)) return [];
  const { currency, locale } = content;
  const rows: SumRow[] = [];
  if (account.credited !== 0n)
    rows.push(normal(labels.credited, formatAmount(account.credited, currency, locale)));
  if (account.paid !== 0n) rows.push(normal(labels.paid, formatAmount(-account.paid, currency, locale)));
  rows.push({ label: labels.amountDue, value: formatMoney(account.due, currency, locale), weight: 'total' });
  return rows;
}

function discountLabel({ discount, locale }: DocumentContent, labels: DocumentLabels): string {
  const percent = discount?.percent;
  return percent === undefined ? labels.discount : `${labels.discount} ${formatPercent(percent, locale)}`;
}

/** What the law wants said where no tax is charged. */
export function taxRemarks(content: DocumentContent): string[] {
  const labels = documentLabels(content.locale);
  const categories = new Set(content.totals.taxes.map((row) => row.tax.category));
  return filled([
    content.pricesIncludeTax && content.totals.taxes.length > 0 ? labels.pricesIncludeTax : '',
    categories.has('AE') ? labels.reverseCharge : '',
    categories.has('E') ? labels.exempt : '',
  ]);
}

/** The dates and references at the head, each with its label. */
export function factRows(content: DocumentContent): { label: string; value: string }[] {
  const labels = documentLabels(content.locale);
  const day = (value: string | undefined) => (value === undefined ? '' : formatDay(value, content.locale));
  const rows = [
    { label: labels.issueDate, value: day(content.issueDate) },
    { label: labels.supplyDate, value: day(content.supplyDate) },
    { label: labels.dueDate, value: day(content.dueDate) },
    { label: labels.corrects, value: content.correctsNumber ?? '' },
  ];
  return rows.filter((row) => row.value !== '');
}

function normal(label: string, value: string): SumRow {
  return { label, value, weight: 'normal' };
}

function filled(lines: string[]): string[] {
  return lines.map((line) => line.replaceAll(/\s+/g, ' ').trim()).filter((line) => line !== '');
}
