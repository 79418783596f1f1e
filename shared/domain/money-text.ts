import { minorDigits } from './currencies.ts';
import { sum } from './money.ts';

/** Money as the locale writes it, with its currency: `1.234,50 €`. `digits`: those of a document that froze them. */
export function formatMoney(
  minor: bigint | string,
  currency: string,
  locale: string,
  digits = minorDigits(currency),
): string {
  return formatter(locale, currency, digits).format(exact(minor, digits));
}

/** Money without its currency, with all its decimals: `1.234,50`, for columns that name the currency once. */
export function formatAmount(
  minor: bigint | string,
  currency: string,
  locale: string,
  digits = minorDigits(currency),
): string {
  return decimalFormatter(locale, digits, digits).format(exact(minor, digits));
}

/** An amount for programs: `-1234.50`, with as many decimals as `digits` says. */
export function plainAmount(minor: string, digits: number): string {
  const text = exact(minor, digits).slice(0, -1);
  return digits === 0 ? text.slice(0, -1) : text;
}

/** An amount in a field: without its currency, unless that is not the usual one: `75,00`, `75,00 INR`. */
export function formatPrice(
  minor: bigint | string,
  currency: string,
  usual: { currency: string; locale: string },
): string {
  const amount = formatAmount(minor, currency, usual.locale);
  return currency === usual.currency ? amount : `${amount} ${currency}`;
}

/**
 * A price as an owner types it: a number alone is of the business's usual currency; a price that had another one
 * keeps it as long as its code stands beside the number.
 */
export function parsePrice(
  text: string,
  had: string | undefined,
  usual: { currency: string; locale: string },
): { minor: string; currency: string } | undefined {
  const code = had !== undefined && text.toUpperCase().includes(had);
  const currency = code ? had : usual.currency;
  const minor = parseMoney(text, currency, usual.locale);
  return minor === undefined ? undefined : { minor: String(minor), currency };
}

/** A decimal as records hold it, written in the locale: `0.5` becomes `0,5`. */
export function formatDecimal(value: string, locale: string): string {
  return decimalFormatter(locale, 0, 6).format(value as Intl.StringNumericLiteral);
}

/** A rate in percent as records hold it, written in the locale: `9.975` becomes `9,975 %` in German, `9.975%` in English. */
export function formatPercent(percent: string, locale: string): string {
  const format = cached(locale, { style: 'percent', maximumFractionDigits: 6 });
  return format.format(`${percent}e-2` as Intl.StringNumericLiteral);
}

/**
 * Money as an owner types it in their locale: `1.234,50`, `1,234.50`, `12`, `€ 12`.
 * `undefined` where it cannot be read with certainty, has more decimals than the currency, or names another one.
 */
export function parseMoney(
  text: string,
  currency: string,
  locale: string,
  digits = minorDigits(currency),
): bigint | undefined {
  if (/[%٪]/.test(text)) return undefined;
  const number = parseDecimal(withoutSign(text, currency, locale), locale);
  if (number === undefined) return undefined;
  const [whole = '', fraction = ''] = number.split('.');
  if (fraction.length > digits) return undefined;
  return BigInt(whole + fraction.padEnd(digits, '0'));
}

/**
 * A number as an owner types it in their locale, as records hold it (`decimalSchema`), without trailing
 * zeros. `undefined` where it cannot be read with certainty or is too long.
 */
