import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

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

/** Whether a text is a number that can be called, read in the business's country. */
export function isPhoneNumber(text: string, country: string | undefined): boolean {
  return parse(text, country)?.isValid() ?? false;
}

function parse(text: string, country: string | undefined) {
  const known = country !== undefined && isSupportedCountry(country) ? country : undefined;
  return parsePhoneNumberFromString(text, known);
}
