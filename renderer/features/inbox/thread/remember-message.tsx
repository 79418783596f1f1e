import { ActionIcon, Tooltip } from '@mantine/core';
import { IconBookmarkPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#shared/domain/conversation.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecord } from '#renderer/state/records.ts';

const longest = 300;

/** Keeps what the customer wrote as something to remember of them; the panel shows it, to be shortened there. */
export function RememberMessage({ message, className }: { message: Message; className?: string }) {
  const { t } = useTranslation('inbox');
  const contactId = useRecord('conversations', message.conversationId)?.contactId;
  const contact = useRecord('contacts', contactId);
  const isKept = Object.values(contact?.preferences ?? {}).some(({ messageId }) => messageId === message.id);
  if (contactId === undefined || contact === undefined || isKept) return null;
  const text = (message.text ?? '').trim().slice(0, longest).toWellFormed();
  return (
    <Tooltip label={t('rememberThis')}>
      <ActionIcon
        className={className}
        size={24}
        aria-label={t('rememberThis')}
        onClick={() => ignore(run('preference.add', { contactId, text, messageId: message.id }))}
      >
        <IconBookmarkPlus size={16} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}
