import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { formatBytes, StateBadge, Time } from '#renderer/ui/index.ts';
import type { BackupEntry } from '#renderer/vault/backup/api.ts';
import settings from '../settings.module.css';

interface BackupListProps {
  entries: BackupEntry[];
  onRestore: (entry: BackupEntry) => void;
}

export function BackupList({ entries, onRestore }: BackupListProps) {
  const { t } = useTranslation('backups');
  const { dayAndTime, full, locale } = useFormat();
  return (
    <table className={settings.table}>
      <thead>
        <tr>
          <th>{t('when')}</th>
          <th className={settings.end}>{t('size')}</th>
          <th>
            <span className="visually-hidden">{t('restore')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.name}>
            <td>
              <Time dateTime={new Date(entry.at).toISOString()} title={full(entry.at)}>
                {dayAndTime(entry.at)}
              </Time>
            </td>
            <td className={settings.end}>{formatBytes(entry.sizeBytes, locale)}</td>
            <td className={settings.end}>
              {entry.restorable ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('restoreOne', { when: dayAndTime(entry.at) })}
                  onClick={() => onRestore(entry)}
                >
                  {t('restore')}
                </Button>
              ) : (
                <StateBadge tone="neutral" title={t('foreignHint')}>
                  {t('foreign')}
                </StateBadge>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
