import { useTranslation } from 'react-i18next';
import type { Task } from '#shared/domain/task.ts';
import { useContactOf } from '#renderer/state/task-title.ts';
import classes from './tasks.module.css';

/** What somebody is to write themselves, ready for a text message or an e-mail of their own. */
export function WordsByHand({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const contact = useContactOf()(task);
  const { notes = '' } = task;
  const phone = Object.values(contact?.phones ?? {})[0]?.number;
  const email = Object.values(contact?.emails ?? {})[0]?.address;
  const body = encodeURIComponent(notes);
  return (
    <div className={classes.byHand}>
      <p dir="auto">{notes}</p>
      {phone !== undefined && (
        <a href={`sms:${phone}?body=${body}`} target="_blank" rel="noreferrer">
          {t('sms')}
        </a>
      )}
      {email !== undefined && (
        <a href={`mailto:${email}?body=${body}`} target="_blank" rel="noreferrer">
          {t('email')}
        </a>
      )}
    </div>
  );
}
