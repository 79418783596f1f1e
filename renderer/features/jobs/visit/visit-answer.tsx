import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Visit } from '#shared/domain/visit.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { answerAbout } from '#shared/records/visit-answers.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecordsBy } from '#renderer/state/records.ts';
import { StateBadge } from '#renderer/ui/index.ts';
import classes from './visit.module.css';

/** What the customer answered when they were reminded: confirmed, or what they ask for until somebody has seen to it. */
export function VisitAnswer({ visit, readOnly }: { visit: Visit & { id: string }; readOnly: boolean }) {
  const { t } = useTranslation('jobs');
  const found = answerAbout(useRecordsBy('reminders', 'visitId', visit.id), visit.start);
  if (found === undefined) return null;
  const { answer, reminder } = found;
  if (answer === 'confirm') return <StateBadge tone="good">{t('visit.confirmed')}</StateBadge>;
  if (reminder.settledAt !== undefined) return null;
  return (
    <div className={classes.line}>
      <StateBadge tone="warn">{t(`visit.asks.${answer}`)}</StateBadge>
      {!readOnly && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => ignore(run('reminder.settle', { id: reminder.id }))}
        >
          {t('visit.askSettled')}
        </Button>
      )}
    </div>
  );
}
