import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconCheck, IconFlag, IconFlagFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '#shared/domain/conversation.ts';
import { priorityOf } from '#shared/domain/conversation-state.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useHeadMenu } from './open-menu.ts';

const choices = ['urgent', 'high', 'normal', 'low'] as const;

/** How pressing the conversation is. */
export function PriorityMenu({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('inbox');
  const menu = useHeadMenu('priority');
  const { id } = conversation;
  const priority = priorityOf(conversation);
  const Flag = priority === 'urgent' || priority === 'high' ? IconFlagFilled : IconFlag;
  const label = t('priority.title', { priority: t(`priority.${priority ?? 'normal'}`) });
  return (
    <Menu {...menu} position="bottom-end" width={180}>
      <Menu.Target>
        <Tooltip label={`${label} (P)`} disabled={menu.opened}>
          <ActionIcon aria-label={label} c={priority === 'urgent' ? 'var(--pl-bad)' : undefined}>
            <Flag size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice, index) => (
          <Menu.Item
            key={choice}
            data-autofocus={index === 0 || undefined}
            rightSection={(priority ?? 'normal') === choice && <IconCheck size={16} stroke={1.5} />}
            onClick={() =>
              ignore(
                run('conversation.prioritise', { id, priority: choice === 'normal' ? undefined : choice }),
              )
            }
          >
            {t(`priority.${choice}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
