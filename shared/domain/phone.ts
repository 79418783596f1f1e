import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';
import { westernDigit } from '#shared/lib/digits.ts';

/**
 * A number as it is kept: E.164 (`+31612345678`) where it is a valid number, read in the business's country
 * (ISO 3166-1 alpha-2); otherwise as it was typed, because an owner must be able to keep what a customer gave.
 */
export function normalisePhone(typed: string, country: string | undefined): string {
  const number = parse(typed, country);
  return number?.isValid() ? number.number : typed.trim();
}

/** A number as people of the business's country write it; a foreign one with its country code. */
export function formatPhone(stored: string, country: string | undefined): string {
  const number = parse(stored, country);
  if (!number?.isPossible()) return stored;
  return number.country === country ? number.formatNational() : number.formatInternational();
}

/**
 * The country (ISO 3166-1 alpha-2) of a number that begins with its country code. Of several that share one it is the
 * first where the number does not tell: Meta's prices go by country codes.
 */
export function countryOfNumber(number: string): string | undefined {
  const parsed = parsePhoneNumberFromString(number);
  return parsed?.country ?? parsed?.getPossibleCountries()[0];
}

/** A number as it is read in every country: `+44 7700 900101`. */
export function internationalPhone(stored: string): string {
  return parsePhoneNumberFromString(stored)?.formatInternational() ?? stored;
}

/** Whether a text is a number that can be called, read in the business's country. */
export function isPhoneNumber(text: string, country: string | undefined): boolean {
  return parse(text, country)?.isValid() ?? false;
}

/**
 * What tells one subscriber from another, by the numbering plan of the number's country: several valid ways to
 * write one number have one key. Digits only; of what is no number its digits.
 */
export function phoneKey(typed: string, country: string | undefined): string {
  const number = parse(typed, country);
  const digits = number?.isPossible() ? number.number.slice(1) : digitsOf(typed);
  const older = number?.isPossible() || !isKnown(country) ? [] : [getCountryCallingCode(country) + digits];
  for (const form of [digits, ...older])
    for (const { pattern, subscriber } of equalForms)
      if (pattern.test(form)) return form.replace(pattern, subscriber);
  return digits;
}

/** Whether two numbers reach one subscriber, each read in the business's country. */
export function isSamePhone(one: string, other: string, country: string | undefined): boolean {
  // Reading a number properly is slow; most differ in their last digits already.
  if (lastDigits(one) !== lastDigits(other)) return false;
  const key = phoneKey(one, country);
  return key !== '' && key === phoneKey(other, country);
}

/** What equal numbers have in common, however they are written: a first sieve. */
export function lastDigits(number: string): string {
  return digitsOf(number).slice(-5);
}

/**
 * Countries whose mobile numbers are written in two ways, and how channels and people differ: WhatsApp's ids leave
 * out Brazil's ninth digit, put Argentina's 9 and Mexico's old 1 behind the country code, and know numbers from
 * before they grew: Benin’s got 01, those of Côte d’Ivoire 01, 05 or 07 by their operator. Sources: the national
 * numbering plans as ITU-T E.164 lists them.
 */
const equalForms: { pattern: RegExp; subscriber: string }[] = [
  { pattern: /^55([1-9]\d)([6-9]\d{7})$/, subscriber: '55$19$2' },
  { pattern: /^549(\d{10})$/, subscriber: '54$1' },
  { pattern: /^521(\d{10})$/, subscriber: '52$1' },
  { pattern: /^229(\d{8})$/, subscriber: '22901$1' },
  { pattern: /^225([04-9][0-3]\d{6})$/, subscriber: '22501$1' },
  { pattern: /^225([04-9][4-6]\d{6})$/, subscriber: '22505$1' },
  { pattern: /^225([04-9][7-9]\d{6})$/, subscriber: '22507$1' },
];

/** What was dialled first in a country and is part of no number: until 2019 in Mexico. */
const formerTrunk: Partial<Record<string, RegExp>> = { MX: /^(?:01|04[45])(?=\d{10}$)/ };

function parse(text: string, country: string | undefined) {
  const known = isKnown(country) ? country : undefined;
  const western = text.replaceAll(/\p{Nd}/gu, westernDigit);
  const digits = digitsOf(western);
  const trunk = formerTrunk[known ?? ''];
  const national = trunk?.test(digits) ? digits.replace(trunk, '') : western;
  return parsePhoneNumberFromString(national, known);
}

function isKnown(country: string | undefined): country is CountryCode {
  return country !== undefined && isSupportedCountry(country);
}

function digitsOf(text: string): string {
  return text.replaceAll(/\p{Nd}/gu, westernDigit).replaceAll(/\D/g, '');
}
