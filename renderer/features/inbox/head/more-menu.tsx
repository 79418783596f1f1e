import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconBan, IconCircleCheck, IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '#shared/domain/conversation.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';

/** What is seldom done with a conversation. */
export function MoreMenu({ conversation: { id, aside, groupId } }: { conversation: Conversation }) {
  const { t } = useTranslation('inbox');
  // Nobody writes in a group alone.
  if (groupId !== undefined) return null;
  const isApart = aside !== undefined;
  const Icon = isApart ? IconCircleCheck : IconBan;
  const name = isApart ? 'conversation.letIn' : 'conversation.block';
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
        <Menu.Item
          leftSection={<Icon size={16} stroke={1.5} aria-hidden />}
          onClick={() => ignore(run(name, { id }))}
        >
          {t(isApart ? (aside.why === 'blocked' ? 'aside.unblock' : 'aside.letIn') : 'aside.block')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
