import { expect, test } from 'vitest';
import { taxSchema } from './business.ts';
import { countries, countryName, countryOf, suggestTaxes } from './countries.ts';
import { minorDigits } from './currencies.ts';
import { computeTotals } from './totals.ts';

test('every member of the EU and the large English-speaking markets have suggestions', () => {
  const eu = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');
  const others = 'GB US CA AU NZ IN BR MX ZA CH NO AE SG'.split(' ');
  for (const code of [...eu, ...others]) expect(countryOf(code)?.code).toBe(code);
  expect(new Set(countries.map(({ code }) => code)).size).toBe(countries.length);
});

test('what is suggested is valid: a currency, a locale, a name, and taxes that a line can bear', () => {
  for (const country of countries) {
    expect([0, 2, 3]).toContain(minorDigits(country.currency));
    expect(Intl.getCanonicalLocales(country.locale)).toEqual([country.locale]);
    expect(country.locale.endsWith(country.code)).toBe(true);
    expect(countryName(country.code, 'en')).not.toBe(country.code);
    const { taxes, defaultTaxIds = [] } = suggestTaxes(country);
    for (const tax of Object.values(taxes)) expect(taxSchema.safeParse(tax).success).toBe(true);
    for (const id of defaultTaxIds) expect(taxes).toHaveProperty([id]);
  }
});

test('an Indian business starts with CGST and SGST together, which make 18 %', () => {
  const { taxes, defaultTaxIds: taxIds } = suggestTaxes(countryOf('IN')!);
  const lines = [{ quantity: '1', unitPrice: '123450', taxIds }];
  expect(computeTotals({ lines, taxes, pricesIncludeTax: false, taxRounding: 'category' }).totals.gross).toBe(
    '145672',
  );
});

test('the paper and the rounding are the local ones', () => {
  expect([countryOf('US')?.paperSize, countryOf('DE')?.paperSize]).toEqual(['Letter', 'A4']);
  expect([countryOf('AE')?.taxRounding, countryOf('DE')?.taxRounding]).toEqual(['line', 'category']);
});

test('where the law asks for certified invoices, the owner is told that these are none', () => {
  for (const code of ['BR', 'ES', 'IL', 'PT']) expect(countryOf(code)?.note).toMatch(/certified/);
});
