import type { Business } from '#shared/domain/business.ts';
import { parseDecimal, parseMoney } from '#shared/domain/money-text.ts';

/** Something that a text states and that a record can prove. `text` is how it is written there. */
export type Claim =
  | { kind: 'amount'; text: string; minor: bigint | undefined; at?: Span }
  | { kind: 'percent'; text: string; value: string | undefined }
  | { kind: 'date'; text: string; days: CalendarDay[] }
  | { kind: 'time'; text: string; minutes: number[] }
  | { kind: 'link'; text: string; address: string }
  | { kind: 'phone'; text: string; digits: string };

/** Where something stands in a text. */
export interface Span {
  start: number;
  end: number;
}

/** A day as written; the year only where it was. */
export interface CalendarDay {
  day: number;
  month: number;
  year: number | undefined;
}

const number = String.raw`\d{1,3}(?:[.,'’ ]\d{3})+(?:[.,]\d{1,3})?(?!\d)|\d+(?:[.,]\d{1,3})?(?!\d)`;

/** Words for money, and which currencies each may mean. */
const currencyWords: [RegExp, string[]][] = [
  [/^euros?$/i, ['EUR']],
  [/^(pounds?|quid)$/i, ['GBP']],
  [/^(reais|real)$/i, ['BRL']],
  [/^(dollars?|d[oó]lares)$/i, ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD']],
  [/^pesos?$/i, ['MXN', 'ARS', 'CLP', 'COP', 'UYU', 'PHP']],
  [/^yen$/i, ['JPY']],
  [/^(rs\.?|rupees?)$/i, ['INR', 'PKR', 'LKR', 'NPR']],
  [/^(fr\.|franken|francs?)$/i, ['CHF']],
];

const codes =
  'EUR|USD|GBP|BRL|CHF|CAD|AUD|NZD|MXN|INR|JPY|SEK|NOK|DKK|PLN|CZK|HUF|RON|ZAR|TRY|SGD|HKD|KES|NGN|GHS|AED|SAR|THB|MYR|IDR|PHP|VND|KRW|CNY|TWD|ILS|EGP|MAD|ARS|CLP|COP|PEN|UYU';
const sign = String.raw`(?:[A-Z]{1,2})?\p{Sc}|\b(?:${codes})\b|\bRs\.?|\bFr\.`;
const word = String.raw`euros?|dollars?|d[oó]lares|pounds?|quid|reais|real|pesos?|francs?|franken|rupees?|yen`;

const withSign = new RegExp(`(?<mark>${sign})\\s?(?<number>${number})`, 'gu');
const signBehind = new RegExp(
  String.raw`(?<!\d)(?<number>${number})(?:,[-–—])?\s?(?<mark>R?\p{Sc}|(?:${codes}|${word})\b)`,
  'giu',
);
/** A number after a word of price, where the currency is left out. */
const afterPriceWord = new RegExp(
  String.raw`\b(?:costs?|prices?|charges?|fees?|kostet|kosten|preise?|beträgt|cuestan?|precios?|vale|custam?|preços?|valor)\b[^.!?\n\d]{0,40}(?<number>${number})`,
  'gi',
);

/** Takes the amounts and percentages out of a text; what is left is returned with blanks in their place. */
export function takeNumbers(text: string, business: Business): { claims: Claim[]; rest: string } {
  const claims: Claim[] = [];
  const amount = (match: RegExpExecArray): Extract<Claim, { kind: 'amount' }> => {
    const { mark, number: digits = '' } = match.groups ?? {};
    const fits = mark === undefined || isCurrency(mark, business);
    const minor = fits ? parseMoney(digits, business.currency, business.locale) : undefined;
    const end = match.index + match[0].length;
    return { kind: 'amount', text: match[0].trim(), minor, at: { start: match.index, end } };
  };
  let rest = take(
    text,
    /(?<![\d.,])(?<number>\d+(?:[.,]\d+)?)\s?(?:%|percent\b|prozent\b|por ?cento\b|por ciento\b)/gi,
    claims,
    (match) => ({
      kind: 'percent',
      text: match[0],
      value: parseDecimal(match.groups?.['number'] ?? '', business.locale),
    }),
  );
  rest = take(rest, withSign, claims, amount);
  rest = take(rest, signBehind, claims, amount);
  rest = take(rest, afterPriceWord, claims, (match) => {
    const written = match.groups?.['number'] ?? '';
    const { at, ...read } = amount(match);
    return { ...read, text: written, at: { start: at!.end - written.length, end: at!.end } };
  });
  return { claims, rest };
}

/** Adds a claim for each match, and blanks the matches so that nothing is read twice. */
export function take(
  text: string,
  pattern: RegExp,
  claims: Claim[],
  read: (match: RegExpExecArray) => Claim | undefined,
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

/** Whether a sign, code or word may mean the currency of the business. */
function isCurrency(mark: string, { currency, locale }: Business): boolean {
  if (mark.toUpperCase() === currency) return true;
  const own = (['symbol', 'narrowSymbol'] as const).flatMap((currencyDisplay) =>
    [locale, 'en'].map((each) => signOf(currency, each, currencyDisplay)),
  );
  return (
    own.includes(mark) ||
    currencyWords.some(([pattern, meant]) => pattern.test(mark) && meant.includes(currency))
  );
}

function signOf(
  currency: string,
  locale: string,
  currencyDisplay: 'symbol' | 'narrowSymbol',
): string | undefined {
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay }).formatToParts(
    0,
  );
  return parts.find(({ type }) => type === 'currency')?.value;
}
