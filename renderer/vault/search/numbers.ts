const phoneLike = /\+?\d[\d ().\-/]{4,}\d/g;

/** The phone numbers in a text, as digits: by these a number is found however it is written. */
export function numbersIn(text: string): string[] {
  return [...text.matchAll(phoneLike)]
    .map(([number]) => digitsOf(number))
    .filter(({ length }) => length >= 6);
}

/** The digits of a query that is a phone number or a part of one; without the zeros that a country code replaces. */
export function numberQuery(query: string): string | undefined {
  if (!/^[\d\s()+./-]+$/.test(query)) return undefined;
  const digits = digitsOf(query).replace(/^0+/, '');
  return digits.length >= 3 ? digits : undefined;
}

export function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '');
}
