import type { DayOrder } from './day.ts';

/** How the numbers and days of a column are written, where its cells tell; elsewhere the business's locale does. */
export interface ColumnStyle {
  /** A locale that writes numbers so. */
  numbers?: 'en' | 'de';
  days?: DayOrder;
}

/** What the cells of a column say of how they are to be read: one that can be read in one way only speaks for all. */
export function styleOf(cells: Iterable<string>): ColumnStyle {
  const votes = { en: 0, de: 0, dayFirst: 0, monthFirst: 0 };
  for (const cell of cells) {
    const number = numberStyle(cell);
    if (number !== undefined) votes[number]++;
    const day = dayStyle(cell);
    if (day !== undefined) votes[day]++;
  }
  return {
    ...(votes.en !== votes.de && { numbers: votes.en > votes.de ? 'en' : 'de' }),
    ...(votes.dayFirst !== votes.monthFirst && {
      days: votes.dayFirst > votes.monthFirst ? 'dayFirst' : 'monthFirst',
    }),
  };
}

/** `1.234,50` and `12,5` have a decimal comma, `1,234.50` and `12.5` a point; `1.234` may be either. */
function numberStyle(cell: string): 'en' | 'de' | undefined {
  const [body] = /\d[\d.,]*\d/.exec(cell) ?? [];
  if (body === undefined || !/[.,]/.test(body) || /^[^\d]*\d+[-/]\d/.test(cell)) return undefined;
  const last = Math.max(body.lastIndexOf('.'), body.lastIndexOf(','));
  const mark = body[last]!;
  const has = (sign: string) => body.includes(sign);
  const isGroup = has('.') !== has(',') && (body.indexOf(mark) !== last || body.length - last === 4);
  if (body.indexOf(mark) !== last && !/^\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}(?:[.,]\d*)?$/.test(body) && isGroup)
    return undefined;
  // Many of one kind part groups, one before three digits may.
  if (isGroup) return body.indexOf(mark) === last ? undefined : mark === '.' ? 'de' : 'en';
  return mark === '.' ? 'en' : 'de';
}

/** `21/11/2026` begins with its day, `11/21/2026` with its month; `3/11/2026` may be either. */
function dayStyle(cell: string): 'dayFirst' | 'monthFirst' | undefined {
  const [, first, second] = /^\s*(\d{1,2})[-./](\d{1,2})[-./]\d{2,4}\b/.exec(cell) ?? [];
  if (first === undefined || Number(first) > 12 === Number(second) > 12) return undefined;
  return Number(first) > 12 ? 'dayFirst' : 'monthFirst';
}
