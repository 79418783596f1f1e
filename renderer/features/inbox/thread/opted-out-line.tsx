import { Anchor, Button } from '@mantine/core';
import { IconMessageOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { consentState, endedByStop } from '#shared/domain/consent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { contactRefusal } from '#shared/records/right-to-send.ts';
import { run } from '#renderer/state/commands.ts';
import { useConsents } from '#renderer/state/consents.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useReader } from '#renderer/state/records.ts';
import classes from '../autopilot/autopilot.module.css';

const looked = ['contacts'] as const;

/** Where one writes to somebody who wants no more messages, or may want none: that, and in which words. */
export function OptedOutLine({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const { contactId, stopQuestion, lastInboundAt = 0 } = conversation;
  const refused = contactRefusal(useReader(looked), contactId, 'answers');
  const state = consentState(useConsents(contactId), 'answers', conversation.channel);
  const stopped = state.is === 'withdrawn' ? state.by : undefined;
  if (stopped === undefined && stopQuestion === undefined && refused === undefined) return null;
  if (stopped === undefined && refused === undefined) return <StopQuestion conversation={conversation} />;
  const time = stopped && format.dayAndTime(stopped.at);
  const words = stopped?.words;
  const wrote = stopped !== undefined && lastInboundAt > stopped.at;
  const why =
    (refused && t(`cannot.${refused.code.split('.')[1]}`)) ??
    `${words === undefined ? t('optedOutOwner', { time }) : t('optedOut', { time, words })} ${t(wrote ? 'optedOutWrote' : 'optedOutWait')}`;
  return (
    <output className={classes.line}>
      <IconMessageOff size={18} stroke={1.5} aria-hidden />
      <span className={classes.reason}>{why}</span>
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
  const stop = { contactId, purposes: [...endedByStop], given: false, words: stopQuestion?.words };
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
