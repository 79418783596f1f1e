import { useMemo } from 'react';
import { IconFileInvoice } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '#shared/domain/day.ts';
import { formatMoney } from '#shared/domain/money-text.ts';
import type { DataColumn } from '#renderer/ui/index.ts';
import { DataList, EmptyState, ListWithMore, Money, OnThisDevice, Truncated } from '#renderer/ui/index.ts';
import { useFormat } from '#renderer/state/format.ts';
import type { EarlierYears } from '#renderer/state/history.ts';
import { usePending } from '#renderer/state/presence.ts';
import { StatusBadge } from '../status-badge.tsx';
import type { MoneyRow } from './money-rows.ts';

interface MoneyListProps {
  rows: MoneyRow[];
  /** Whether rows may be missing because of a filter: an empty list then says something else. */
  filtered: boolean;
  onOpen: (row: MoneyRow) => void;
  /** Left out where the role may only look. */
  onNew?: () => void;
  /** The years that are not shown yet; left out where the filter has nothing in them. */
  earlier?: EarlierYears;
}

export function MoneyList({ rows, filtered, onOpen, onNew, earlier }: MoneyListProps) {
  const { t } = useTranslation('money');
  const columns = useColumns();
  const empty = filtered ? (
    <EmptyState title={t('nothingFound')} text={t('nothingFoundText')} />
  ) : (
    <EmptyState
      icon={<IconFileInvoice size={28} stroke={1.5} />}
      title={t('emptyTitle')}
      text={t('emptyText')}
      action={onNew && { label: t('new'), onClick: onNew }}
    />
  );
  const more = earlier?.year !== undefined && {
    label: t('showYear', { year: earlier.year }),
    onClick: earlier.open,
  };
  return (
    <ListWithMore more={more || undefined}>
      <DataList label={t('title')} rows={rows} columns={columns} onOpen={onOpen} empty={empty} />
    </ListWithMore>
  );
}

function useColumns(): DataColumn<MoneyRow>[] {
  const { t } = useTranslation('money');
  const { locale } = useFormat();
  return useMemo(
    () => [
      {
        key: 'number',
        header: t('number'),
        width: '128px',
        render: (row) => (
          <>
            {row.number ?? t(row.kind === 'creditNote' ? 'draftCreditNote' : 'draftInvoice')}{' '}
            <RowOnThisDevice row={row} />
          </>
        ),
      },
      {
        key: 'customer',
        header: t('customer'),
        width: 'minmax(0, 2fr)',
        render: (row) => <Truncated>{row.customer}</Truncated>,
      },
      {
        key: 'status',
        header: t('statusTitle'),
        width: '108px',
        render: (row) => <StatusBadge status={row.status} />,
      },
      {
        key: 'day',
        header: t('date'),
        width: '108px',
        secondary: true,
        render: (row) => formatDay(row.day, locale),
      },
      {
        key: 'dueDate',
        header: t('dueDate'),
        width: '108px',
        secondary: true,
        render: (row) => (row.dueDate === undefined ? '' : formatDay(row.dueDate, locale)),
      },
      {
        key: 'gross',
        header: t('amount'),
        width: 'minmax(92px, 0.8fr)',
        secondary: true,
        align: 'end',
        render: (row) => <Money>{formatMoney(row.gross, row.currency, locale)}</Money>,
      },
      {
        key: 'due',
        header: t('due'),
        width: 'minmax(92px, 0.8fr)',
        align: 'end',
        render: (row) => (
          <Money tone={row.status === 'overdue' ? 'bad' : undefined} strong={row.due !== 0n}>
            {row.status === 'draft' || row.due === 0n ? '' : formatMoney(row.due, row.currency, locale)}
          </Money>
        ),
      },
    ],
    [t, locale],
  );
}

function RowOnThisDevice({ row }: { row: MoneyRow }) {
  const pending = usePending(row.number === undefined ? 'documents' : 'issued', row.id);
  return <OnThisDevice when={pending} />;
}
