import { ActionIcon, Tooltip } from '@mantine/core';
import { IconSpeakerphone } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { accountIdOf } from '#shared/domain/channel.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { usualMailAccount } from '#shared/records/accounts.ts';
import { run } from '#renderer/state/commands.ts';
import { windowRecords } from '#renderer/state/records.ts';

interface PassOnProps {
  message: Message;
  className?: string | undefined;
}

/** Makes a draft of a broadcast of what was said: to whom it goes is chosen there. */
export function PassOn({ message: { text = '' }, className }: PassOnProps) {
  const { t } = useTranslation('inbox');
  const navigate = useNavigate();

  async function passOn() {
    const account = usualMailAccount(windowRecords);
    if (account === undefined) return;
    const [firstLine = ''] = text.trim().split('\n', 1);
    const subject = firstLine.slice(0, 80);
    const drafted = await run('broadcast.create', {
      name: subject,
      audience: { of: 'all' },
      accountId: accountIdOf(account),
      mail: { subject, text: text.trim() },
      values: {},
      quiet: { from: '20:00', until: '08:00' },
    });
    if (!drafted.ok) return;
    const params = { broadcastId: drafted.value.id };
    await navigate({ to: '/broadcasts/$broadcastId', params });
  }

  return (
    <Tooltip label={t('passOn')}>
      <ActionIcon className={className} size={24} aria-label={t('passOn')} onClick={() => ignore(passOn())}>
        <IconSpeakerphone size={16} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}
