import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { reminderMail, type ReminderObstacle, reminderObstacle } from '#shared/commands/reminder.ts';
import { type DueReminder, remindersBetween } from '#shared/records/reminders.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useReader } from '#renderer/state/records.ts';
import { Section } from '#renderer/ui/index.ts';
import { withoutButtons, writtenOut } from './rule-draft.ts';
import classes from '../settings.module.css';

const looked = [
  'reminderRules',
  'reminders',
  'visits',
  'jobs',
  'jobEvents',
  'contacts',
  'relationships',
  'conversations',
  'consents',
  'identities',
  'mailAccounts',
  'messageTemplates',
  'business',
  'pauses',
] as const;
const ahead = 2 * 24 * 60 * 60 * 1000;

/** Whom a rule would write to and no channel reaches: with the words, ready to be sent by hand. */
export function ByHand() {
  const { t } = useTranslation('reminders');
  const now = useNow();
  const records = useReader(looked);
  const lines = remindersBetween(records, now, now + ahead).flatMap((due) => {
    const obstacle = reminderObstacle(records, due, now);
    return obstacle === undefined ? [] : { due, obstacle };
  });
  return (
    <Section
      title={t('byHand')}
      hint={t(lines.length === 0 ? 'noneByHand' : 'byHandHint')}
      action={
        lines.length > 0 && (
          <Button size="compact-sm" variant="default" onClick={() => window.print()}>
            {t('print')}
          </Button>
        )
      }
    >
      <ul className={classes.plainList}>
        {lines.map(({ due, obstacle }) => (
          <ByHandLine key={due.id} due={due} obstacle={obstacle} text={textOf(records, due)} />
        ))}
      </ul>
    </Section>
  );
}

function textOf(records: ReturnType<typeof useReader>, due: DueReminder): string {
  const { rule, contact, job, visit } = due;
  const template = records.get('messageTemplates', rule.templateId ?? '');
  const business = records.get('business', 'business');
  if (template === undefined || business === undefined) return reminderMail(records, due)?.text ?? '';
  return withoutButtons(writtenOut(template, rule.values, { contact, job, visit, business }));
}

interface ByHandLineProps {
  due: DueReminder;
  obstacle: ReminderObstacle;
  text: string;
}

function ByHandLine({ due, obstacle, text }: ByHandLineProps) {
  const { t } = useTranslation('reminders');
  const format = useFormat();
  const { contact, rule, visit } = due;
  const phone = Object.values(contact.phones ?? {})[0]?.number;
  const email = Object.values(contact.emails ?? {})[0]?.address;
  // Who wants no messages gets none by hand either.
  const maySend = obstacle === 'channel' || obstacle === 'template';
  const body = encodeURIComponent(text);
  return (
    <li>
      <div className={classes.line}>
        <span dir="auto">
          {contact.name} · {format.visit(visit.time)} · {t(`obstacle.${obstacle}`)}
        </span>
        {maySend && phone !== undefined && (
          <a href={`sms:${phone}?body=${body}`} target="_blank" rel="noreferrer">
            {t('sms')}
          </a>
        )}
        {maySend && email !== undefined && (
          <a
            href={`mailto:${email}?subject=${encodeURIComponent(rule.name)}&body=${body}`}
            target="_blank"
            rel="noreferrer"
          >
            {t('email')}
          </a>
        )}
      </div>
      {maySend && text !== '' && (
        <p className={classes.muted} dir="auto">
          {text}
        </p>
      )}
    </li>
  );
}
