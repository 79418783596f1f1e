import { expect, test } from 'vitest';
import { readQuantity, writeQuantity } from './quantity-text.ts';

test.each([
  ['2', 'en-GB', '2', undefined],
  ['2.5 hours', 'en-GB', '2.5', 'hours'],
  ['2,5 Std.', 'de-DE', '2.5', 'Std.'],
  ['1.000 m²', 'de-DE', '1000', 'm²'],
  ['3m', 'en-GB', '3', 'm'],
])('an owner who types %s means so much of that', (text, locale, quantity, unit) => {
  const read = readQuantity(text, locale);
  expect(read).toEqual({ quantity, unit });
  expect(readQuantity(writeQuantity(read!, locale), locale)).toEqual(read);
});

test.each(['', 'hours', '2 and a half hours of plain work', '1.2.3.4'])(
  'what is no quantity is refused: %s',
  (text) => {
    expect(readQuantity(text, 'en-GB')).toBeUndefined();
  },
);
