import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { EgressEntry } from '#shared/domain/egress.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords } from '#renderer/state/records.ts';
import { DataList, EmptyState, formatBytes, Section, StateBadge, Time, type DataColumn } from '#renderer/ui/index.ts';
import classes from '../settings.module.css';

/** Every request that left this device or was refused: when, why, where to, how much. Never what. */
export function EgressLedger() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const entries = useRecords('egress');
  const rows = useMemo(() => entries.toSorted((a, b) => b.at - a.at), [entries]);
  const columns: DataColumn<EgressEntry>[] = [
    {
      key: 'at',
      header: t('ledgerAt'),
      width: '150px',
      render: ({ at }) => <Time title={format.full(at)}>{format.dayAndTime(at)}</Time>,
    },
    {
      key: 'purpose',
      header: t('ledgerPurpose'),
      width: '150px',
      render: ({ purpose }) => t(`purpose_${purpose}`),
    },
    {
      key: 'origin',
      header: t('ledgerOrigin'),
      render: ({ origin }) => <span title={origin}>{origin}</span>,
    },
    {
      key: 'bytes',
      header: t('ledgerBytes'),
      width: '80px',
      align: 'end',
      render: ({ bytes }) => formatBytes(bytes, format.locale),
    },
    {
      key: 'allowed',
      header: t('ledgerResult'),
      width: '110px',
      render: ({ allowed, reason }) => (
        <StateBadge tone={allowed ? 'neutral' : 'bad'} title={reason}>
          {t(allowed ? 'ledgerSent' : 'ledgerRefused')}
        </StateBadge>
      ),
    },
  ];
  return (
    <Section title={t('ledger')} hint={t('ledgerHint')}>
      <div className={classes.list}>
        <DataList
          label={t('ledger')}
          rows={rows}
          columns={columns}
          empty={<EmptyState title={t('ledgerEmpty')} text={t('ledgerEmptyText')} />}
        />
      </div>
    </Section>
  );
}
