import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Message } from '#shared/domain/conversation.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import classes from './send-trouble.module.css';

/** Whether a message waits for its time, or for somebody to let it go after all. */
export function isScheduled({ sendAt, heldAt, attemptedAt }: Message): boolean {
  return (sendAt !== undefined || heldAt !== undefined) && attemptedAt === undefined;
}

/** Under a message for later: when it goes out, or why it did not. */
export function ScheduledLine({ message }: { message: Message }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const { id, at, sendAt = at, heldAt, heldWhy = 'answered', unlessAnswered } = message;
  const key = heldAt !== undefined ? `held.${heldWhy}` : unlessAnswered === true ? 'unless' : 'at';
  return (
    <div className={classes.trouble}>
      <span>{t(`scheduled.${key}`, { time: format.dayAndTime(sendAt) })}</span>
      <Button size="compact-xs" variant="default" onClick={() => ignore(run('message.sendNow', { id }))}>
        {t('scheduled.now')}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        onClick={() => ignore(run('message.discard', { id }))}
      >
        {t('scheduled.cancel')}
      </Button>
    </div>
  );
}
