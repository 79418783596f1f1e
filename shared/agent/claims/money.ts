import type { Business } from '#shared/domain/business.ts';
import { parseDecimal, parseMoney } from '#shared/domain/money-text.ts';
import type { Claim } from './claim.ts';
import type { WrittenNumber } from '#shared/lib/number-words.ts';

const number = String.raw`\d{1,3}(?:[.,'’ ]\d{3})+(?:[.,]\d{1,3})?(?!\d)|\d+(?:[.,]\d{1,3})?(?!\d)`;

/** Words for money, and which currencies each may mean. */
const currencyWords: [RegExp, string[]][] = [
  [/^eur(?:os?)?$/i, ['EUR']],
  [/^(pounds?|quid|libras?|pfund|livres?|sterline)$/i, ['GBP']],
  [/^(reais|real)$/i, ['BRL']],
  [/^(dollars?|d[oó]lare?s|bucks?|dollari)$/i, ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD']],
  [/^pesos?$/i, ['MXN', 'ARS', 'CLP', 'COP', 'UYU', 'PHP']],
  [/^yen$/i, ['JPY']],
  [/^(rs\.?|rupees?)$/i, ['INR', 'PKR', 'LKR', 'NPR']],
  [/^(fr\.|franken|francs?|franchi)$/i, ['CHF']],
];

const codes =
  'EUR|USD|GBP|BRL|CHF|CAD|AUD|NZD|MXN|INR|JPY|SEK|NOK|DKK|PLN|CZK|HUF|RON|ZAR|TRY|SGD|HKD|KES|NGN|GHS|AED|SAR|THB|MYR|IDR|PHP|VND|KRW|CNY|TWD|ILS|EGP|MAD|ARS|CLP|COP|PEN|UYU';
const sign = String.raw`(?:[A-Z]{1,2})?\p{Sc}|\b(?:${codes})\b|\bRs\.?|\bFr\.`;
const word = String.raw`euros?|dollars?|d[oó]lare?s|dollari|bucks?|pounds?|quid|libras?|pfund|livres?|sterline|reais|real|pesos?|francs?|franken|franchi|rupees?|yen`;

const withSign = new RegExp(`(?<mark>${sign})\\s?(?<number>${number})`, 'gu');
const signBehind = new RegExp(
  String.raw`(?<!\d)(?<number>${number})(?:,[-–—])?\s?(?<mark>R?\p{Sc}|(?:${codes}|${word})\b)`,
  'giu',
);
/** A number after a word of price, where the currency is left out. */
const afterPriceWord = new RegExp(
  String.raw`\b(?:costs?|prices?|charges?|fees?|pay|kostet|kosten|preise?|beträgt|cuestan?|precios?|vale|custam?|preços?|valor|coûtent?|coute|prix|costa|costano|prezz[oi])\b[^.!?\n\d]{0,40}(?<number>${number})`,
  'gi',
);
const percent =
  /(?<![\d.,])(?<number>\d+(?:[.,]\d+)?)\s?(?:%|٪|per ?cent\b|prozent\b|por ?cento\b|por ciento\b|pour ?cent\b|per ?cento\b)/giu;
const moneyBehind = new RegExp(String.raw`^\s?(?:${sign}|(?:${word})\b)`, 'iu');
const percentBehind = /^\s?(?:%|per ?cent\b|prozent\b|por ?cento\b|por ciento\b|pour ?cent\b)/iu;

/** What says that something costs nothing, or half, in the six languages; a price as much as a number is. */
const nothing =
  /\b(?:free of charge|for free|no charge|without charge|complimentary|gratis|gratuitamente|gratuit[oae]?s?|on the house|pays? nothing|costs? nothing|is free|are free|be free|was free|sin (?:coste|costo|cargo)|gr[aá]tis|sem custos?|cortesia|kostenlos\p{L}*|kostenfrei\p{L}*|umsonst|offerts?|offertes?|sans frais|omaggio|senza costi)(?![\p{L}])/giu;
const timeBehind = /^\s*(?:on|at|from|between|this|next|today|tomorrow|again)\b/i;
const half =
  /\b(?:half[- ](?:the )?(?:price|off|cost)|half of (?:the|that|your)|(?:a )?mitad (?:de|del) precio|medio precio|metade do preço|meio preço|(?:zum )?halbe[nr]? preis\p{L}*|hälfte|moitié prix|à moitié|metà prezzo)(?![\p{L}])/giu;

/** Amounts and percentages of a text whose digits are western, each with where it stands. */
export function moneyIn(text: string, written: readonly WrittenNumber[], business: Business): Claim[] {
  return [
    ...all(text, percent, (digits) => ({ kind: 'percent', value: parseDecimal(digits, business.locale) })),
    ...all(text, withSign, (digits, mark) => ({ kind: 'amount', minor: minorOf(digits, mark, business) })),
    ...all(text, signBehind, (digits, mark) => ({ kind: 'amount', minor: minorOf(digits, mark, business) })),
    ...all(
      text,
      afterPriceWord,
      (digits) => ({ kind: 'amount', minor: minorOf(digits, undefined, business) }),
      true,
    ),
    ...written.flatMap((each) => inWords(text, each, business)),
    ...all(text, nothing, () => ({ kind: 'amount', minor: 0n })).filter(
      (claim) => !/free$/i.test(claim.text) || !timeBehind.test(text.slice(claim.end)),
    ),
    ...all(text, half, () => ({ kind: 'percent', value: '50' })),
  ];
}

type Read = { kind: 'amount'; minor: bigint | undefined } | { kind: 'percent'; value: string | undefined };

function all(
  text: string,
  pattern: RegExp,
  read: (digits: string, mark?: string) => Read,
  numberOnly = false,
): Claim[] {
  return [...text.matchAll(pattern)].map((match) => {
    const { number: digits = '', mark } = match.groups ?? {};
    const end = match.index + match[0].length;
    const start = numberOnly ? end - digits.length : match.index;
    return { ...read(digits, mark), text: text.slice(start, end).trim(), start, end };
  });
}

function inWords(text: string, { value, start, end }: WrittenNumber, business: Business): Claim[] {
  const behind = text.slice(end, end + 20);
  const money = moneyBehind.exec(behind)?.[0];
  if (money !== undefined) {
    const to = end + money.length;
    const minor = minorOf(String(value), money.trim(), business);
    return [{ kind: 'amount', minor, text: text.slice(start, to), start, end: to }];
  }
  const rate = percentBehind.exec(behind)?.[0];
  if (rate === undefined) return [];
  const to = end + rate.length;
  return [{ kind: 'percent', value: String(value), text: text.slice(start, to), start, end: to }];
}

function minorOf(digits: string, mark: string | undefined, business: Business): bigint | undefined {
  const fits = mark === undefined || isCurrency(mark, business);
  return fits ? parseMoney(digits, business.currency, business.locale) : undefined;
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
