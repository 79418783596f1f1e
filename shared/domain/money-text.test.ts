import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalSchema } from './common.ts';
import { currencies as table, minorDigits } from './currencies.ts';
import {
  formatAmount,
  formatDecimal,
  formatMoney,
  formatPrice,
  parseDecimal,
  parseMoney,
  parsePrice,
} from './money-text.ts';

const locales = [
  'en-US',
  'de-DE',
  'fr-FR',
  'de-CH',
  'en-IN',
  'pt-BR',
  'sv-SE',
  'pl-PL',
  'ar-EG',
  'fa-IR',
  'hi-IN',
  'bn-BD',
  'he-IL',
  'ja-JP',
];
const currencies = [...table.keys()];

test.each([
  ['1.234,50', 'de-DE', 123450n],
  ['1,234.50', 'en-US', 123450n],
  ['1,234.50', 'de-DE', 123450n],
  ['1.234,50', 'en-US', 123450n],
  ['12', 'en-US', 1200n],
  ['12.5', 'de-DE', 1250n],
  ['12,5', 'en-US', 1250n],
  ['1,234', 'en-US', 123400n],
  ['1.234', 'de-DE', 123400n],
  ['1 234,50', 'fr-FR', 123450n],
  ["1'234.50", 'de-CH', 123450n],
  ['1.234.567', 'de-DE', 123456700n],
  ['€ 12,00', 'de-DE', 1200n],
  ['12 EUR', 'de-DE', 1200n],
  ['-3,10', 'de-DE', -310n],
  ['−3.10', 'en-US', -310n],
  ['.5', 'en-US', 50n],
  ['0,5', 'de-DE', 50n],
  ['12.', 'en-US', 1200n],
])('an owner who types %s in %s means what they see', (text, locale, minor) => {
  expect(parseMoney(text, 'EUR', locale)).toBe(minor);
});

test('grouping by lakh is read in India', () => {
  expect(parseMoney('1,23,456.78', 'INR', 'en-IN')).toBe(12345678n);
});

test.each([
  ['', 'en-US'],
  ['abc', 'en-US'],
  ['1,2,3', 'en-US'],
  ['1.234', 'fr-FR'],
  ['12,345,67', 'de-DE'],
  ['1.23.4', 'en-US'],
  ['1.234,567', 'de-DE'],
  ['10 apples', 'en-US'],
  ['--5', 'en-US'],
  ['10%', 'en-US'],
  ['$12.50', 'en-US'],
  ['12.50 GBP', 'en-US'],
])('what could be misread is refused: %s in %s', (text, locale) => {
  expect(parseMoney(text, 'EUR', locale)).toBeUndefined();
});

test('a currency has the decimals that ISO 4217 gives it', () => {
  expect(['EUR', 'USD', 'JPY', 'KWD', 'INR', 'CHF'].map(minorDigits)).toEqual([2, 2, 0, 3, 2, 2]);
  // Of these the engines have opinions of their own.
  for (const code of ['RSD', 'HUF', 'COP', 'PKR', 'IDR', 'ALL']) expect(minorDigits(code)).toBe(2);
  expect(parseMoney('150,50', 'RSD', 'sr-RS')).toBe(15050n);
  expect(formatAmount('15050', 'RSD', 'sr-RS')).toBe('150,50');
  expect(parseMoney('12.5', 'JPY', 'ja-JP')).toBeUndefined();
  expect(parseMoney('1.234', 'KWD', 'en-US')).toBe(1234n);
});

test('amounts far beyond floating point are written exactly', () => {
  expect(formatMoney(12345678901234567890n, 'EUR', 'en-US')).toBe('€123,456,789,012,345,678.90');
  expect(formatMoney(-5n, 'EUR', 'en-US')).toBe('-€0.05');
  expect(formatAmount('123450', 'EUR', 'de-DE')).toBe('1.234,50');
  expect(formatDecimal('0.5', 'de-DE')).toBe('0,5');
});

test('what is shown in any locale is read back as the same amount', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 11n), max: 10n ** 11n }),
      fc.constantFrom(...locales),
      fc.constantFrom(...currencies),
      (minor, locale, currency) => {
        const shown = formatAmount(minor, currency, locale);
        expect(parseMoney(shown, currency, locale)).toBe(minor);
      },
    ),
  );
});

test('a quantity is kept as it was typed, without trailing zeros', () => {
  expect(parseDecimal('2,50', 'de-DE')).toBe('2.5');
  expect(parseDecimal('007', 'en-US')).toBe('7');
  expect(parseDecimal('10 %', 'en-US')).toBe('10');
  expect(parseDecimal('1.2345678', 'en-US')).toBeUndefined();
  expect(parseDecimal('1234567890123', 'en-US')).toBeUndefined();
});

test('no text whatsoever makes the parser fail or give something that a record refuses', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(...locales), (text, locale) => {
      const number = parseDecimal(text, locale);
      expect(decimalSchema.optional().safeParse(number).success).toBe(true);
    }),
  );
});

test('a document keeps the decimals that it froze, whatever the table says later', () => {
  expect(formatMoney('15050', 'EUR', 'en-US', 0)).toBe('€15,050');
  expect(parseMoney('15,050', 'EUR', 'en-US', 0)).toBe(15050n);
});

test('a price is shown with its currency where that is not the usual one, and is read back as it was', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 11n }),
      fc.constantFrom(...locales),
      fc.constantFrom(...currencies),
      fc.constantFrom(...currencies),
      (minor, locale, currency, own) => {
        const usual = { currency: own, locale };
        const shown = formatPrice(minor, currency, usual);
        expect(parsePrice(shown, currency, usual)).toEqual({ minor: String(minor), currency });
        expect(shown.includes(currency)).toBe(currency !== own);
      },
    ),
  );
});

test('a number that is typed over a price of another currency is of the usual one', () => {
  const usual = { currency: 'JPY', locale: 'en-IN' };
  expect(formatPrice('7500', 'INR', usual)).toBe('75.00 INR');
  expect(parsePrice('80', 'INR', usual)).toEqual({ minor: '80', currency: 'JPY' });
  expect(parsePrice('80 inr', 'INR', usual)).toEqual({ minor: '8000', currency: 'INR' });
  expect(parsePrice('₹80', 'INR', usual)).toBeUndefined();
});
