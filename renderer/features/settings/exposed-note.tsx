import { useTranslation } from 'react-i18next';
import type { Exposure } from '#shared/domain/exposure.ts';
import { useFormat } from '#renderer/state/format.ts';
import { FieldRow } from '#renderer/ui/index.ts';
import classes from './settings.module.css';

interface ExposedNoteProps {
  exposed: Exposure | undefined;
  what: 'accessToken' | 'appSecret' | 'mailPassword' | 'key' | 'relayToken';
  children?: React.ReactNode;
}

/** That somebody who has left knew a secret, and what helps: it still works outside. */
export function ExposedNote({ exposed, what, children }: ExposedNoteProps) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  if (exposed === undefined) return null;
  const to = exposed.to === '' ? t('exposed_somebody') : exposed.to;
  return (
    <FieldRow label={t('exposed_label')}>
      <p className={classes.exposed}>
        {t('exposed_since', { to, date: format.day(exposed.at) })} {t(`exposed_${what}`)}
      </p>
      {children}
    </FieldRow>
  );
}
