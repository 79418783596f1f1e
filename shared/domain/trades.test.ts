import { expect, test } from 'vitest';
import { countries } from './countries.ts';
import { minorSchema } from './common.ts';
import { trades, usualPrice } from './trades.ts';

test('Every trade starts with a price list in the currency of every country', () => {
  for (const { services } of trades) {
    expect(services.length).toBeGreaterThan(1);
    for (const service of services) {
      for (const { currency } of countries)
        expect(minorSchema.safeParse(usualPrice(service, currency)).success).toBe(true);
    }
  }
});

test('A price has the decimals of its currency', () => {
  const service = { name: 'Call-out', price: 75 };
  expect(usualPrice(service, 'EUR')).toBe('7500');
  expect(usualPrice(service, 'JPY')).toBe('7500');
  expect(usualPrice(service, 'INR')).toBe('150000');
});

test('No two trades share an id', () => {
  expect(new Set(trades.map(({ id }) => id)).size).toBe(trades.length);
});
