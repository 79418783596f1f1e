import { ActionIcon, Avatar, Menu, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '#shared/domain/conversation.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { initials, useMembers } from '#renderer/state/members.ts';
import { useHeadMenu } from './open-menu.ts';

/** Who looks after the conversation. Nobody is asked where only one person works. */
export function AssignMenu({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('inbox');
  const members = useMembers();
  const menu = useHeadMenu('assign');
  if (members.length < 2) return null;
  const { id, assigneeId } = conversation;
  const holder = members.find((member) => member.id === assigneeId);
  const label = holder === undefined ? t('assign.nobody') : t('assign.to', { name: holder.name });
  const assign = (memberId: string | undefined) => ignore(run('conversation.assign', { id, memberId }));
  const sign = (on: boolean) => (on ? <IconCheck size={16} stroke={1.5} /> : undefined);
  return (
    <Menu {...menu} withInitialFocusPlaceholder={false} position="bottom-end" width={220}>
      <Menu.Target>
        <Tooltip label={`${label} (A)`} disabled={menu.opened}>
          {/* Named by what it holds: whoever speaks to their computer may say the initials that they see. */}
          <ActionIcon>
            {holder === undefined ? (
              <IconUserPlus size={18} stroke={1.5} />
            ) : (
              <Avatar size={24} color="brass">
                {initials(holder.name)}
              </Avatar>
            )}
            <VisuallyHidden>{label}</VisuallyHidden>
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('assign.title')}</Menu.Label>
        {members.map((member, index) => (
          <Menu.Item
            key={member.id}
            data-autofocus={index === 0 || undefined}
            rightSection={sign(member.id === assigneeId)}
            onClick={() => assign(member.id)}
          >
            {member.self ? t('assign.me', { name: member.name }) : member.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item rightSection={sign(assigneeId === undefined)} onClick={() => assign(undefined)}>
          {t('assign.none')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