export function parseDecimal(text: string, locale: string): string | undefined {
  const plain = plainDigits(text).replaceAll(/[\s\p{Cf}'’%٪]/gu, '');
  const [, sign = '', body = ''] = /^([-−+]?)([\d.,]+)$/u.exec(plain) ?? [];
  const at = decimalMark(body, locale);
  if (at === undefined) return undefined;
  const whole = body.slice(0, at).replaceAll(/[.,]/g, '');
  const fraction = body.slice(at + 1).replace(/0+$/, '');
  if (!/^\d{0,12}$/.test(whole) || !/^\d{0,6}$/.test(fraction) || !/\d/.test(body)) return undefined;
  const value = (whole.replace(/^0+(?=\d)/, '') || '0') + (fraction === '' ? '' : `.${fraction}`);
  return value !== '0' && (sign === '-' || sign === '−') ? `-${value}` : value;
}

/** Sums of several currencies side by side, the `own` first: `120,00 € + 75,00 £`; zero of it where there is none. */
export function formatSums(
  amounts: Iterable<{ amount: bigint; currency: string }>,
  own: string,
  locale: string,
): string {
  return sumByCurrency(amounts, own)
    .map(([currency, sum]) => formatMoney(sum, currency, locale))
    .join(' + ');
}

/** Sums by currency, the `first` one first, which is there even where it has none and no other has. */
function sumByCurrency(
  amounts: Iterable<{ amount: bigint; currency: string }>,
  first: string,
): [currency: string, sum: bigint][] {
  const sums = new Map<string, bigint>();
  for (const { amount, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + amount);
  if (sums.size === 0) return [[first, 0n]];
  return [...sums].toSorted(([a], [b]) => Number(b === first) - Number(a === first) || (a < b ? -1 : 1));
}

/** The text less one sign or code of the currency; that of another stays, so that no number comes of it. */
function withoutSign(text: string, currency: string, locale: string): string {
  const signs = [currency, ...signsOf(currency, locale), ...signsOf(currency, 'en')];
  const lower = text.toLowerCase();
  const sign = signs.find((each) => lower.includes(each.toLowerCase())) ?? '';
  const at = lower.indexOf(sign.toLowerCase());
  return text.slice(0, at) + text.slice(at + sign.length);
}

const signs = new Map<string, string[]>();

function signsOf(currency: string, locale: string): string[] {
  const key = `${currency} ${locale}`;
  const known = signs.get(key) ?? writtenSigns(currency, locale);
  signs.set(key, known);
  return known;
}

function writtenSigns(currency: string, locale: string): string[] {
  return (['symbol', 'narrowSymbol'] as const).flatMap((currencyDisplay) => {
    const parts = cached(locale, { style: 'currency', currency, currencyDisplay }).formatToParts(0);
    return parts.find((part) => part.type === 'currency')?.value ?? [];
  });
}

/** The sum of amounts as records hold them. */
export function sumMinor(amounts: readonly string[]): bigint {
  return sum(amounts.map(BigInt));
}

/** Where the fraction begins: the index of its mark, or the end; `undefined` where the marks make no number. */
function decimalMark(body: string, locale: string): number | undefined {
  const marks = [...body.matchAll(/[.,]/g)];
  const last = marks.at(-1);
  if (last === undefined) return body === '' ? undefined : body.length;
  const kinds = new Set(marks.map(([mark]) => mark));
  const single = marks.length === 1;
  const grouped = isGrouped(body);
  // Two kinds: the last one marks the fraction. One kind, many times: groups. One mark: the locale decides.
  if (kinds.size === 2)
    return isGrouped(body.slice(0, last.index)) && !repeats(marks, last[0]) ? last.index : undefined;
  if (!single) return grouped ? body.length : undefined;
  return last[0] === separators(locale).group && grouped ? body.length : last.index;
}

function repeats(marks: RegExpExecArray[], mark: string): boolean {
  return marks.filter(([other]) => other === mark).length > 1;
}

/** `1.234.567`, `1,23,456` (India): groups of two or three, the last of three, all with the same mark. */
function isGrouped(text: string): boolean {
  return /^[1-9]\d{0,2}([.,])(\d{2,3}\1)*\d{3}$/.test(text);
}

const groups = new Map<string, { group: string | undefined }>();

function separators(locale: string): { group: string | undefined } {
  const known = groups.get(locale) ?? writtenSeparators(locale);
  groups.set(locale, known);
  return known;
}

function writtenSeparators(locale: string): { group: string | undefined } {
  const parts = decimalFormatter(locale, 1, 1).formatToParts(1_234_567.5);
  return { group: parts.find((part) => part.type === 'group')?.value };
}

/** Arabic, Persian, Devanagari and Bengali digits and Arabic separators as the ASCII ones. */
function plainDigits(text: string): string {
  return text
    .replaceAll(/[٠-٩۰-۹०-९০-৯]/g, (digit) => String((digit.codePointAt(0)! & 0x0f) - (digit >= '०' ? 6 : 0)))
    .replaceAll('٫', '.')
    .replaceAll('٬', ',');
}

function exact(minor: bigint | string, digits: number): Intl.StringNumericLiteral {
  const text = String(minor);
  const negative = text.startsWith('-');
  const padded = (negative ? text.slice(1) : text).padStart(digits + 1, '0');
  const cut = padded.length - digits;
  return `${negative ? '-' : ''}${padded.slice(0, cut)}.${padded.slice(cut)}0` as Intl.StringNumericLiteral;
}

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(locale: string, currency: string, digits: number): Intl.NumberFormat {
  const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return cached(locale, { style: 'currency', currency, ...fraction });
}

function decimalFormatter(locale: string, least: number, most: number): Intl.NumberFormat {
  return cached(locale, { minimumFractionDigits: least, maximumFractionDigits: most });
}

/** Making a formatter is slow; lists format thousands of amounts. */
function cached(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify([locale, options]);
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale, options);
  formatters.set(key, made);
  return made;
}
