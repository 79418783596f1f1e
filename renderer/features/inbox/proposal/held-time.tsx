import { Button } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '#shared/domain/conversation.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { keptTimeOf } from '#shared/records/kept-times.ts';
import { run } from '#renderer/state/commands.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord, useTable } from '#renderer/state/records.ts';
import classes from './proposal.module.css';

/** The free time that the customer has chosen by tapping: a person makes the visit of it, or lets go of it. */
export function HeldTime({
  conversation,
  name,
  now,
}: {
  conversation: Conversation;
  name: string;
  now: number;
}) {
  const { t } = useTranslation('autopilot');
  const format = useFormat();
  const [holds, contacts] = [useTable('holds'), useTable('contacts')];
  const hold = useMemo(
    () => keptTimeOf({ holds, contacts }, conversation.contactId, now),
    [holds, contacts, conversation.contactId, now],
  );
  const service = useRecord('services', hold?.serviceId);
  if (hold === undefined) return null;
  /** A customer who could not be told has to be told by hand: the window of the channel may be shut. */
  async function confirm(id: string): Promise<void> {
    const done = await run('hold.confirm', { id });
    const untold = done.ok ? done.value.untold : undefined;
    if (untold !== undefined)
      showProblem({ ...untold, message: t('hold.untold', { name, why: untold.message }) });
  }

  const when = format.dayAndTime(hold.start);
  const words = [t('hold.words', { name, when }), service?.name].filter(Boolean).join(' ');
  return (
    <section className={classes.card} aria-label={t('hold.title')}>
      <IconCalendarPlus size={18} stroke={1.5} aria-hidden />
      <div className={classes.words}>
        <strong className={classes.line} dir="auto" title={words}>
          {words}
        </strong>
        <span className={classes.line}>{t('hold.until', { when: format.dayAndTime(hold.until) })}</span>
      </div>
      <div className={classes.actions}>
        <Button size="compact-xs" variant="default" onClick={() => ignore(confirm(hold.id))}>
          {t('hold.confirm')}
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          onClick={() => ignore(run('hold.release', { id: hold.id }))}
        >
          {t('hold.release')}
        </Button>
      </div>
    </section>
  );
}
