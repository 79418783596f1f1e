import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconAlarmSnooze } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '#shared/domain/conversation.ts';
import { stateAt } from '#shared/domain/conversation-state.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { LaterMenu } from '../later/later-menu.tsx';
import { useHeadMenu } from './open-menu.ts';

/** Puts the conversation away until a moment, or until the customer writes. */
export function SnoozeMenu({ conversation, now }: { conversation: Conversation; now: number }) {
  const { t } = useTranslation('inbox');
  const menu = useHeadMenu('snooze');
  const { id } = conversation;
  const isSnoozed = stateAt(conversation, now) === 'snoozed';
  const wake = () => ignore(run('conversation.reopen', { id }));
  return (
    <LaterMenu
      label={t('snooze.title')}
      {...menu}
      onChoose={(until) => ignore(run('conversation.snooze', { id, until }))}
      footer={
        isSnoozed && (
          <>
            <Menu.Divider />
            <div role="menu" aria-label={t('snooze.end')}>
              <Menu.Item onClick={wake}>{t('snooze.end')}</Menu.Item>
            </div>
          </>
        )
      }
    >
      <Tooltip label={`${t('snooze.title')} (H)`} disabled={menu.opened}>
        <ActionIcon aria-label={t('snooze.title')} aria-pressed={isSnoozed}>
          <IconAlarmSnooze size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </LaterMenu>
  );
}
