import { expect, test } from 'vitest';
import { discountField, readDiscount, writeDiscount } from './discount-text.ts';

test('with the sign it is percent, without it an amount, and nothing is no discount', () => {
  expect(readDiscount('10 %', 'EUR', 'de-DE')).toEqual({ percent: '10' });
  expect(readDiscount('7,5%', 'EUR', 'de-DE')).toEqual({ percent: '7.5' });
  expect(readDiscount('25,00', 'EUR', 'de-DE')).toEqual({ amount: '2500' });
  expect(discountField(readDiscount(' ', 'EUR', 'de-DE')!)).toBeUndefined();
});

test('what makes no sense as a discount is refused', () => {
  for (const text of ['ten', '101 %', '-5 %', '1,2,3'])
    expect(readDiscount(text, 'EUR', 'de-DE')).toBeUndefined();
});

test('a discount that is shown is read back as the same, in any way of writing percent', () => {
  for (const locale of ['en-GB', 'de-DE', 'tr-TR', 'fa-IR', 'ar-EG']) {
    for (const discount of [{ percent: '12.5' }, { amount: '1999' }]) {
      expect(readDiscount(writeDiscount(discount, 'EUR', locale), 'EUR', locale)).toEqual(discount);
    }
  }
});
