import { Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { channelRules } from '#shared/channels/channel.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { TemplateButton } from '../composer/template/template-button.tsx';
import { useBusinessAccount, useTemplates } from '#renderer/state/templates.ts';
import { isLeftToPerson } from '#shared/domain/left-to-person.ts';
import classes from './autopilot.module.css';

interface HandedOffLineProps {
  conversation: Conversation;
  messages: readonly Message[];
  /** The channel takes no free answer now: neither from the owner nor from the assistant. */
  shut: boolean;
}

/** Why the assistant left this customer to a person; until one has answered. */
export function HandedOffLine({ conversation, messages, shut }: HandedOffLineProps) {
  const { t } = useTranslation('autopilot');
  const { templates } = useTemplates(useBusinessAccount(conversation.id));
  const { id, channel, handedOff } = conversation;
  const { hasTemplates } = channelRules(channel);
  if (handedOff === undefined || !isLeftToPerson(conversation, messages)) return null;
  return (
    <output className={classes.line}>
      <IconHandStop size={18} stroke={1.5} aria-hidden />
      <span className={classes.reason}>{handedOff.reason}</span>
      {shut ? (
        hasTemplates && templates.length > 0 && <TemplateButton conversationId={id} look="line" />
      ) : (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => ignore(run('autopilot.switch', { conversationId: id, on: true }))}
        >
          {t('letAnswerAgain')}
        </Button>
      )}
    </output>
  );
}
