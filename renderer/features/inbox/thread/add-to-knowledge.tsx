import { ActionIcon, Tooltip } from '@mantine/core';
import { IconBookUpload } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Message } from '#shared/domain/conversation.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';

/** Keeps an answer with its question for later ones, without the customer's data, and shows it to be read. */
export function AddToKnowledge({ message, className }: { message: Message; className?: string }) {
  const { t } = useTranslation('inbox');
  const navigate = useNavigate();
  async function add() {
    const proposed = await vault().proposeKnowledge(message.id);
    if (!proposed.ok) return showProblem(proposed.error);
    const done = await run('knowledge.add', { ...proposed.value, source: 'conversation', status: 'draft' });
    if (done.ok) await navigate({ to: '/knowledge/$knowledgeId', params: { knowledgeId: done.value.id } });
  }
  return (
    <Tooltip label={t('addToKnowledge')}>
      <ActionIcon
        className={className}
        size={24}
        aria-label={t('addToKnowledge')}
        onClick={() => ignore(add())}
      >
        <IconBookUpload size={16} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}
