import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#renderer/ui/index.ts';
import { CopyValue } from '../copy-field.tsx';
import classes from './webhooks.module.css';

export interface ShownSecret {
  name: string;
  secret: string;
}

/** A secret, the one time that it is shown. */
export function SecretDialog({
  shown: { name, secret },
  onClose,
}: {
  shown: ShownSecret;
  onClose: () => void;
}) {
  const { t } = useTranslation('webhooks');
  return (
    <Dialog opened title={t('secretTitle', { name })} onClose={onClose}>
      <p className={classes.text}>{t('secretText')}</p>
      <code className={classes.secret} dir="ltr">
        {secret}
      </code>
      <Group gap={8} mt={12}>
        <CopyValue label={t('secret')} value={secret} />
        <Button size="compact-sm" onClick={onClose}>
          {t('kept')}
        </Button>
      </Group>
    </Dialog>
  );
}
