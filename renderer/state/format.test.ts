import { expect, test } from 'vitest';
import { currencies } from '#shared/domain/currencies.ts';
import { formatAmount, parseMoney } from '#shared/domain/money-text.ts';
import { createFormat } from './format.ts';

test('the window writes and reads every currency with the decimals of the table, like every other engine', () => {
  for (const [code, digits] of currencies) {
    const written = `1234567.${'8'.repeat(digits)}`.replace(/\.$/, '');
    const shown = formatAmount(written.replace('.', ''), code, 'en-US');
    expect([code, shown.replaceAll(',', '')]).toEqual([code, written]);
    expect(parseMoney(shown, code, 'en-US')).toBe(BigInt(written.replace('.', '')));
  }
});

test('sums of several currencies stand side by side, the business’s own first', () => {
  const { sums } = createFormat('en-GB', 'EUR', 'Europe/London');
  const amounts = [
    { amount: 7500n, currency: 'GBP' },
    { amount: 100n, currency: 'EUR' },
    { amount: 200n, currency: 'EUR' },
  ];
  expect(sums(amounts)).toBe('€3.00 + £75.00');
  expect(sums([])).toBe('€0.00');
});

test('a number to call is written as the business’s country writes it, alone and within words', () => {
  const { phone, phonesIn } = createFormat('de-DE', 'EUR', 'Europe/Berlin', 'DE');
  expect(phone('+49301234567')).toBe('030 1234567');
  expect(phonesIn('+49301234567 · Elm Street 12')).toBe('030 1234567 · Elm Street 12');
  expect(phonesIn('+442079460958')).toBe('+44 20 7946 0958');
  expect(phone('ring the bell')).toBe('ring the bell');
});
