import { compartmentOf } from '#shared/domain/collections.ts';

/** Of months, the present one and this many before it are open from the start; of years, the present and the last. */
const monthsBefore = 2;

/** Whether a book is open from the start. What is not dated always is. */
export function isRecent(book: string, now: number): boolean {
  const [, year, month] = book.split('-').map(Number);
  if (year === undefined || Number.isNaN(year)) return true;
  const today = new Date(now);
  if (month === undefined) return year >= today.getUTCFullYear() - 1;
  return year * 12 + month >= today.getUTCFullYear() * 12 + today.getUTCMonth() + 1 - monthsBefore;
}

/** The books that have to be open along with one: what happened to an invoice later is in the years after it. */
export function openedWith(book: string, all: readonly string[]): string[] {
  if (compartmentOf(book) !== 'money' || book === 'money') return [book];
  return all.filter((name) => compartmentOf(name) === 'money' && name >= book);
}
