import { useMemo, useState } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { save } from '#renderer/state/commands.ts';
import { DecisionNotes, Page, SearchInput } from '#renderer/ui/index.ts';
import { useAllFindingNotes } from '#renderer/state/finding-notes.ts';
import { useEarlierYears } from '#renderer/state/history.ts';
import { useRecord, useRecords, useTable } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { CustomerDialog } from './customer-dialog.tsx';
import { MoneyList } from './list/money-list.tsx';
import { MoneySummary } from './list/money-summary.tsx';
import type { MoneyFilter, MoneyRow } from './list/money-rows.ts';
import { filterMoney, moneyFilters, moneyRows } from './list/money-rows.ts';
import { PastList } from './past/past-list.tsx';
import { useToday } from './use-today.ts';
import classes from './money.module.css';

/** What was issued elsewhere is a list of its own. */
type Shown = MoneyFilter | 'elsewhere';

/** A year in which something is not settled is never closed. */
const hasHistory: ReadonlySet<MoneyFilter> = new Set(['all', 'paid']);

/** All invoices and credit notes, with what is owed on top. Route `/money`. */
export function MoneyPage() {
  const { t } = useTranslation('money');
  const navigate = useNavigate();
  const { new: asked, show } = useSearch({ strict: false });
  const rows = useMoneyRows();
  const findings = useAllFindingNotes();
  const earlier = useEarlierYears('money', rows.length + useTable('pastInvoices').size);
  const readOnly = useAccess('money') !== 'write';
  const hasPast = useTable('pastInvoices').size > 0;
  const [filter, setFilter] = useState<Shown>(() => moneyFilters.find((each) => each === show) ?? 'all');
  const [query, setQuery] = useState('');
  const [choosing, setChoosing] = useState(false);
  const isElsewhere = filter === 'elsewhere' && hasPast;
  const own = filter === 'elsewhere' ? 'all' : filter;
  const shown = useMemo(() => filterMoney(rows, own, query), [rows, own, query]);
  const open = (id: string) => void navigate({ to: '/money/$documentId', params: { documentId: id } });

  function stopChoosing() {
    setChoosing(false);
    if (asked) void navigate({ to: '/money', search: {}, replace: true });
  }

  async function draft(contactId: string) {
    const drafted = await save('invoice.draft', { contactId });
    if (drafted.ok) open(drafted.value.id);
  }

  const filters = (
    <>
      <SearchInput label={t('search')} value={query} onChange={setQuery} width={200} />
      <SegmentedControl
        size="xs"
        aria-label={t('which')}
        value={filter}
        onChange={(value) => setFilter(value)}
        data={[...moneyFilters, ...(hasPast ? (['elsewhere'] as const) : [])].map((value) => ({
          value,
          label: t(`filter.${value}`),
        }))}
      />
    </>
  );
  return (
    <Page
      title={t('title')}
      filters={filters}
      beside={
        !readOnly && (
          <Button
            size="xs"
            variant="default"
            onClick={() => void navigate({ to: '/import/$what', params: { what: 'invoices' } })}
          >
            {t('import')}
          </Button>
        )
      }
      action={{
        label: t('new'),
        icon: <IconPlus size={16} stroke={1.5} />,
        onClick: () => setChoosing(true),
        readOnly,
      }}
    >
      <div className={classes.page}>
        <div className={classes.notes}>
          <DecisionNotes notes={findings} />
        </div>
        {rows.length > 0 && <MoneySummary rows={rows} onShow={setFilter} />}
        {isElsewhere ? (
          <PastList query={query} earlier={earlier} />
        ) : (
          <MoneyList
            rows={shown}
            filtered={own !== 'all' || query !== ''}
            onOpen={(row: MoneyRow) => open(row.id)}
            earlier={hasHistory.has(own) ? earlier : undefined}
            onNew={readOnly ? undefined : () => setChoosing(true)}
          />
        )}
      </div>
      <CustomerDialog
        opened={(choosing || asked === true) && !readOnly}
        title={t('newTitle')}
        confirmLabel={t('start')}
        onClose={stopChoosing}
        onChoose={draft}
      />
    </Page>
  );
}

function useMoneyRows(): MoneyRow[] {
  const business = useRecord('business', 'business');
  const contacts = useTable('contacts');
  const documents = useRecords('documents');
  const issued = useRecords('issued');
  const payments = useRecords('payments');
  const today = useToday();
  return useMemo(
    () =>
      business === undefined ? [] : moneyRows({ business, contacts, documents, issued, payments, today }),
    [business, contacts, documents, issued, payments, today],
  );
}
