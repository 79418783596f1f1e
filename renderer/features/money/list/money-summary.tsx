import { useTranslation } from 'react-i18next';
import { formatMoney } from '#shared/domain/money-text.ts';
import { useFormat } from '#renderer/state/format.ts';
import type { MoneyFilter, MoneyRow } from './money-rows.ts';
import { owedByCurrency } from './money-rows.ts';
import classes from '../money.module.css';

interface MoneySummaryProps {
  rows: readonly MoneyRow[];
  onShow: (filter: MoneyFilter) => void;
}

/** What is owed, late and not sent yet; each number shows its documents. */
export function MoneySummary({ rows, onShow }: MoneySummaryProps) {
  const { t } = useTranslation('money');
  const { currency, locale } = useFormat();
  const sums = owedByCurrency(rows);
  const written = (pick: (sum: (typeof sums)[number]) => bigint) =>
    sums.length === 0
      ? formatMoney(0n, currency, locale)
      : sums.map((sum) => formatMoney(pick(sum), sum.currency, locale)).join(' + ');
  const late = sums.some((sum) => sum.late > 0n);
  const drafts = rows.filter((row) => row.status === 'draft').length;
  const numbers = [
    { filter: 'unpaid', label: t('owed'), value: written((sum) => sum.owed) },
    { filter: 'overdue', label: t('late'), value: written((sum) => sum.late), bad: late },
    { filter: 'drafts', label: t('filter.drafts'), value: drafts.toLocaleString(locale) },
  ] as const;
  return (
    <div className={classes.summary}>
      {numbers.map((number) => (
        <button
          key={number.filter}
          type="button"
          className={classes.number}
          onClick={() => onShow(number.filter)}
        >
          <span className={classes.numberLabel}>{number.label}</span>
          <span className={classes.numberValue} data-bad={('bad' in number && number.bad) || undefined}>
            {number.value}
          </span>
        </button>
      ))}
    </div>
  );
}
