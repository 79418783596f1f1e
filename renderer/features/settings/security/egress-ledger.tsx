import { offerFile } from '#renderer/state/files/offer-file.ts';
import { useMemo, useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type EgressEntry, isLoopback } from '#shared/domain/egress.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords } from '#renderer/state/records.ts';
import {
  DataList,
  EmptyState,
  formatBytes,
  SearchInput,
  Section,
  StateBadge,
  Time,
  type DataColumn,
} from '#renderer/ui/index.ts';
import { findEntries, ledgerFile } from './ledger-file.ts';
import classes from '../settings.module.css';

/** Every request that left this device or was refused: when, why, where to, how much. Never what. */
export function EgressLedger() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const entries = useRecords('egress');
  // A receipt leads here and names its line.
  const [query, setQuery] = useState(() => location.hash.slice(1));
  const rows = useMemo(() => {
    const words = (entry: EgressEntry) => [t(`purpose_${entry.purpose}`), format.full(entry.at)];
    return findEntries(entries, query, words).toSorted((a, b) => b.at - a.at);
  }, [entries, query, t, format]);
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
      width: '150px',
      render: (entry) => {
        const { allowed, reason } = entry;
        const stayed = isOnThisComputer(entry);
        return (
          <StateBadge tone={!allowed ? 'bad' : stayed ? 'good' : 'neutral'} title={reason}>
            {t(!allowed ? 'ledgerRefused' : stayed ? 'ledgerStayed' : 'ledgerSent')}
          </StateBadge>
        );
      },
    },
  ];
  return (
    <Section
      title={t('ledger')}
      hint={t('ledgerHint')}
      action={
        <Group gap={8}>
          {(['csv', 'json'] as const).map((kind) => (
            <Button
              key={kind}
              size="compact-sm"
              variant="default"
              disabled={rows.length === 0}
              onClick={() => saveLedger(kind, rows)}
            >
              {t(`ledger_${kind}`)}
            </Button>
          ))}
        </Group>
      }
    >
      <div className={classes.find}>
        <SearchInput label={t('ledgerFind')} value={query} onChange={setQuery} width={320} />
        <output className={classes.muted}>{query !== '' && t('ledgerFound', { count: rows.length })}</output>
      </div>
      <div className={classes.list}>
        <DataList
          label={t('ledger')}
          rows={rows}
          columns={columns}
          empty={
            query === '' ? (
              <EmptyState title={t('ledgerEmpty')} text={t('ledgerEmptyText')} />
            ) : (
              <EmptyState title={t('ledgerNothing')} />
            )
          }
        />
      </div>
    </Section>
  );
}

/** What a program on this computer was asked has not left it. */
function isOnThisComputer({ origin, stays }: EgressEntry): boolean {
  return stays === true || (URL.canParse(origin) && isLoopback(new URL(origin)));
}

/** Hands the lines that are shown to the owner as a file. */
function saveLedger(kind: 'csv' | 'json', rows: EgressEntry[]): void {
  offerFile(`plumbline-ledger.${kind}`, new Blob([ledgerFile(kind, rows)]));
}
