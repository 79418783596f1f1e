import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay } from '#shared/domain/day.ts';
import { formatMoney } from '#shared/domain/money-text.ts';
import type { DataColumn, Tone } from '#renderer/ui/index.ts';
import { DataList, EmptyState, ListWithMore, Money, StateBadge, Truncated } from '#renderer/ui/index.ts';
import { useFormat } from '#renderer/state/format.ts';
import type { EarlierYears } from '#renderer/state/history.ts';
import { useRecords, useTable } from '#renderer/state/records.ts';
import { useToday } from '../use-today.ts';
import { PastDialog } from './past-dialog.tsx';
import { type PastRow, pastRows } from './past-rows.ts';

/** Invoices that were issued elsewhere and brought in: history, of which what is open can be followed up. */
export function PastList({ query, earlier }: { query: string; earlier: EarlierYears }) {
  const { t } = useTranslation('money');
  const invoices = useRecords('pastInvoices');
  const contacts = useTable('contacts');
  const today = useToday();
  const [openId, setOpenId] = useState<string>();
  const rows = useMemo(
    () => pastRows(invoices, contacts, { today, query }),
    [invoices, contacts, today, query],
  );
  const columns = useColumns();
  const more = earlier.year !== undefined && {
    label: t('showYear', { year: earlier.year }),
    onClick: earlier.open,
  };
  return (
    <>
      <ListWithMore more={more || undefined}>
        <DataList
          label={t('filter.elsewhere')}
          rows={rows}
          columns={columns}
          onOpen={({ id }) => setOpenId(id)}
          empty={<EmptyState title={t('nothingFound')} text={t('nothingFoundText')} />}
        />
      </ListWithMore>
      <PastDialog row={rows.find(({ id }) => id === openId)} onClose={() => setOpenId(undefined)} />
    </>
  );
}

/** How it stands with it, in the words of our own documents. */
export function pastStatus({ invoice, open, isLate }: PastRow): { tone: Tone; words: string } {
  if (invoice.state === 'void') return { tone: 'neutral', words: 'past.void' };
  if (open <= 0n) return { tone: 'good', words: 'status.paid' };
  return isLate ? { tone: 'bad', words: 'status.overdue' } : { tone: 'info', words: 'past.open' };
}

function useColumns(): DataColumn<PastRow>[] {
  const { t } = useTranslation('money');
  const { locale } = useFormat();
  return useMemo(
    () => [
      {
        key: 'number',
        header: t('number'),
        width: '128px',
        render: ({ invoice }) => <Truncated>{invoice.number}</Truncated>,
      },
      {
        key: 'customer',
        header: t('customer'),
        width: 'minmax(0, 2fr)',
        render: ({ customer }) => <Truncated>{customer}</Truncated>,
      },
      {
        key: 'status',
        header: t('statusTitle'),
        width: '108px',
        render: (row) => <StateBadge tone={pastStatus(row).tone}>{t(pastStatus(row).words)}</StateBadge>,
      },
      {
        key: 'day',
        header: t('date'),
        width: '108px',
        secondary: true,
        render: ({ invoice }) => formatDay(invoice.issuedOn, locale),
      },
      {
        key: 'dueDate',
        header: t('dueDate'),
        width: '108px',
        secondary: true,
        render: ({ invoice }) => (invoice.dueOn === undefined ? '' : formatDay(invoice.dueOn, locale)),
      },
      {
        key: 'gross',
        header: t('amount'),
        width: 'minmax(92px, 0.8fr)',
        secondary: true,
        align: 'end',
        render: ({ invoice }) => <Money>{formatMoney(invoice.total, invoice.currency, locale)}</Money>,
      },
      {
        key: 'due',
        header: t('due'),
        width: 'minmax(92px, 0.8fr)',
        align: 'end',
        render: ({ invoice, open, isLate }) => (
          <Money tone={isLate ? 'bad' : undefined} strong={open > 0n}>
            {open <= 0n ? '' : formatMoney(open, invoice.currency, locale)}
          </Money>
        ),
      },
    ],
    [t, locale],
  );
}
