import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isFixedCollection } from '#shared/commands/backup.ts';
import { useFormat } from '#renderer/state/format.ts';
import type { BackupKind, BackupPreview } from '#renderer/vault/backup/api.ts';
import type { SettableKind } from './preview-kinds.ts';
import settings from '../settings.module.css';
import classes from './backups.module.css';

interface PreviewTableProps {
  preview: BackupPreview;
  /** What can be set back. */
  possible: SettableKind[];
  chosen: SettableKind[];
  onChoose: (chosen: SettableKind[]) => void;
}

/** How much the backup holds of each kind against now, and what to set back. */
export function PreviewTable({ preview, possible, chosen, onChoose }: PreviewTableProps) {
  const { t } = useTranslation('backups');
  return (
    <table className={settings.table}>
      <thead>
        <tr>
          <th>{t('kind')}</th>
          {(['inBackup', 'atPresent', 'changed', 'removed'] as const).map((column) => (
            <th key={column} className={settings.end}>
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {preview.kinds.map((kind) => (
          <Row
            key={kind.kind}
            {...kind}
            choice={possible.find((each) => each === kind.kind)}
            chosen={chosen}
            onChoose={onChoose}
          />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = BackupKind & {
  /** Set where the kind can be set back. */
  choice: SettableKind | undefined;
} & Pick<PreviewTableProps, 'chosen' | 'onChoose'>;

function Row({ kind, inBackup, now, changed, removed, choice, chosen, onChoose }: RowProps) {
  const { t } = useTranslation('backups');
  const { locale } = useFormat();
  const number = new Intl.NumberFormat(locale);
  const name = t(`kind_${kind}`);
  return (
    <tr>
      <td>
        {choice === undefined ? (
          <span className={classes.fixed}>{name}</span>
        ) : (
          <Checkbox
            size="xs"
            label={name}
            aria-label={t('setBack', { kind: name })}
            checked={chosen.includes(choice)}
            onChange={(event) =>
              onChoose(
                event.currentTarget.checked ? [...chosen, choice] : chosen.filter((each) => each !== choice),
              )
            }
          />
        )}
      </td>
      <td className={settings.end}>{number.format(inBackup)}</td>
      <td className={settings.end}>{number.format(now)}</td>
      {isFixedCollection(kind) ? (
        <td className={settings.end} colSpan={2} title={t('staysHint')}>
          {t('stays')}
        </td>
      ) : (
        <>
          <td className={settings.end}>{number.format(changed)}</td>
          <td className={settings.end}>{number.format(removed)}</td>
        </>
      )}
    </tr>
  );
}
