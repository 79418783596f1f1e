import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import classes from './parts.module.css';

interface SetAsideNoteProps {
  /** Where in the record it stands, and what it is (JSON). */
  parts: { path: string[]; value: unknown }[];
  onRemove: (paths: string[][]) => Promise<unknown>;
}

/** Says at a record what of it could not be read, shows it, and offers to be rid of it. Nothing where all fits. */
export function SetAsideNote({ parts, onRemove }: SetAsideNoteProps) {
  const { t } = useTranslation('ui');
  if (parts.length === 0) return null;
  return (
    <Alert color="yellow" icon={<IconAlertTriangle size={18} stroke={1.5} />} title={t('setAside')} mb={12}>
      <p className={classes.setAsideText}>{t('setAsideText')}</p>
      <ul className={classes.setAsideParts}>
        {parts.map(({ path, value }) => (
          <li key={path.join('/')} dir="auto">
            {path.join(' › ')}: {JSON.stringify(value).slice(0, 200)}
          </li>
        ))}
      </ul>
      <Button size="xs" variant="default" onClick={() => ignore(onRemove(parts.map(({ path }) => path)))}>
        {t('setAsideRemove')}
      </Button>
    </Alert>
  );
}
