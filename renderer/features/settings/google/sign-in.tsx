import { Button, Group, Loader } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { Dialog } from '#renderer/ui/index.ts';
import classes from './google.module.css';

/** Somebody signs in at Google, in a browser of theirs, at this address. */
export function SignIn({ url }: { url: string }) {
  const { t } = useTranslation('google');
  const giveUp = () => ignore(vault().giveUpGoogle());
  return (
    <Dialog opened title={t('signIn')} onClose={giveUp}>
      <div className={classes.signIn}>
        <p>{t('signInHow')}</p>
        <p className={classes.waiting}>
          <Loader size={16} />
          {t('waiting')}
        </p>
        <Group gap={8} justify="flex-end">
          <Button variant="default" onClick={giveUp}>
            {t('cancel')}
          </Button>
          <Button
            component="a"
            href={url}
            target="_blank"
            rel="noreferrer"
            leftSection={<IconExternalLink size={18} stroke={1.5} />}
          >
            {t('openGoogle')}
          </Button>
        </Group>
      </div>
    </Dialog>
  );
}
