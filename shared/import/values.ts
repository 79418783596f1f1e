import { fold } from '#shared/lib/fold.ts';
import { kindWords } from './header-words.ts';

/** Whether a cell holds something rather than says what stands below it: an address, a number. */
export function looksLikeValue(cell: string): boolean {
  return /@.+\./.test(cell) || /\d{5}/.test(cell) || /^[-+]?[\d\s.,()/-]*\d[\d\s.,()/-]*$/.test(cell.trim());
}

/** Whether a cell holds an email address, or something that somebody meant as one. */
export const looksLikeEmail = (cell: string): boolean => /^\S+@\S+\.\S+$/.test(cell.trim());

/** Whether a cell may be a phone number: at least six digits, and nothing but what people write between them. */
export function looksLikePhone(cell: string): boolean {
  return /^['+(]*\d[\d\s./()-]*$/.test(cell.trim()) && cell.replaceAll(/\D/g, '').length >= 6;
}

/** Several values in one cell, as address books write them: `one ::: other`, `one; other`, on lines of their own. */
export function parts(cell: string, separators = /\s*(?::::|;|\r?\n|,\s)\s*/): string[] {
  return cell
    .split(separators)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A cell without the apostrophe that spreadsheets are given before what they would compute. */
export function plainCell(cell: string): string {
  return cell.trim().replace(/^'(?=[=+\-@])/, '');
}

const kinds = new Map(
  (['company', 'person'] as const).flatMap((kind) =>
    kindWords[kind].split(' ').map((word): [string, typeof kind] => [word, kind]),
  ),
);

/** Whether a cell says that somebody is a company or a person; `undefined` where it says neither. */
export function kindOf(cell: string): 'company' | 'person' | undefined {
  return fold(cell)
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => kinds.get(word))
    .find((kind) => kind !== undefined);
}
