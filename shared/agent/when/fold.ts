import { westernDigit } from '#shared/lib/digits.ts';

/**
 * Lower case without accents, one unit for each unit of the text, so that a place found in the folded text is
 * the same place in the text itself.
 */
export function fold(text: string): string {
  let folded = '';
  for (let i = 0; i < text.length; i++) folded += foldUnit(text.charAt(i));
  return folded;
}

function foldUnit(unit: string): string {
  if (/['’‘ʼ`´]/.test(unit)) return "'";
  if (/\p{Nd}/u.test(unit)) return westernDigit(unit);
  const plain = unit.toLowerCase().normalize('NFD').charAt(0);
  return plain === '' ? unit : plain;
}
