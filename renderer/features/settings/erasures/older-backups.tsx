import { useTranslation } from 'react-i18next';
import type { ErasureRun } from '#shared/domain/clearance.ts';
import { newestOrder } from '#shared/domain/retention/order.ts';
import { daysOf } from '#shared/domain/retention/windows.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { useBackupList } from '../backups/use-backup-list.ts';
import classes from './erasures.module.css';

const dayMilliseconds = 86_400_000;

/** Each backup of this computer that is from before an erasure, how many of them it still holds, and until when. */
export function OlderBackups({ runs }: { runs: readonly Pick<ErasureRun, 'at'>[] }) {
  const { t } = useTranslation('erasure');
  const { day, dayAndTime } = useFormat();
  const { list } = useBackupList();
  const keptFor = useBackupTime();
  const older = (list?.ok === true ? list.value : [])
    .map(({ at, restorable }) => ({ at, holds: restorable ? runs.filter((run) => run.at > at).length : 0 }))
    .filter(({ holds }) => holds > 0);
  if (older.length === 0) return null;
  return (
    <>
      <h3 className={classes.title}>{t('proof.backups')}</h3>
      <p className={classes.note}>{t('proof.backupsHint')}</p>
      <ul className={classes.devices} aria-label={t('proof.backups')}>
        {older.map(({ at, holds }) => (
          <li key={at} className={classes.device}>
            <span className={classes.name}>
              {t('proof.backup', { time: dayAndTime(at) })} · {t('proof.holds', { count: holds })}
            </span>
            <span className={classes.state}>{t('proof.goesBy', { day: day(at + keptFor) })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** How long (ms) a backup is kept: see `Retention.backupDays`. */
export function useBackupTime(): number {
  const order = newestOrder(useRecords('retentionOrders'));
  const country = useRecord('business', 'business')?.country ?? '';
  return (daysOf('backups', order?.windows ?? {}, country) ?? 0) * dayMilliseconds;
}
