import { Anchor, Button } from '@mantine/core';
import { IconMessageOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { optOutOf } from '#shared/domain/consent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useConsents } from '#renderer/state/consents.ts';
import { useFormat } from '#renderer/state/format.ts';
import classes from '../autopilot/autopilot.module.css';

/** Where one writes to somebody who wants no more messages, or may want none: that, and in which words. */
export function OptedOutLine({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const { contactId, stopQuestion } = conversation;
  const stopped = optOutOf(useConsents(contactId), 'messages');
  if (stopped === undefined && stopQuestion === undefined) return null;
  if (stopped === undefined) return <StopQuestion conversation={conversation} />;
  const time = format.dayAndTime(stopped.at);
  const { words } = stopped;
  return (
    <output className={classes.line}>
      <IconMessageOff size={18} stroke={1.5} aria-hidden />
      <span className={classes.reason}>
        {words === undefined ? t('optedOutOwner', { time }) : t('optedOut', { time, words })}
      </span>
      <Anchor
        size="sm"
        renderRoot={(props) => <Link to="/people/$contactId" params={{ contactId }} {...props} />}
      >
        {t('optedOutSee')}
      </Anchor>
    </output>
  );
}

function StopQuestion({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('inbox');
  const { id, contactId, stopQuestion } = conversation;
  const stop = { contactId, purpose: 'messages', given: false } as const;
  return (
    <output className={classes.line}>
      <IconMessageOff size={18} stroke={1.5} aria-hidden />
      <span className={classes.reason}>{t('stopQuestion', { words: stopQuestion?.words ?? '' })}</span>
      <Button size="compact-xs" variant="default" onClick={() => ignore(run('consent.record', stop))}>
        {t('stopQuestionYes')}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => ignore(run('stop.settle', { conversationId: id }))}
      >
        {t('stopQuestionNo')}
      </Button>
    </output>
  );
}
