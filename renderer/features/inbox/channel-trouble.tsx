import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { adviseOnSendError } from '#shared/channels/send-errors.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useSendingChannels } from '#renderer/state/sending-channels.ts';
import classes from './channel-trouble.module.css';

/** Above the conversations: which number cannot send, why, and what the owner can do. What waits is kept. */
export function ChannelTrouble() {
  const { t } = useTranslation('inbox');
  const navigate = useNavigate();
  const troubled = useSendingChannels().filter(({ trouble }) => trouble !== undefined);
  const openSettings = () => void navigate({ to: '/settings/$section', params: { section: 'channels' } });
  return troubled.map(({ id, kind, name, trouble }) => (
    <div key={id} className={classes.line} role="alert">
      <IconAlertTriangle size={18} stroke={1.5} />
      <span className={classes.words}>
        <strong>{name}</strong> {adviseOnSendError(trouble!, kind).sentence}
      </span>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => ignore(run(kind === 'email' ? 'mail.resume' : 'channel.resume', { id }))}
      >
        {t('channel.tryAgain')}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={openSettings}>
        {t('channel.settings')}
      </Button>
    </div>
  ));
}
