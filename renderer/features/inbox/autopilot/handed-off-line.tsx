import { Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import { drop } from '#shared/lib/drop.ts';
import { run } from '#renderer/state/commands.ts';
import classes from './autopilot.module.css';

interface HandedOffLineProps {
  conversation: Conversation;
  messages: readonly Message[];
}

/** Why the assistant left this customer to a person; until one has answered. */
export function HandedOffLine({ conversation, messages }: HandedOffLineProps) {
  const { t } = useTranslation('autopilot');
  const { id, handedOff } = conversation;
  if (handedOff === undefined) return null;
  const isAnswered = messages.some(
    ({ direction, autopilot, at }) => direction === 'out' && autopilot !== true && at > handedOff.at,
  );
  if (isAnswered) return null;
  return (
    <output className={classes.line}>
      <IconHandStop size={18} stroke={1.5} aria-hidden />
      <span className={classes.reason}>{handedOff.reason}</span>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => drop(run('autopilot.switch', { conversationId: id, on: true }))}
      >
        {t('letAnswerAgain')}
      </Button>
    </output>
  );
}
