import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSamePhone, phoneKey } from './phone.ts';

test.each([
  ['BR', '(31) 98765-4321', '+553187654321'],
  ['BR', '+55 31 98765-4321', '+5531987654321'],
  ['AR', '11 2345 6789', '+5491123456789'],
  ['AR', '011 15 2345-6789', '+541123456789'],
  ['MX', '55 1234 5678', '+5215512345678'],
  ['MX', '044 55 1234 5678', '+525512345678'],
  ['MX', '01 55 1234 5678', '+5215512345678'],
  ['BJ', '+229 97 12 34 56', '+2290197123456'],
  ['BJ', '97 12 34 56', '+2290197123456'],
  ['CI', '07 08 09 10', '+2250707080910'],
  ['CI', '+225 05 06 07 08', '+2250505060708'],
  ['IN', '९८७६५४३२१०', '+919876543210'],
  ['SA', '٠٥٠١٢٣٤٥٦٧', '+966501234567'],
  ['IE', '087 123 4567', '+353871234567'],
  ['IT', '06 1234 5678', '+390612345678'],
])('in %s %s and %s reach one subscriber', (country, typed, id) =>
  expect(isSamePhone(typed, id, country)).toBe(true),
);

test.each([
  ['BR', '(31) 3765-4321', '+5531937654321'],
  ['BR', '(31) 98765-4321', '+5521987654321'],
  ['AR', '11 2345 6789', '+5491123456780'],
  ['IE', '087 123 4567', '+447871234567'],
  ['CI', '07 08 09 10', '+2250507080910'],
  ['IE', '', 'no number'],
])('in %s %s and %s do not', (country, typed, id) => expect(isSamePhone(typed, id, country)).toBe(false));

test('a number is equal to itself however it is spaced', () => {
  const digits = fc.stringMatching(/^\+(5531|5491|521|353|49|229|225)[1-9]\d{7,9}$/);
  fc.assert(
    fc.property(digits, (number) => {
      const spaced = number.replaceAll(/(\d{3})(?=\d)/g, '$1 ');
      expect(phoneKey(spaced, 'IE')).toBe(phoneKey(number, 'IE'));
    }),
  );
});
