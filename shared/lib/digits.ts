/** `2` of the digit two of any script (one character of Unicode's `Nd`): each script's stand in order, ten in a row. */
export function westernDigit(digit: string): string {
  const code = digit.codePointAt(0)!;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}
