import type { Business } from '#shared/domain/business.ts';
import { parseDecimal, parseMoney } from '#shared/domain/money-text.ts';

/** Something that a text states and that a record can prove. `text` is how it is written there. */
export type Claim =
  | { kind: 'amount'; text: string; minor: bigint | undefined }
  | { kind: 'percent'; text: string; value: string | undefined }
  | { kind: 'date'; text: string; days: CalendarDay[] }
  | { kind: 'time'; text: string; minutes: number[] }
  | { kind: 'link'; text: string; address: string }
  | { kind: 'phone'; text: string; digits: string };

/** A day as written; the year only where it was. */
export interface CalendarDay {
  day: number;
  month: number;
  year: number | undefined;
}

const number = String.raw`\d{1,3}(?:[.,'’ ]\d{3})+(?:[.,]\d{1,3})?(?!\d)|\d+(?:[.,]\d{1,3})?(?!\d)`;

/** Signs and words of currencies, and which currencies each may mean. */
const currencies: [RegExp, (currency: string) => boolean][] = [
  [/^(€|eur|euros?)$/i, (currency) => currency === 'EUR'],
  [/^(£|gbp|pounds?|quid)$/i, (currency) => currency === 'GBP'],
  [/^(r\$|brl|reais|real)$/i, (currency) => currency === 'BRL'],
  [/^(us\$|usd)$/i, (currency) => currency === 'USD'],
  [/^(\$|[a-z]{1,2}\$|dollars?|dólares|dolares|pesos?)$/i, (currency) => dollarsAndPesos.has(currency)],
  [/^(¥|jpy|yen)$/i, (currency) => currency === 'JPY' || currency === 'CNY'],
  [/^(₹|inr|rs\.?|rupees?)$/i, (currency) => currency === 'INR'],
  [/^(fr\.|franken|francs?|chf)$/i, (currency) => currency === 'CHF'],
];

const dollarsAndPesos = new Set([
  'USD',
  'CAD',
  'AUD',
  'NZD',
  'SGD',
  'HKD',
  'MXN',
  'ARS',
  'CLP',
  'COP',
  'UYU',
]);

const sign = String.raw`[€£¥₹]|(?:[A-Z]{1,2})?\$|\b(?:EUR|USD|GBP|BRL|CHF|CAD|AUD|NZD|MXN|INR|JPY|[A-Z]{3}(?=\s?\d))|\bRs\.?|\bFr\.`;
const word = String.raw`euros?|dollars?|d[oó]lares|pounds?|quid|reais|real|pesos?|francs?|franken|rupees?|yen`;

const withSign = new RegExp(`(?<mark>${sign})\\s?(?<number>${number})`, 'g');
const signBehind = new RegExp(
  String.raw`(?<!\d)(?<number>${number})(?:,[-–—])?\s?(?<mark>[€£¥₹]|R?\$|(?:EUR|USD|GBP|BRL|CHF|CAD|AUD|NZD|MXN|INR|JPY)\b|(?:${word})\b)`,
  'gi',
);
/** A number after a word of price, where the currency is left out. */
const afterPriceWord = new RegExp(
  String.raw`\b(?:costs?|prices?|charges?|fees?|kostet|kosten|preise?|beträgt|cuestan?|precios?|vale|custam?|preços?|valor)\b[^.!?\n\d]{0,40}(?<number>${number})`,
  'gi',
);

/** Takes the amounts and percentages out of a text; what is left is returned with blanks in their place. */
export function takeNumbers(text: string, business: Business): { claims: Claim[]; rest: string } {
  const claims: Claim[] = [];
  const amount = (match: RegExpMatchArray): Claim => {
    const { mark, number: digits = '' } = match.groups ?? {};
    const fits = mark === undefined || isCurrency(mark, business.currency);
    const minor = fits ? parseMoney(digits, business.currency, business.locale) : undefined;
    return { kind: 'amount', text: match[0].trim(), minor };
  };
  let rest = take(
    text,
    /(?<number>\d+(?:[.,]\d+)?)\s?(?:%|percent\b|prozent\b|por ?cento\b|por ciento\b)/gi,
    claims,
    (match) => ({
      kind: 'percent',
      text: match[0],
      value: parseDecimal(match.groups?.['number'] ?? '', business.locale),
    }),
  );
  rest = take(rest, withSign, claims, amount);
  rest = take(rest, signBehind, claims, amount);
  rest = take(rest, afterPriceWord, claims, (match) => ({
    ...amount(match),
    text: match.groups?.['number'] ?? '',
  }));
  return { claims, rest };
}

/** Adds a claim for each match, and blanks the matches so that nothing is read twice. */
export function take(
  text: string,
  pattern: RegExp,
  claims: Claim[],
  read: (match: RegExpMatchArray) => Claim | undefined,
): string {
  let rest = '';
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const claim = read(match);
    if (claim === undefined) continue;
    claims.push(claim);
    rest += text.slice(end, match.index) + ' '.repeat(match[0].length);
    end = match.index + match[0].length;
  }
  return rest + text.slice(end);
}

function isCurrency(mark: string, currency: string): boolean {
  const known = currencies.find(([pattern]) => pattern.test(mark));
  return known === undefined
    ? mark.toUpperCase() === currency
    : known[1](currency) || mark.toUpperCase() === currency;
}
