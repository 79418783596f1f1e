import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconBan, IconCircleCheck, IconDots, IconEraser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '#shared/domain/conversation.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { askToErase, useMayErase } from '#renderer/state/erasing.ts';

/** What is seldom done with a conversation. */
export function MoreMenu({ conversation, name }: { conversation: Conversation; name: string }) {
  const { t } = useTranslation(['inbox', 'erasure']);
  const mayErase = useMayErase();
  const { id, groupId } = conversation;
  // Nobody writes in a group alone.
  if (groupId !== undefined && !mayErase) return null;
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Tooltip label={t('aside.more')}>
          <ActionIcon aria-label={t('aside.more')}>
            <IconDots size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {groupId === undefined && <AsideItem conversation={conversation} />}
        {mayErase && (
          <Menu.Item
            c="error"
            leftSection={<IconEraser size={16} stroke={1.5} aria-hidden />}
            onClick={() => askToErase({ kind: 'conversations', id, name })}
          >
            {t('erasure:menu')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function AsideItem({ conversation: { id, aside } }: { conversation: Conversation }) {
  const { t } = useTranslation('inbox');
  const isApart = aside !== undefined;
  const Icon = isApart ? IconCircleCheck : IconBan;
  const command = isApart ? 'conversation.letIn' : 'conversation.block';
  return (
    <Menu.Item
      leftSection={<Icon size={16} stroke={1.5} aria-hidden />}
      onClick={() => ignore(run(command, { id }))}
    >
      {t(isApart ? (aside.why === 'blocked' ? 'aside.unblock' : 'aside.letIn') : 'aside.block')}
    </Menu.Item>
  );
}
