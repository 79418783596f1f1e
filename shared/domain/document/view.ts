import type { Address } from '../common.ts';
import type { Tax } from '../business.ts';
import { countryName } from '../countries.ts';
import { formatDay } from '../day.ts';
import type { Discount, DocumentContent, Party } from '../invoice.ts';
import type { Account } from '../invoice-status.ts';
import { formatAmount, formatMoney, formatPercent } from '../money-text.ts';
import type { DocumentLabels } from './labels.ts';
import { documentLabels } from './labels.ts';

/** What a document has frozen of how its money is written. */
export type MoneyStyle = Pick<DocumentContent, 'currency' | 'digits' | 'locale'>;

/** Money of a document, with its currency. */
export function writeMoney(minor: bigint | string, { currency, digits, locale }: MoneyStyle): string {
  return formatMoney(minor, currency, locale, digits);
}

/** Money of a document, where the currency need not be said. */
export function writeAmount(minor: bigint | string, { currency, digits, locale }: MoneyStyle): string {
  return formatAmount(minor, currency, locale, digits);
}

/** More digits than this do not fit the usual columns: `1,234,567.89`. */
const usualDigits = 9;

/** How the table of lines is laid out: its columns have fixed widths, wider ones where amounts are long. */
export function lineTableClass({ lines }: Pick<DocumentContent, 'lines'>): string {
  const isLong = lines.some(
    ({ amount, unitPrice }) => Math.max(amount.length, unitPrice.length) > usualDigits,
  );
  return isLong ? 'pl-lines pl-long' : 'pl-lines';
}

/** One row of figures under the lines. */
export interface SumRow {
  kind: 'subtotal' | 'discount' | 'net' | 'tax' | 'total' | 'credited' | 'paid' | 'due';
  /** For a tax: which one. */
  taxId?: string;
  label: string;
  value: string;
  /** `total` is the line the eye goes to; `quiet` is an explanation. */
  weight: 'normal' | 'quiet' | 'total';
}

/** "VAT 20%", in the locale's way of writing percent. */
export function describeTax(tax: Tax, locale: string): string {
  return tax.category === 'S' ? `${tax.label} ${formatPercent(tax.rate, locale)}` : tax.label;
}

/** A discount as it was given: percent or amount. */
export function describeDiscount(discount: Discount, content: MoneyStyle): string {
  if (discount.percent !== undefined) return formatPercent(discount.percent, content.locale);
  return writeAmount(discount.amount ?? '0', content);
}

type Parties = Pick<DocumentContent, 'seller' | 'buyer' | 'locale'>;

/** The lines of a party's block below its name; with its country where the other is in another one. */
export function partyLines(party: Party, { seller, buyer, locale }: Parties): string[] {
  const { country } = party.address ?? {};
  const here = seller.address?.country;
  const isAbroad = here !== (buyer.address?.country ?? here);
  const land = isAbroad && country !== undefined ? countryName(country, documentLabels(locale).language) : '';
  const taxIds = (party.taxIds ?? []).map(({ label = '', value }) => `${label} ${value}`);
  const legal = party.legalName === party.name ? '' : (party.legalName ?? '');
  return filled([party.contactName ?? '', legal, ...addressLines(party.address), land, ...taxIds]);
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
  const { totals, pricesIncludeTax } = content;
  const amount = (minor: string | bigint) => writeAmount(minor, content);
  const discounted = BigInt(totals.discount) !== 0n;
  const taxed = totals.taxes.length > 0;
  const rows: SumRow[] = [];
  if (discounted || taxed) rows.push(row('subtotal', labels.subtotal, amount(totals.lines)));
  if (discounted)
    rows.push(row('discount', discountLabel(content, labels), amount(-BigInt(totals.discount))));
  if (discounted && taxed && !pricesIncludeTax) rows.push(row('net', labels.net, amount(totals.net)));
  if (!pricesIncludeTax) rows.push(...taxRows(content, labels));
  rows.push({ ...row('total', labels.total, writeMoney(totals.gross, content)), weight: 'total' });
  if (pricesIncludeTax) rows.push(...taxRows(content, labels));
  return [...rows, ...accountRows(content, account, labels)];
}

function taxRows(content: DocumentContent, labels: DocumentLabels): SumRow[] {
  const { totals, locale, pricesIncludeTax } = content;
  return totals.taxes.map(({ taxId, tax, base, amount }) => {
    const words = `${describeTax(tax, locale)} ${labels.on} ${writeAmount(base, content)}`;
    const label = pricesIncludeTax ? `${labels.includes} ${words}` : words;
    const weight = pricesIncludeTax ? 'quiet' : 'normal';
    return { ...row('tax', label, writeAmount(amount, content)), taxId, weight };
  });
}

function accountRows(
  content: DocumentContent,
  account: Account | undefined,
  labels: DocumentLabels,
): SumRow[] {
  if (account === undefined || (account.paid === 0n && account.credited === 0n)) return [];
  const rows: SumRow[] = [];
  if (account.credited !== 0n) {
    rows.push(row('credited', labels.credited, writeAmount(account.credited, content)));
  }
  if (account.paid !== 0n) rows.push(row('paid', labels.paid, writeAmount(-account.paid, content)));
  const isCredit = account.due < 0n;
  const label = isCredit ? labels.customerCredit : labels.amountDue;
  const left = writeMoney(isCredit ? -account.due : account.due, content);
  return [...rows, { ...row('due', label, left), weight: 'total' }];
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

/** Dates, references and what is due, for the head, each with its label. */
export function factRows(content: DocumentContent, account?: Account): { label: string; value: string }[] {
  const labels = documentLabels(content.locale);
  const day = (value: string | undefined) => (value === undefined ? '' : formatDay(value, content.locale));
  const due = account?.due ?? BigInt(content.totals.gross);
  const owed = due < 0n ? 0n : due;
  const rows = [
    { label: labels.issueDate, value: day(content.issueDate) },
    { label: labels.supplyDate, value: day(content.supplyDate) },
    { label: labels.dueDate, value: day(content.dueDate) },
    { label: labels.corrects, value: content.correctsNumber ?? '' },
    {
      label: labels.amountDue,
      value: content.kind === 'invoice' ? writeMoney(owed, content) : '',
    },
  ];
  return rows.filter((row) => row.value !== '');
}

function row(kind: SumRow['kind'], label: string, value: string): SumRow {
  return { kind, label, value, weight: 'normal' };
}

function filled(lines: string[]): string[] {
  return lines.map((line) => line.replaceAll(/\s+/g, ' ').trim()).filter((line) => line !== '');
}
