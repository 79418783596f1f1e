import { Button, Group, Loader } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#renderer/ui/index.ts';
import classes from './settings.module.css';

interface BrowserSignInProps {
  url: string;
  /** Where, as everybody calls it. */
  provider: string;
  /** What to do there. */
  how: string;
  onGiveUp: () => void;
}

/** Somebody signs in at a provider, in a browser of theirs, at this address. */
export function BrowserSignIn({ url, provider, how, onGiveUp: giveUp }: BrowserSignInProps) {
  const { t } = useTranslation('mail');
  return (
    <Dialog opened title={t('signIn.title', { provider })} onClose={giveUp}>
      <div className={classes.signIn}>
        <p>{how}</p>
        <p className={classes.waiting}>
          <Loader size={16} />
          {t('signIn.waiting')}
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
            {t('signIn.open', { provider })}
          </Button>
        </Group>
      </div>
    </Dialog>
  );
}
