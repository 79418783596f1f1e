import { useTranslation } from 'react-i18next';
import type { RowProblem } from '#shared/import/problems.ts';
import type { Column } from '#shared/import/targets.ts';
import type { Summary } from './reading/reader.ts';

/** Every reason that a row can have, for a report that is written elsewhere. */
const reasons: readonly RowProblem['code'][] = [
  'flawed',
  'nothing',
  'noPrice',
  'long',
  'email',
  'phone',
  'rounded',
  'country',
  'kind',
  'amount',
  'minutes',
  'number',
  'day',
  'choice',
  'several',
  'nobody',
  'noTitle',
  'noNumber',
  'noDay',
  'noTotal',
  'noInvoice',
  'otherRow',
  'draft',
  'credit',
  'currency',
  'status',
  'time',
  'order',
];

/** What becomes of a file, in words. */
export function useSummaryWords() {
  const { t } = useTranslation('import');
  const headerOf = (columns: readonly Column[], column: number) =>
    columns[column]?.header || t('columnNumber', { number: column + 1 });
  return {
    headerOf,
    /** `3,180 new · 212 known · 9 cannot be taken`. */
    sentence({ fresh, known, joined, erased, refused }: Summary): string {
      const parts = Object.entries({ fresh, known, joined, erased, refused }).filter(
        ([key, count]) => count > 0 || key === 'fresh',
      );
      return parts.map(([key, count]) => t(`sum_${key}`, { count })).join(' · ');
    },
    say({ code, column, value = '' }: RowProblem, columns: readonly Column[]): string {
      return t(`reason_${code}`, { column: column === undefined ? '' : headerOf(columns, column), value });
    },
    /** The same with places for column and cell. */
    reasonWords(): Record<string, string> {
      return Object.fromEntries(
        reasons.map((code) => [code, t(`reason_${code}`, { column: '{{column}}', value: '{{value}}' })]),
      );
    },
  };
}
