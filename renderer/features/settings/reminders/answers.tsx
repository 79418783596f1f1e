import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { deliveryState } from '#shared/channels/delivery.ts';
import { answerOf, type Reminder } from '#shared/domain/reminder.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { readMessage } from '#shared/records/messages.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useReader, useRecords } from '#renderer/state/records.ts';
import { Section } from '#renderer/ui/index.ts';
import classes from '../settings.module.css';

/** What customers have asked for by a button, and what nobody knows whether it arrived; a person decides. */
export function Answers() {
  const { t } = useTranslation('reminders');
  const now = useNow();
  const reminders = useRecords('reminders');
  const records = useReader(['messages', 'messageStates', 'contacts']);
  const open = reminders
    .filter(({ settledAt }) => settledAt === undefined)
    .map((reminder) => {
      const message = readMessage(records, reminder.messageId);
      const isUnknown = message !== undefined && deliveryState(message, now) === 'unconfirmed';
      return { reminder, message, answer: answerOf(reminder), isUnknown };
    })
    .filter(({ answer, isUnknown }) => isUnknown || (answer !== undefined && answer !== 'confirm'))
    .toSorted((a, b) => a.reminder.start - b.reminder.start);
  return (
    <Section title={t('answers')} hint={open.length === 0 ? t('noAnswers') : undefined}>
      <ul className={classes.plainList}>
        {open.map(({ reminder, answer, message, isUnknown }) => (
          <AnswerLine
            key={reminder.id}
            reminder={reminder}
            what={isUnknown && answer === undefined ? 'unknown' : answer!}
            conversationId={message?.conversationId}
            name={records.get('contacts', reminder.contactId)?.name ?? ''}
          />
        ))}
      </ul>
    </Section>
  );
}

interface AnswerLineProps {
  reminder: Reminder;
  what: string;
  conversationId: string | undefined;
  name: string;
}

function AnswerLine({ reminder, what, conversationId, name }: AnswerLineProps) {
  const { t } = useTranslation('reminders');
  const format = useFormat();
  return (
    <li className={classes.line}>
      <span dir="auto">{t(`asked.${what}`, { name, time: format.dayAndTime(reminder.start) })}</span>
      <Link to="/jobs/$jobId" params={{ jobId: reminder.jobId }}>
        {t('openJob')}
      </Link>
      {conversationId !== undefined && (
        <Link to="/inbox/$conversationId" params={{ conversationId }}>
          {t('openTalk')}
        </Link>
      )}
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => ignore(run('reminder.settle', { id: reminder.id }))}
      >
        {t('settled')}
      </Button>
    </li>
  );
}
